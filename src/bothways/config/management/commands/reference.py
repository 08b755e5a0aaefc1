"""`bothways reference`: write docs/reference from the code, or check that it is true."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import translation

from bothways.config.reference import PAGES

FOLDER = Path(__file__).resolve().parents[5] / "docs" / "reference"


class Command(BaseCommand):
    help = "Write docs/reference from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if it differs"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        with translation.override(None):  # in the words of the code
            pages = {FOLDER / name: write() for name, write in PAGES.items()}
        stale = [path for path, text in pages.items() if not _says(path, text)]
        if check and stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(f"Not true any more: {names}. Run: python3 bothways reference")
        for path in stale:
            path.write_text(pages[path], encoding="utf-8")
            self.stdout.write(f"wrote {path.name}")


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
