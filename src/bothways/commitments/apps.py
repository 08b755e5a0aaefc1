"""The app's name."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "bothways.commitments"
