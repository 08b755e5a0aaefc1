"""The app's name."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "bothways.guides"
