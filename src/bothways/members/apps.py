"""The app's name."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "bothways.members"
