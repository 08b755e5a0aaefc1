"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "bothways.programmes"

    def ready(self) -> None:
        import_module("bothways.programmes.fixed")
        import_module("bothways.programmes.jobs")
