"""`bothways files`: the list of the program's own files, made for a release and checked."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from bothways.operations.audit import Look, Severity, program


class Command(BaseCommand):
    help = f"Write {program.LIST}: the checksum of every file of the program, for `audit`."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, and write nothing")

    def handle(self, **options: Any) -> None:
        if not options["check"]:
            text = program.written(program.ROOT)
            (program.ROOT / program.LIST).write_text(text, encoding="utf-8")
            self.stdout.write(f"{len(text.splitlines())} files in {program.LIST}.")
            return
        from django.conf import settings

        look = Look(now=timezone.now(), data=settings.DATA, insists_on_files=True)
        found = list(program.check(look, program.ROOT))
        for one in found:
            self.stdout.write(one.found)
        if any(one.severity is Severity.VIOLATION for one in found):
            sys.exit(1)
        self.stdout.write("All files are those of the list.")
