"""Numbers for whoever watches: none about a person, a group or a round in progress."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from bothways.operations.metrics import written
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import opened


@pytest.fixture
def watched(house: Cast) -> Cast:
    enrol_jobs(now=timezone.now())
    Schedule.objects.update(last_run_at=timezone.now(), n_failures=0)
    return house


def numbers() -> dict[str, float]:
    """Return each number by its name; room on the disk and sizes move by themselves."""
    lines = [line.rsplit(" ", 1) for line in written().decode().splitlines() if line[0] != "#"]
    moving = ("bothways_disk_free_bytes", "bothways_database_bytes")
    return {name: float(value) for name, value in lines if name not in moving}


def test_jobs_outbox_backup_and_tables_are_there(watched: Cast) -> None:
    Schedule.objects.filter(name="operations.back_up").update(n_failures=2)

    found = numbers()

    assert found['bothways_info{version="0.1.0"}'] == 1
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


def test_nobody_and_no_group_is_named(watched: Cast) -> None:
    opened(watched.owner)
    text = written().decode()

    for person in watched.people():
        assert person.name not in text
        assert str(person.pk) not in text
    for word in ("Assembly", "Millrace", "November pulse", "ballot", "envelope"):
        assert word not in text
