"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig

REGISTERS = ("beside", "calendar", "conditions", "weekly")


class AnswersConfig(AppConfig):
    name = "bothways.answers"

    def ready(self) -> None:
        for module in REGISTERS:
            import_module(f"bothways.answers.{module}")
