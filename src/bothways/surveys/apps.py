"""The app's name."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "bothways.surveys"
