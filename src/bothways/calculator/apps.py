"""The app's name."""

from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    name = "bothways.calculator"
