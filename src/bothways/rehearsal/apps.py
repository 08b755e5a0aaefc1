"""The app's name."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "bothways.rehearsal"
