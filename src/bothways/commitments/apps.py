"""The app's name."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "bothways.commitments"

    def ready(self) -> None:
        from bothways.commitments import jobs  # noqa: F401  (registers what runs by itself)
