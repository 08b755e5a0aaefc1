"""The app's name, and what it registers elsewhere."""

from importlib import import_module

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "bothways.mailbox"

    def ready(self) -> None:
        import_module("bothways.mailbox.jobs")
        import_module("bothways.mailbox.weekly")
