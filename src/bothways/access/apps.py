"""The app's name."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bothways.access"
