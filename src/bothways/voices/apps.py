"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig

REGISTERS = (
    "beside",
    "board",
    "calendar",
    "fixed",
    "jobs",
    "prompts",
    "searching",
    "votes",
    "weekly",
)


class VoicesConfig(AppConfig):
    name = "bothways.voices"

    def ready(self) -> None:
        for module in REGISTERS:
            import_module(f"bothways.voices.{module}")
