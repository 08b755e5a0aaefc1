"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "bothways.surveys"

    def ready(self) -> None:
        import_module("bothways.surveys.jobs")
        import_module("bothways.surveys.conditions")
        import_module("bothways.surveys.notices")
