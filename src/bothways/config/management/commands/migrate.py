"""Django's `migrate`, for two databases of which one holds the box alone."""

from typing import Any

from django.core.management.commands import migrate

from bothways.storage.tables import BALLOTS, OF_THE_BOX


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == BALLOTS and not options["app_label"]:
            options["app_label"] = OF_THE_BOX
        super().handle(*args, **options)
