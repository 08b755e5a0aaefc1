"""The app's name."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "bothways.results"
