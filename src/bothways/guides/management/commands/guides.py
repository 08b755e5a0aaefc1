"""`bothways guides`: say that the guides are in order, or what is wrong and where."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from bothways.guides.faults import faults
from bothways.guides.shelf import SLUGS, TEXTS


class Command(BaseCommand):
    help = "Check every guide: its parts, its languages, its words, its links and its sources."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=TEXTS, help="look at the texts of another folder"
        )

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        found = faults(languages, folder)
        if found:
            raise CommandError("\n  ".join(["The guides are not in order.", *found]))
        self.stdout.write(f"In order: {len(SLUGS)} guides in {', '.join(languages)}.")
