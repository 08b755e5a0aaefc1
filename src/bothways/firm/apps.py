"""The app's name."""

from django.apps import AppConfig


class FirmConfig(AppConfig):
    name = "bothways.firm"
