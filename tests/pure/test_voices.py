"""Ten days for an answer, its last day included."""

from datetime import date, timedelta

from bothways.pure.voices import answer_due_on, is_in_time, is_late

SAID = date(2026, 2, 25)


def test_an_answer_is_owed_until_the_tenth_day_is_over() -> None:
    due = answer_due_on(SAID)

    assert due == date(2026, 3, 7)
    assert is_in_time(due, due)
    assert not is_late(due, due)
    assert is_late(due, due + timedelta(days=1))
    assert not is_in_time(due, due + timedelta(days=1))
