"""Each job runs when it is due, by one worker at a time, and again if it failed or was killed."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO

import pytest

from bothways.jobs import actions
from bothways.jobs.actions import enrol_jobs, run_next_job
from bothways.jobs.models import Schedule
from bothways.jobs.queries import last_runs
from bothways.jobs.registry import JOBS, job

MINUTE = timedelta(minutes=1)


class Bell:
    """Counts how often it rang, and says what it is told to say."""

    def __init__(self) -> None:
        self.rang_at: list[datetime] = []
        self.says = "rang"
        self.fails_with: Exception | None = None

    def ring(self, now: datetime) -> str:
        """Ring the bell."""
        self.rang_at.append(now)
        if self.fails_with:
            raise self.fails_with
        return self.says


@pytest.fixture
def bell(db: None) -> Iterator[Bell]:
    """The only job there is, every ten minutes."""
    others = dict(JOBS)
    JOBS.clear()
    bell = Bell()

    def ring(now: datetime) -> str:
        """Ring the bell."""
        return bell.ring(now)

    ring.__module__ = "bothways.jobs.tests"
    job(every=10 * MINUTE)(ring)
    yield bell
    JOBS.clear()
    JOBS.update(others)


def test_a_job_is_named_after_its_room_and_its_function(bell: Bell) -> None:
    assert list(JOBS) == ["jobs.ring"]
    assert JOBS["jobs.ring"].promise == "Ring the bell."


def test_a_new_job_runs_at_once_and_then_when_it_is_due(bell: Bell, now: datetime) -> None:
    enrol_jobs(now=now)

    assert run_next_job(now=now) == "jobs.ring"
    assert run_next_job(now=now + 9 * MINUTE) is None
    assert run_next_job(now=now + 10 * MINUTE) == "jobs.ring"
    assert bell.rang_at == [now, now + 10 * MINUTE]


def test_what_it_said_is_kept_until_it_says_something_else(bell: Bell, now: datetime) -> None:
    enrol_jobs(now=now)
    run_next_job(now=now)
    bell.says = ""
    run_next_job(now=now + 10 * MINUTE)

    run = last_runs()[0]

    assert (run.last_words, run.last_error) == ("rang", "")
    assert run.last_run_at == now + 10 * MINUTE


def test_enrolling_again_keeps_what_is_due(bell: Bell, now: datetime) -> None:
    enrol_jobs(now=now)
    run_next_job(now=now)

    enrol_jobs(now=now + MINUTE)

    assert run_next_job(now=now + MINUTE) is None


def test_a_job_that_is_no_longer_there_is_left_alone(bell: Bell, now: datetime) -> None:
    Schedule.objects.create(name="jobs.of_the_past", due_at=now)

    assert run_next_job(now=now) is None
    assert last_runs() == []


def test_a_failing_job_waits_longer_each_time_and_at_most_15_minutes(
    bell: Bell, now: datetime, written: StringIO
) -> None:
    bell.fails_with = RuntimeError("no")
    enrol_jobs(now=now)
    waits = []

    for _ in range(10):
        run_next_job(now=now)
        due_at = Schedule.objects.get().due_at
        waits.append((due_at - now).total_seconds())
        now = due_at

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert "job failed" in written.getvalue()


def test_what_went_wrong_is_kept_without_an_address(
    bell: Bell, now: datetime, written: StringIO
) -> None:
    bell.fails_with = RuntimeError("no room for jo@millrace.example")
    enrol_jobs(now=now)

    run_next_job(now=now)

    run = Schedule.objects.get()
    assert run.last_error == "RuntimeError: no room for [e-mail]"
    assert run.n_failures == 1
    assert "millrace" not in written.getvalue()


def test_a_job_that_works_again_is_forgiven(bell: Bell, now: datetime, written: StringIO) -> None:
    bell.fails_with = RuntimeError("no")
    enrol_jobs(now=now)
    run_next_job(now=now)
    bell.fails_with = None

    run_next_job(now=now + MINUTE)

    run = Schedule.objects.get()
    assert (run.n_failures, run.last_error) == (0, "")
    assert run.due_at == now + 11 * MINUTE


def test_a_job_that_another_worker_holds_is_passed_over(bell: Bell, now: datetime) -> None:
    enrol_jobs(now=now)
    seen_by_both = Schedule.objects.get()
    also_seen = Schedule.objects.get()

    assert actions._claim(seen_by_both, now=now)

    assert not actions._claim(also_seen, now=now)
    assert run_next_job(now=now) is None


def test_a_killed_workers_job_comes_back_after_the_lease(bell: Bell, now: datetime) -> None:
    enrol_jobs(now=now)
    assert actions._claim(Schedule.objects.get(), now=now)  # and then it was killed

    assert run_next_job(now=now + actions.LEASE - timedelta(seconds=1)) is None
    assert run_next_job(now=now + actions.LEASE) == "jobs.ring"


def test_who_lost_the_lease_writes_nothing(bell: Bell, now: datetime, written: StringIO) -> None:
    enrol_jobs(now=now)
    slow = Schedule.objects.get()
    actions._claim(slow, now=now)
    run_next_job(now=now + actions.LEASE)
    after = Schedule.objects.get().due_at

    actions._finish(slow, due_at=now, last_words="late")

    assert Schedule.objects.get().due_at == after
    assert "lease lost" in written.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_the_work_goes_on(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "RENEW_AFTER_SECONDS", 0.05)
    schedule = Schedule.objects.create(name="jobs.long", due_at=now)

    with actions._renewed(schedule):
        threading.Event().wait(0.5)

    assert schedule.due_at > now + 2 * actions.LEASE  # renewed by the clock of today
    assert Schedule.objects.get(name="jobs.long").due_at == schedule.due_at
