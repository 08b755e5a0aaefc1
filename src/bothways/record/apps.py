"""The app's name, and its jobs."""

from importlib import import_module

from django.apps import AppConfig

from bothways.jobs.registry import AFTER_EACH


class RecordConfig(AppConfig):
    name = "bothways.record"

    def ready(self) -> None:
        import_module("bothways.record.jobs")
        AFTER_EACH.append(import_module("bothways.record.attempts").write_attempts)
