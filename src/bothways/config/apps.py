"""The app's name."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "bothways.config"
