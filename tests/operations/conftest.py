"""Installations in files of their own, because a backup reads a database from beside."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from bothways.operations.sealing import Key, new_key
from bothways.operations.snapshot import main_in
from tests import blank
from tests.cast import Cast, make_firm


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of an installation in files to SQLite."""
    for item in items:
        if {"house", "empty_database"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.sqlite)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A main database with all its tables and nobody in it, to be copied."""
    return blank.lay_out(tmp_path_factory.mktemp("empty")) / "bothways.sqlite3"


@pytest.fixture
def house(db: None, empty_database: Path, tmp_path: Path, settings: Settings) -> Iterator[Cast]:
    """Millrace in an installation of its own; its folder is settings.DATA."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    (settings.DATA / "secret").write_text("the old secret")
    path = settings.DATA / "bothways.sqlite3"
    shutil.copy(empty_database, path)
    with main_in(path):
        yield make_firm()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another, empty folder to restore into; settings.DATA, once asked for after `house`."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def keys() -> tuple[Key, Key]:
    """What closes a backup, and what opens it."""
    public, secret = new_key()
    return Key(public=public), Key(secret=secret)
