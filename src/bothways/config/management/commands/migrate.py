"""Django's `migrate`, for two databases of which one holds the box alone."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate

from bothways.storage.tables import BALLOTS, OF_THE_BOX


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != BALLOTS or options["app_label"]:
            super().handle(*args, **options)
            return
        # Test runners always ask for tables without migrations; Django refuses that for an
        # app that has some, and they have it only where they turned all migrations off.
        for app in OF_THE_BOX:
            syncs = options["run_syncdb"] and app in settings.MIGRATION_MODULES
            super().handle(*args, **{**options, "app_label": app, "run_syncdb": syncs})
