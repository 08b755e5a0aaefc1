"""bothways rehearse: what would be shown of these answers, seen before anybody is asked."""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from bothways.people.errors import RefusedError
from bothways.rehearsal.actions import rehearse
from bothways.rehearsal.files import FileError, read_material
from bothways.rehearsal.summary import summary

INSIDE = "BOTHWAYS_REHEARSAL"
EVERY_SECONDS = 2.0
FLOOR_K, FLOOR_C = 5, 1


class Progress:
    """Says now and then how far a long work has come."""

    def __init__(self, write: Any) -> None:
        self.write = write
        self.last = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last >= EVERY_SECONDS or done == 0:
            self.last = now
            share = f" {done} of {total}" if total > 1 else ""
            self.write(f"{what}{share}")


class Command(BaseCommand):
    help = "Run whole rounds on a roster and answers in a throw-away installation."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--roster", type=Path, required=True, help="wave,id,unit,manager,...")
        parser.add_argument(
            "--answers", type=Path, required=True, help="wave,id,q1,q2,... (1 to 5)"
        )
        parser.add_argument("--out", type=Path, required=True, help="folder for what is published")
        parser.add_argument("--constructs", type=Path, help="question,construct")
        parser.add_argument("--format", choices=["full", "focus"], default="full")
        parser.add_argument("--k", type=int, default=7, help="smallest group")
        parser.add_argument("--c", type=int, default=2, help="how many may put answers together")

    def handle(self, **options: Any) -> None:
        if options["k"] < FLOOR_K or options["c"] < FLOOR_C:
            raise CommandError(f"k is {FLOOR_K} at least and c is {FLOOR_C} at least.")
        if os.environ.get(INSIDE):
            self._inside(options)
        else:
            self._in_a_throw_away_installation()

    def _in_a_throw_away_installation(self) -> None:
        """Run this command again on databases of its own, which are deleted afterwards."""
        with tempfile.TemporaryDirectory(prefix="bothways-rehearsal-") as folder:
            kept = {key: value for key, value in os.environ.items() if key[:9] != "BOTHWAYS_"}
            env = {**kept, INSIDE: "1", "BOTHWAYS_DATA": folder}
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "bothways", *sys.argv[1:]], env=env, check=False
            )
        if done.returncode:
            sys.exit(done.returncode)

    def _inside(self, options: dict[str, Any]) -> None:
        for alias in ("default", "ballots"):
            call_command("migrate", database=alias, verbosity=0)
            with connections[alias].cursor() as cursor:  # deleted soon, so nothing need last
                cursor.execute("PRAGMA synchronous=OFF")
        started = time.monotonic()
        try:
            material = read_material(options["roster"], options["answers"], options["constructs"])
            outcome = rehearse(
                material,
                out=options["out"],
                format_=options["format"],
                k=options["k"],
                c=options["c"],
                say=Progress(self.stdout.write),
            )
        except (FileError, RefusedError) as error:
            raise CommandError(str(error)) from None
        for wave, released in outcome.releases:
            for line in summary(wave, released):
                self.stdout.write(line)
        for wave, reason in outcome.refused:
            self.stdout.write(f"\nWave {wave.name}: no round. {reason}")
        seconds = time.monotonic() - started
        self.stdout.write(f"\nWritten to {options['out']} after {seconds:.0f} seconds.")
