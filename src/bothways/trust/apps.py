"""The app's name."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "bothways.trust"
