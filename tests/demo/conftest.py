"""The demo's doors, hung for one test; and Millrace as the demo makes it, made once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from bothways.demo import second_key
from bothways.demo.making import Millrace, make_millrace

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.fixture
def demo(settings: Settings, data: Path) -> None:
    """Let the doors exist, as they do where BOTHWAYS_MODE is 'demo'."""
    settings.INSTALLED_APPS = [*configured.INSTALLED_APPS, "bothways.demo"]
    settings.ROOT_URLCONF = "tests.demo.urls"


@pytest.fixture(scope="module")
def millrace(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Millrace]:
    """The whole story, told once for a module and then forgotten; its second key lies apart."""
    kept = tmp_path_factory.mktemp("millrace") / "demo-second-key.json"
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(using="default"),
        transaction.atomic(using="ballots"),
    ):
        patch.setattr(second_key, "place", lambda: kept)
        yield make_millrace(NOW)
        transaction.set_rollback(True, using="default")
        transaction.set_rollback(True, using="ballots")
