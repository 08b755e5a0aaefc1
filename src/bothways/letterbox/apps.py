"""The app's name."""

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "bothways.letterbox"
