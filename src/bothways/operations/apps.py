"""The app's name."""

from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "bothways.operations"

    def ready(self) -> None:
        """Register what runs by itself."""
        import_module("bothways.operations.jobs")
