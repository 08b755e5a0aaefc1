"""`bothways reindex`: make what the search finds anew."""

from typing import Any

from django.core.management import BaseCommand

from bothways.search.actions import rebuild
from bothways.search.queries import out_of_step


class Command(BaseCommand):
    help = "Make what the search finds anew, from what everybody may see, and compare it."
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        before = out_of_step()
        n = rebuild()
        self.stdout.write(
            f"{n} things can be found. Before, {before.n_missing} could not be, "
            f"and {before.n_wrong} were found that did not say so."
        )
