"""What runs by itself in this room."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from bothways.jobs.registry import job
from bothways.members.actions import (
    forget_files,
    forget_what_is_over,
    let_cards_expire,
    mark_leavers,
)


@job(every=timedelta(hours=1))
def forget(now: datetime) -> str:
    """Delete codes, counts of attempts, sessions and import drafts whose time is over."""
    n_gone = forget_what_is_over(at=now)
    return f"{n_gone} gone" if n_gone else ""


@job(every=timedelta(hours=6))
def cards_expire(now: datetime) -> str:
    """Let printed cards that nobody used within 30 days open nothing any more."""
    n_expired = let_cards_expire(on=localdate(now))
    return f"{n_expired} expired" if n_expired else ""


@job(every=timedelta(hours=1))
def note_who_has_left(now: datetime) -> str:
    """Keep as leavers all whose last day is over: no sessions, no roles, nobody to lead."""
    n_left = mark_leavers(on=localdate(now))
    return f"{n_left} left" if n_left else ""


@job(every=timedelta(days=1))
def forget_old_files(now: datetime) -> str:
    """Forget 30 days after a file of people was taken in what it changed."""
    return "forgotten" if forget_files(at=now) else ""
