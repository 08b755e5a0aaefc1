"""The app's name."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bothways.ui"
