"""Letting time pass: nobody who looks around waits for days until a box closes."""

from datetime import datetime

from bothways.notifications.models import Message
from bothways.results.actions import close_due_rounds
from bothways.surveys.queries import open_round


def close_the_box(*, now: datetime) -> bool:
    """Do what the worker does when the open round's time is up; say whether there was one.

    Everything is dated as of that time, as the rules of the round have it; only the mail that
    tells of the result leaves now.
    """
    round_ = open_round()
    if round_ is None:
        return False
    close_due_rounds(max(now, round_.closes_at))
    Message.objects.filter(kind="round.released", next_try_at__gt=now).update(next_try_at=now)
    return True
