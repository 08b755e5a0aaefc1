"""The app's name."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "bothways.languages"
