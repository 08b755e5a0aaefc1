"""The app's name."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "bothways.api"
