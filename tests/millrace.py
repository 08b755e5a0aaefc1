"""Millrace as the demo makes it, made once for each state of the source; tests get copies of it.

Making it goes through every ceremony and takes most of a minute (tests.kept).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections

from bothways.surveys.models import Round
from tests import blank, kept

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SECOND_KEY = "demo-second-key.json"
MAKE = f"""
import django
django.setup()
from datetime import datetime
from bothways.demo.making import make_millrace
make_millrace(datetime.fromisoformat({NOW.isoformat()!r}))
"""


@dataclass(frozen=True)
class Told:
    """The firm when its story is told. rounds: those that ask everyone, by number from 1 on."""

    folder: Path
    rounds: dict[int, Round]

    @property
    def second_key(self) -> Path:
        return self.folder / SECOND_KEY


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in an installation on SQLite, or on what `more` names."""
    outside = {name: word for name, word in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = outside | {
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": "run",
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        **more,
    }
    return subprocess.run(
        [sys.executable, *words], env=env, capture_output=True, text=True, check=False
    )


def laid_out(folder: Path) -> Path:
    """Copy the finished demo into a folder that does not exist yet, and return it."""
    return Path(shutil.copytree(_finished(), folder))


@contextmanager
def standing_in(folder: Path) -> Iterator[Told]:
    """Let the databases of the tests hold the firm of this folder, and then what they held."""
    with ExitStack() as after:
        for alias in blank.FILES:
            connections[alias].ensure_connection()
            held = connections[alias].connection
            before = after.enter_context(closing(sqlite3.connect(":memory:")))
            held.backup(before)
            after.callback(before.backup, held)
            blank.put_in(folder, alias)
        of_trust = Round.objects.filter(audience=Round.Audience.EVERYONE).exclude(kind="promises")
        rounds = of_trust.order_by("opens_at")
        yield Told(folder, dict(enumerate(rounds, start=1)))


def _finished() -> Path:
    return kept.folder("millrace", _make)


def _make(folder: Path) -> None:
    blank.lay_out_files(folder)
    done = run(folder, "-c", MAKE, BOTHWAYS_MODE="demo")
    assert done.returncode == 0, done.stderr
