"""An installation in which something can be planted, and an audit that only reads it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler
from django.utils import timezone
from pytest_django import Settings

from bothways.config.env import BALLOTS_FILE, MAIN_FILE, file_url
from bothways.operations.audit import CHECKS, Look, Report, Severity, audit
from bothways.storage.addresses import database, to_read
from tests import blank, postgres
from tests.architecture.source import ROOT

T = TypeVar("T")
FILES = {"default": MAIN_FILE, "ballots": BALLOTS_FILE}


@contextmanager
def past_the_guards(connection: Any) -> Iterator[None]:
    """Take the program's own triggers away meanwhile, as whoever has root can."""
    if postgres.is_asked_for():
        connection.execute("SET session_replication_role = replica")
        yield
        return
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fixed_%'"
    guards = connection.execute(sql).fetchall()
    for name, _made in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, made in guards:
        connection.execute(made)


@dataclass
class House:
    """A copy of an installation: plant something by SQL, then let the audit look."""

    folder: Path
    rounds: dict[str, str]
    source: Path | None = None  # whose databases these are until something is planted
    look: Look = field(init=False)

    def __post_init__(self) -> None:
        self.look = Look(now=timezone.now(), data=self.folder)

    def url(self, alias: str) -> str:
        variable = dict(zip(FILES, postgres.URLS, strict=True))[alias]
        return postgres.databases_of(self.source or self.folder).get(variable) or file_url(
            self.folder / FILES[alias]
        )

    def of_its_own(self) -> None:
        """Take databases of its own on PostgreSQL, which takes a while."""
        if self.source is not None:
            postgres.databases_like(self.source, self.folder)
            self.source = None

    def sql(self, words: str, *values: object, of: str = "default") -> list[Any]:
        """Say something to a database past the program, and return what it answers."""
        self.of_its_own()
        connection = postgres.connected(self.folder / FILES[of])
        try:
            if not postgres.is_asked_for():
                words = words.replace("%s", "?")
            with past_the_guards(connection):
                cursor = connection.execute(words, values)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def boxes(self, words: str, *values: object) -> list[Any]:
        """The same to the database of the boxes."""
        return self.sql(words, *values, of="ballots")

    def report(self, *names: str, **more: Any) -> Report:
        """Let the audit look, through connections that can only read."""
        checks = tuple(check for check in CHECKS if not names or check.name in names)
        return self.inside(lambda look: audit(look, checks), **more)

    def inside(self, do: Callable[[Look], T], **more: Any) -> T:
        """Do something with a look at this installation, through such connections."""
        look = replace(self.look, **more)
        before = {alias: connections[alias] for alias in FILES}
        settings = {alias: to_read(database(self.url(alias))) for alias in FILES}
        handler = ConnectionHandler(
            {a: {**before[a].settings_dict, **found} for a, found in settings.items()}
        )
        try:
            for alias in FILES:
                connections[alias] = handler[alias]
            return do(look)
        finally:
            for alias in FILES:
                connections[alias].close()
                connections[alias] = before[alias]

    def finds(self, *names: str, **more: Any) -> set[str]:
        """Return the codes of what is wrong."""
        report = self.report(*names, **more)
        assert report.unseen == []
        return {finding.code for finding in report.violations}

    def notices(self, *names: str, **more: Any) -> set[str]:
        """Return the codes of what is worth knowing."""
        found = self.report(*names, **more).findings
        return {finding.code for finding in found if finding.severity is Severity.NOTICE}


def ran(program: str, folder: Path) -> dict[str, str]:
    """Run one of the programs that make an installation; return the ids of its rounds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = {
        **kept,
        **postgres.databases_of(folder),
        "BOTHWAYS_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    words = [sys.executable, str(Path(__file__).parent / program)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rounds: dict[str, str] = json.loads(done.stdout)
    return rounds


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The installation that all are copied from."""
    folder = blank.lay_out(tmp_path_factory.mktemp("audited") / "data")
    return folder, ran("audited.py", folder)


@pytest.fixture(scope="session")
def built_with_two_keys(
    built: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """The same, with two rounds more that have a second key."""
    folder = tmp_path_factory.mktemp("two") / "data"
    shutil.copytree(built[0], folder)
    postgres.databases_like(built[0], folder)
    return folder, ran("audited_two.py", folder)


@pytest.fixture
def audited(
    built: tuple[Path, dict[str, str]], db: None, tmp_path: Path, settings: Settings
) -> House:
    """A copy of it for one test, with settings as a real one has them."""
    return moved_in(built, tmp_path / "data", settings)


@pytest.fixture
def with_two_keys(
    built_with_two_keys: tuple[Path, dict[str, str]],
    db: None,
    tmp_path: Path,
    settings: Settings,
) -> House:
    """A copy of the one with two keys."""
    return moved_in(built_with_two_keys, tmp_path / "data", settings)


def moved_in(built: tuple[Path, dict[str, str]], folder: Path, settings: Settings) -> House:
    """Copy an installation, and let the settings be its own."""
    source, rounds = built
    shutil.copytree(source, folder)
    settings.DATA = folder
    settings.BASE_URL = "https://trust.example.org"
    settings.SESSION_COOKIE_SECURE = True
    settings.BALLOT_DELAY_SECONDS = 90
    return House(folder, rounds, source if postgres.is_asked_for() else None)
