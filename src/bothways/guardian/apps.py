"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class GuardianConfig(AppConfig):
    name = "bothways.guardian"

    def ready(self) -> None:
        import_module("bothways.guardian.jobs")
        import_module("bothways.guardian.conditions")
        import_module("bothways.guardian.weekly")
