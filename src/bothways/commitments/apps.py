"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "bothways.commitments"

    def ready(self) -> None:
        import_module("bothways.commitments.came_of")
        import_module("bothways.commitments.filling")
        import_module("bothways.commitments.jobs")
        import_module("bothways.commitments.searching")
        import_module("bothways.commitments.weekly")
        import_module("bothways.commitments.calendar")
