"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig

REGISTERS = ("calendar", "came_of", "filling", "jobs", "prompts", "searching", "weekly")


class CommitmentsConfig(AppConfig):
    name = "bothways.commitments"

    def ready(self) -> None:
        for module in REGISTERS:
            import_module(f"bothways.commitments.{module}")
