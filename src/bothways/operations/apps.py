"""The app's name."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "bothways.operations"
