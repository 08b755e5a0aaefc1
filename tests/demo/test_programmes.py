"""What Millrace tried, told in the order in which it happened."""

from datetime import UTC, datetime, timedelta

from bothways.demo.clock import Clock
from bothways.demo.programmes import COACHING, EARLY, PARKING, TEN_MINUTES, THANKS, events

NOW = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


def test_nothing_is_told_of_the_future() -> None:
    moments = [at for at, _ in events(Clock(NOW))]

    assert len(moments) == 8
    assert all(at <= NOW for at in moments)


def test_one_is_over_one_runs_and_one_is_still_to_come() -> None:
    clock = Clock(NOW)
    declared = [at for at, _ in events(clock)][:6]
    starts = [at.date() + timedelta(weeks=2) for at in declared]

    assert starts[1] + timedelta(weeks=TEN_MINUTES["weeks"]) < clock.opens(6).date()
    assert starts[2] < clock.today
    assert starts[-1] > clock.today


def test_each_says_what_would_change_our_mind() -> None:
    for story in (EARLY, TEN_MINUTES, THANKS, COACHING, PARKING):
        assert story["otherwise"].startswith("If ")
        assert story["expected"].startswith("More people")
