"""The app's name, and its jobs."""

from importlib import import_module

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "bothways.record"

    def ready(self) -> None:
        import_module("bothways.record.jobs")
