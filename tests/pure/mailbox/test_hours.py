"""The fixed hours: seven and thirteen o'clock, and none between."""

from datetime import UTC, datetime

import pytest

from bothways.pure.mailbox import HOURS, hour_before, hour_mark, hour_name


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        ("2026-11-23T07:00", "2026-11-23T07"),
        ("2026-11-23T12:59", "2026-11-23T07"),
        ("2026-11-23T13:00", "2026-11-23T13"),
        ("2026-11-23T23:59", "2026-11-23T13"),
        ("2026-11-24T06:59", "2026-11-23T13"),
        ("2026-01-01T00:00", "2025-12-31T13"),
    ],
)
def test_the_last_fixed_hour_before_a_moment(moment: str, hour: str) -> None:
    assert hour_name(hour_before(datetime.fromisoformat(moment).replace(tzinfo=UTC))) == hour


def test_there_are_two_a_day_in_order() -> None:
    assert HOURS == (7, 13)


def test_the_mark_of_an_hour_is_the_same_in_whatever_packets_its_letters_lie() -> None:
    assert hour_mark([b"one", b"two"]) == hour_mark([b"two", b"one"])
    assert hour_mark([b"one"]) != hour_mark([b"one", b"two"]) != hour_mark([b"one", b"one"])
    assert len(hour_mark([])) == 64
