"""The app's name."""

from django.apps import AppConfig


class ConfirmationsConfig(AppConfig):
    name = "bothways.confirmations"

    def ready(self) -> None:
        from bothways.confirmations import (  # noqa: F401  (each registers itself)
            beside,
            conditions,
            jobs,
            weekly,
        )
