"""The app's name."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "bothways.record"
