"""The app's name, and what it registers."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "bothways.members"

    def ready(self) -> None:
        from bothways.members import jobs, signals, weekly  # noqa: F401
