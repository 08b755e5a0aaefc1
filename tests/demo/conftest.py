"""The demo's doors, hung for one test; and Millrace as the demo makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from pytest_django import DjangoDbBlocker, Settings

from bothways.demo import second_key
from tests.millrace import Told, laid_out, standing_in


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
) -> Iterator[Told]:
    """The whole story as it was told, for a module; its second key lies in a folder of its own."""
    folder = laid_out(tmp_path_factory.mktemp("millrace") / "demo")
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        standing_in(folder) as told,
    ):
        patch.setattr(second_key, "place", lambda: told.second_key)
        yield told
