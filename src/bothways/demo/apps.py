"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bothways.demo"

    def ready(self) -> None:
        import_module("bothways.demo.jobs")
