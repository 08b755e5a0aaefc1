"""The app's name, and its jobs."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "bothways.notifications"

    def ready(self) -> None:
        import_module("bothways.notifications.jobs")
