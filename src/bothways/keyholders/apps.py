"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class KeyholdersConfig(AppConfig):
    name = "bothways.keyholders"

    def ready(self) -> None:
        import_module("bothways.keyholders.jobs")
