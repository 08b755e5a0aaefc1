"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from bothways.storage import triggers


class SurveysConfig(AppConfig):
    name = "bothways.surveys"

    def ready(self) -> None:
        import_module("bothways.surveys.fixed")
        import_module("bothways.surveys.jobs")
        import_module("bothways.surveys.conditions")
        import_module("bothways.surveys.notices")
        import_module("bothways.surveys.weekly")
        import_module("bothways.surveys.calendar")
        import_module("bothways.surveys.beside")
        pre_migrate.connect(triggers.before_migrate, sender=self)
        post_migrate.connect(triggers.after_migrate, sender=self)
