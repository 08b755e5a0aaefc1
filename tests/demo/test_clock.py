"""The demo's time fits whatever day it is made on."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from django.utils.timezone import localdate, localtime

from bothways.demo.clock import FIRST_ROUND_AGO, OPEN_FOR, ROUNDS, Clock

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


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        (datetime(2026, 11, 28, 10, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 29, 10, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 27, 10, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 30, 10, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_what_would_happen_at_a_weekend_happens_on_the_friday_before(
    now: datetime, friday: date
) -> None:
    assert Clock(now).workday(0) == friday


def test_the_first_round_was_a_year_and_a_half_ago(clock: Clock) -> None:
    ago = (clock.today - localdate(clock.opens(1))).days

    assert FIRST_ROUND_AGO <= ago <= FIRST_ROUND_AGO + 2


def test_a_round_opens_at_eight_in_the_firms_own_time_summer_and_winter(clock: Clock) -> None:
    with timezone.override("Europe/Berlin"):
        moments = [localtime(clock.opens(number)) for number in range(1, ROUNDS + 1)]

    assert {(moment.hour, moment.minute) for moment in moments} == {(8, 0)}
    assert len({moment.utcoffset() for moment in moments}) == 2
    assert all(moment.weekday() < 5 for moment in moments)


def test_today_is_the_day_on_the_wall_and_not_in_greenwich() -> None:
    late = Clock(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))

    with timezone.override("Europe/Berlin"):
        assert late.today == date(2026, 11, 24)
    with timezone.override("America/New_York"):
        assert late.today == date(2026, 11, 23)


def test_minutes_are_kept_for_what_happened_one_after_the_other(clock: Clock) -> None:
    day = clock.workday(30)

    first, second = clock.at(day, 9), clock.at(day, 9, 20)

    assert second - first == timedelta(minutes=20)
    assert localtime(second).date() == day
