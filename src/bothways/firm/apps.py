"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class FirmConfig(AppConfig):
    name = "bothways.firm"

    def ready(self) -> None:
        import_module("bothways.firm.weekly")
