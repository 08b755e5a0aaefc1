"""What an idea or a question is owed, in days: one rule, for every page and every figure.

It speaks of days alone. A voice that is said on a day is answered in time until the last day of its
term is over; nothing here is finer than that.
"""

from datetime import date, timedelta

ANSWER_WITHIN = timedelta(days=10)
REMIND_BEFORE = timedelta(days=3)


def answer_due_on(said_on: date) -> date:
    """Return the last day on which an answer comes in time."""
    return said_on + ANSWER_WITHIN


def is_in_time(due_on: date, answered_on: date) -> bool:
    """Say whether an answer of that day came in time."""
    return answered_on <= due_on


def is_late(due_on: date, on: date) -> bool:
    """Say whether an answer that has not come is late on that day."""
    return on > due_on
