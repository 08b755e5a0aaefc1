"""Millrace as the demo makes it, made once for each state of the source; tests get copies of it.

Making it goes through every ceremony and takes most of a minute, so the finished files are kept in
var/test/millrace under a name that follows from all they were made of: with another line of code,
or another lock of the libraries, they are made anew.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.db import connections

from bothways.surveys.models import Round

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "test" / "millrace"
NOT_OF_IT = {"locale", "static", "__pycache__"}
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FILES = {"default": "bothways.sqlite3", "ballots": "ballots.sqlite3"}
SECOND_KEY = "demo-second-key.json"
MAKE = f"""
import django
django.setup()
from datetime import datetime
from django.core.management import call_command
for alias in ("default", "ballots"):
    call_command("migrate", database=alias, verbosity=0)
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
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = kept | {
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
        for alias, name in FILES.items():
            connections[alias].ensure_connection()
            held = connections[alias].connection
            before = after.enter_context(closing(sqlite3.connect(":memory:")))
            held.backup(before)
            after.callback(before.backup, held)
            with closing(sqlite3.connect(folder / name)) as finished:
                finished.backup(held)
        of_trust = Round.objects.filter(audience=Round.Audience.EVERYONE).exclude(kind="promises")
        rounds = of_trust.order_by("opens_at")
        yield Told(folder, dict(enumerate(rounds, start=1)))


def _finished() -> Path:
    """Return the folder of the finished demo; made now if it is not there, by one of us alone."""
    folder = KEPT / _made_of()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in KEPT.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            unfinished = KEPT / "unfinished"
            unfinished.mkdir()
            done = run(unfinished, "-c", MAKE, BOTHWAYS_MODE="demo")
            assert done.returncode == 0, done.stderr
            unfinished.rename(folder)
    return folder


@cache
def _made_of() -> str:
    """Return what the source and the locked libraries hash to."""
    source = [path for path in (ROOT / "src" / "bothways").rglob("*") if path.is_file()]
    parts = [Path(__file__), ROOT / "requirements" / "run.txt", *sorted(source)]
    hashed = hashlib.sha256()
    for path in parts:
        if not NOT_OF_IT & set(path.parts):
            hashed.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:16]
