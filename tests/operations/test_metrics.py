"""Numbers for whoever watches: none about a person, a group or a round in progress."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from bothways import __version__
from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from bothways.operations.metrics import STEP, written
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import opened

SIZES = ("bothways_disk_free_bytes", "bothways_database_bytes")


@pytest.fixture
def watched(house: Cast) -> Cast:
    enrol_jobs(now=timezone.now())
    Schedule.objects.update(last_run_at=timezone.now(), n_failures=0)
    return house


def numbers() -> dict[str, float]:
    """Return each number by its name; room on the disk and sizes move by themselves."""
    lines = [line.rsplit(" ", 1) for line in written().decode().splitlines() if line[0] != "#"]
    return {name: float(value) for name, value in lines if name not in SIZES}


def test_jobs_outbox_backup_and_tables_are_there(watched: Cast) -> None:
    Schedule.objects.filter(name="operations.back_up").update(n_failures=2)

    found = numbers()

    assert found[f'bothways_info{{version="{__version__}"}}'] == 1
    assert found['bothways_job_failures{job="operations.back_up"}'] == 2
    assert found['bothways_outbox_messages{state="waiting"}'] == 0
    assert found["bothways_tables_pending"] == 0
    assert found["bothways_last_backup_timestamp_seconds"] == 0


def test_no_number_changes_when_somebody_signs_in_or_answers(
    watched: Cast, client_of: ClientOf
) -> None:
    round_ = opened(watched.owner, opens_at=timezone.now() - timedelta(hours=1))
    before = numbers()

    client_of(watched.employee).get("/")
    cast_ballot(round_, watched.employee, (5, 4, 3), at=timezone.now())

    assert numbers() == before


@pytest.mark.parametrize("size", [4_096, 40_000_000, 5_000_000_000])
def test_no_size_tells_that_a_page_was_written(
    settings: Settings, tmp_path: Path, size: int
) -> None:
    settings.DATA = tmp_path
    file = tmp_path / "bothways.sqlite3"

    def said() -> list[float]:
        rows = [row for row in written().decode().splitlines() if row.startswith(SIZES)]
        return [float(row.split()[1]) for row in rows]

    with file.open("wb") as growing:
        growing.truncate(size)
    before = said()
    with file.open("ab") as growing:
        growing.truncate(size + 8 * 4096)

    assert said() == before
    assert [n % STEP for n in before] == [0, 0]


def test_nobody_and_no_group_is_named(watched: Cast) -> None:
    opened(watched.owner)
    text = written().decode()

    for person in watched.people():
        assert person.name not in text
        assert str(person.pk) not in text
    for word in ("Assembly", "Millrace", "November pulse", "ballot", "envelope"):
        assert word not in text
