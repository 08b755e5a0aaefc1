"""The app's name."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "bothways.jobs"
