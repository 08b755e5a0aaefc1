"""The demo's time fits whatever day it is made on."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bothways.demo.clock import OPEN_FOR, ROUNDS, Clock

WEEK = [datetime(2026, 11, 23, 10, 0, tzinfo=UTC) + timedelta(days=n) for n in range(7)]


@pytest.fixture(params=WEEK, ids=lambda now: now.strftime("%A"))
def clock(request: pytest.FixtureRequest) -> Clock:
    """A clock for each day of the week."""
    return Clock(request.param)


def test_rounds_are_a_quarter_apart_so_that_questions_may_come_back(clock: Clock) -> None:
    moments = [clock.opens(number) for number in range(1, ROUNDS + 1)]

    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert gaps == {timedelta(days=91)}


def test_the_last_round_is_open_and_stays_so_for_days(clock: Clock) -> None:
    opens = clock.opens(ROUNDS)

    assert opens < clock.now - timedelta(days=1)
    assert opens + OPEN_FOR > clock.now + timedelta(days=2)


def test_the_round_before_it_was_counted_long_ago(clock: Clock) -> None:
    assert clock.opens(ROUNDS - 1) + OPEN_FOR < clock.now - timedelta(days=80)


def test_work_is_done_on_working_days_and_in_order(clock: Clock) -> None:
    days = [clock.workday(ago) for ago in range(60, 0, -1)]

    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(days)


def test_nothing_happens_later_than_now(clock: Clock) -> None:
    assert clock.at(clock.today, 23) == clock.now
    assert clock.at(clock.today - timedelta(days=1), 23) < clock.now
