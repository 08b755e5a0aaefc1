"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "bothways.trust"

    def ready(self) -> None:
        import_module("bothways.trust.weekly")
