"""`bothways export PATH`: all of the firm in open formats."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from bothways.operations.exporting import export_to
from bothways.people.errors import RefusedError
from bothways.results.looks import keep_export


class Command(BaseCommand):
    help = "Write all of the firm as CSV and JSON, into a .zip file or a new folder. No secrets."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file that ends in .zip, or a new folder")

    def handle(self, *, path: Path, **_options: Any) -> None:
        try:
            export_to(path, at=timezone.now())
        except RefusedError as error:
            raise CommandError(str(error)) from None
        keep_export(None, on=timezone.localdate())
        self.stdout.write(f"{path}\nIt holds names and addresses: keep it where only you read it.")
