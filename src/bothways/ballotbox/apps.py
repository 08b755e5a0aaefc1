"""The app's name."""

from django.apps import AppConfig


class BallotboxConfig(AppConfig):
    name = "bothways.ballotbox"
