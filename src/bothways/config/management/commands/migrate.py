"""Django's `migrate`, for two databases of which one holds the box alone."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from bothways.storage.tables import BALLOTS, OF_THE_BOX


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == BALLOTS and not options["app_label"]:
            options["app_label"] = OF_THE_BOX
            # Test runners always ask for tables without migrations; Django refuses that for an
            # app that has some, and they have it only where they turned all migrations off.
            options["run_syncdb"] &= OF_THE_BOX in settings.MIGRATION_MODULES
        super().handle(*args, **options)
