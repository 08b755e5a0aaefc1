"""The app's name."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "bothways.decisions"

    def ready(self) -> None:
        from bothways.decisions import fixed, jobs, prompts  # noqa: F401  (they register themselves)
