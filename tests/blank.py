"""Both databases with all their tables and nobody in them, made once; tests get copies.

Making the tables goes through every migration and takes seconds, and a hundred tests want an
installation of their own. Only SQLite: on PostgreSQL nothing is laid out, and the migrations run.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.db import connections

from tests import kept, postgres

ROOT = Path(__file__).parents[1]
FILES = {"default": "bothways.sqlite3", "ballots": "ballots.sqlite3"}
MAKE = """
import django
django.setup()
from django.core.management import call_command
for alias in ("default", "ballots"):
    call_command("migrate", database=alias, verbosity=0)
"""


def lay_out(folder: Path) -> Path:
    """Put the empty tables into a folder that has none yet, and return it."""
    return folder if postgres.is_asked_for() else lay_out_files(folder)


def lay_out_files(folder: Path) -> Path:
    """Do so for an installation that is on SQLite whatever the tests are on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES.values():
        shutil.copy(_finished() / name, folder / name)
    return folder


def put_in(folder: Path, alias: str) -> None:
    """Let the test database of that name hold what the file in the folder holds."""
    connections[alias].ensure_connection()
    with closing(sqlite3.connect(folder / FILES[alias])) as finished:
        finished.backup(connections[alias].connection)


def put_in_all() -> None:
    for alias in FILES:
        put_in(_finished(), alias)


def _finished() -> Path:
    return kept.folder("blank", _make)


def _make(folder: Path) -> None:
    outside = {name: word for name, word in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = outside | {
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": "run",
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    subprocess.run([sys.executable, "-c", MAKE], env=env, check=True)
