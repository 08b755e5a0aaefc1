"""The app's name."""

from django.apps import AppConfig


class LeadersConfig(AppConfig):
    name = "bothways.leaders"
