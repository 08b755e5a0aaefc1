"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "bothways.readings"

    def ready(self) -> None:
        import_module("bothways.readings.jobs")
