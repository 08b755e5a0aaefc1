"""A backup every night, if a folder and a key are set."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from bothways.operations.actions.nightly import back_up_at_night, is_due
from bothways.operations.errors import CannotKeepError
from bothways.operations.jobs import back_up
from bothways.operations.sealing import Key
from tests.cast import Cast
from tests.factories import NOW

Pair = tuple[Key, Key]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, keys: Pair) -> Path:
    """Where backups go, with the settings that say so."""
    settings.BACKUP_TO, settings.BACKUP_KEY = str(tmp_path / "backups"), keys[0].public
    settings.BACKUP_KEEP = 2
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def test_it_is_made_once_a_night(house: Cast, folder: Path) -> None:
    said = [back_up(NOW + timedelta(hours=hours)) for hours in (0, 1, 16, 17, 18, 41)]

    assert ["rows" in words for words in said] == [True, False, False, True, False, True]
    assert len(list(folder.glob("*.age"))) == 2


def test_nothing_is_made_where_nothing_is_set(house: Cast, settings: Settings) -> None:
    assert (settings.BACKUP_TO, settings.BACKUP_KEY) == ("", "")

    assert back_up_at_night(NOW) == ""


def test_a_folder_that_is_not_mounted_is_a_failure_that_the_owner_sees(
    house: Cast, folder: Path
) -> None:
    folder.rmdir()

    with pytest.raises(CannotKeepError, match="no such folder"):
        back_up_at_night(NOW)


def test_two_o_clock_is_that_of_the_firm(house: Cast, settings: Settings, folder: Path) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    back_up_at_night(datetime.fromisoformat("2026-11-03T00:30:00+00:00"))

    assert not is_due(datetime.fromisoformat("2026-11-03T00:59:00+00:00"))
    assert is_due(datetime.fromisoformat("2026-11-03T01:00:00+00:00"))
