"""The app's name."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "bothways.outcomes"

    def ready(self) -> None:
        from bothways.outcomes import jobs  # noqa: F401  (registers what runs by itself)
