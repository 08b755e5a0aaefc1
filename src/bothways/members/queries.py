"""Reads of this room."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from bothways.members.models import Session
from bothways.people.models import Person


@dataclass(frozen=True)
class OwnSession:
    """One browser in which a person is signed in, as their own page shows it."""

    handle: str
    since_on: date
    is_this_one: bool


def handle_of(session: Session) -> str:
    """Return a name for a session that is of no use to whoever reads it on a screen."""
    return salted_hmac("members.session", session.session_key).hexdigest()[:20]


def own_sessions(person: Person, *, this: str | None) -> list[OwnSession]:
    """Return the person's sessions: the one with the key `this`, then the others, newest first."""
    lasts = timedelta(days=settings.SESSION_COOKIE_AGE // 86400 + 1)
    rows = Session.objects.filter(person=person).order_by("-expire_date", "session_key")
    sessions = [
        OwnSession(
            handle=handle_of(row),
            since_on=(row.expire_date - lasts).date(),
            is_this_one=row.session_key == this,
        )
        for row in rows
    ]
    return sorted(sessions, key=lambda session: not session.is_this_one)
