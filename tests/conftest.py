"""What every test stands on: an installation of its own in a temporary folder, and the cast."""

import atexit
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import django
import hypothesis
import pytest
import structlog
from django.db import connections
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from bothways.languages.catalogues import compile_all
from tests import postgres

KEPT = {"BOTHWAYS_REQUIRE_BROWSER", "BOTHWAYS_CHROMIUM", postgres.ASKED, postgres.BIN}


def _stand_apart() -> None:
    """Let Django read nothing from the outside, and a folder that goes away again."""
    for name in [name for name in os.environ if name.startswith("BOTHWAYS_")]:
        if name not in KEPT:
            del os.environ[name]
    folder = tempfile.mkdtemp(prefix="bothways-test-")
    (Path(folder) / "static").mkdir()
    compile_all(Path(folder) / "locale")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(
        BOTHWAYS_DATA=folder,
        BOTHWAYS_MODE="test",
        OPENBLAS_NUM_THREADS="1",  # as every command has it
        BOTHWAYS_HOSTS="localhost,127.0.0.1,testserver",
        BOTHWAYS_BALLOT_DELAY="0",
        DJANGO_SETTINGS_MODULE="bothways.config.settings",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright runs a loop of its own beside the ORM
    )
    if postgres.is_asked_for():
        postgres.serve_this_run()


# How long an example takes says more of the machine than of the code; speed is for benchmarks.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker has inherited all of it
    _stand_apart()
django.setup()

from bothways.record import attempts  # noqa: E402
from tests import blank  # noqa: E402
from tests.tampering import flush_as_root  # noqa: E402

flush_as_root()

WITHOUT_DATABASE = ("tests/pure/", "tests/architecture/")

pytest_plugins = ["tests.cast", "tests.costly", "tests.scenes"]

ClientOf = Callable[[object], Client]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give both databases to every test outside the pure cores that does not say otherwise."""
    items[:] = [item for item in items if postgres.concerns(item)]
    for item in items:
        if any(folder in item.nodeid for folder in WITHOUT_DATABASE):
            continue
        if item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "ballots"]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Let no worker go through every migration by itself where there is a copy of the result."""
    if not postgres.is_asked_for():
        for alias in blank.FILES:
            connections[alias].settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    if not postgres.is_asked_for():
        with django_db_blocker.unblock():
            blank.put_in_all()


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    """Let no test begin in another's language, or with an attempt that waits to be written."""
    yield
    attempts._WAITING.clear()
    translation.deactivate()


@pytest.fixture
def now() -> datetime:
    """A fixed moment: Monday 2 November 2026, 09:00 UTC."""
    from tests.factories import NOW

    return NOW


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder for one test alone."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the logs of a running installation would say."""
    terminal = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    )
    assert isinstance(terminal, logging.StreamHandler)
    text = StringIO()
    before = terminal.setStream(text)
    yield text
    terminal.setStream(before or sys.stderr)


@pytest.fixture
def client_of() -> ClientOf:
    """Return a function that gives a browser in which a person is signed in."""

    def signed_in(person: object) -> Client:
        client = Client()
        client.force_login(person)  # type: ignore[arg-type]
        return client

    return signed_in
