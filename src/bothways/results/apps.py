"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "bothways.results"

    def ready(self) -> None:
        import_module("bothways.results.differing")
        import_module("bothways.results.fixed")
        import_module("bothways.results.jobs")
