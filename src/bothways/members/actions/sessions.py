"""Ending the browsers in which somebody is signed in."""

from bothways.members.models import Session
from bothways.members.sessions import handle_of
from bothways.people.models import Person


def end_session(*, by: Person, handle: str) -> bool:
    """End one session of `by`, named by its handle; say whether there was one."""
    own = Session.objects.filter(person=by)
    keys = [row.session_key for row in own if handle_of(row.session_key) == handle]
    return bool(Session.objects.filter(session_key__in=keys).delete()[0])


def end_other_sessions(*, by: Person, but: str | None) -> int:
    """End every session of `by` but the one with the key `but`; return how many ended."""
    return Session.objects.filter(person=by).exclude(session_key=but or "").delete()[0]
