"""`bothways make_demo`: the firm Millrace with eighteen months behind it."""

import time
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from bothways.demo.making import make_millrace
from bothways.people.queries import organisation


class Command(BaseCommand):
    help = "Make the demo firm Millrace: a hundred people, seven counted rounds, a year."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if organisation() is not None:
            raise CommandError("There is a firm here already. Start anew with: demo --fresh")
        began = time.monotonic()
        make_millrace(timezone.now(), say=self.stdout.write)
        self.stdout.write(f"Millrace is there, after {time.monotonic() - began:.0f} seconds.")
