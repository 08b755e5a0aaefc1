"""The app's name, and its job."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bothways.search"

    def ready(self) -> None:
        import_module("bothways.search.jobs")
