"""Changing a decision: a new version with its reason, while every older one stays in sight."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.actions.recording import append_version, said_of
from bothways.decisions.actions.telling import noted, tell_concerned
from bothways.decisions.models import Decision, Version
from bothways.decisions.wording import LONGEST_DECIDED, Told, check_look_again, checked, line
from bothways.people.models import Person


@transaction.atomic
def change_decision(
    decision: Decision, *, by: Person, told: Told, why: str, version: int, at: datetime
) -> Version:
    """Give a decision new words and say why; the old ones stay readable.

    version: the one that was read when this was written. Raises ChangedMeanwhileError where
    there is a newer one, NothingChangedError, NoWhyError, NotYoursToWriteError,
    AlreadyReplacedError, and what wording.checked() raises.
    """
    on = localdate(at)
    why = _checked_why(decision, by=by, why=why)
    keeps_its_day = told.look_again_on == decision.look_again_on
    wording = checked(told, on=on, since=decision.recorded_on if keeps_its_day else on)
    if wording == decision.wording():
        raise errors.NothingChangedError
    _step(decision, version, **wording, told_look_again=keeps_its_day and decision.told_look_again)
    noted("decision.changed", decision, by=by, at=at, words=why, **said_of(decision))
    tell_concerned("decision.changed", decision, by=by, at=at, words=why)
    return append_version(decision, Version.Kind.CHANGED, by=by, at=at, why=why)


@transaction.atomic
def let_stand(
    decision: Decision, *, by: Person, why: str, look_again_on: date, version: int, at: datetime
) -> Version:
    """Say that a decision was looked at again and stands, because; and when it is looked at next.

    Raises NoWhyError, LookAgainInThePastError, LookAgainTooFarError, ChangedMeanwhileError,
    NotYoursToWriteError, AlreadyReplacedError.
    """
    why = _checked_why(decision, by=by, why=why)
    check_look_again(look_again_on, after=localdate(at))
    _step(decision, version, look_again_on=look_again_on, told_look_again=False)
    noted("decision.stands", decision, by=by, at=at, words=why, next=look_again_on.isoformat())
    tell_concerned("decision.stands", decision, by=by, at=at, words=why)
    return append_version(decision, Version.Kind.STANDS, by=by, at=at, why=why)


def _step(decision: Decision, version: int, **becomes: Any) -> None:
    """Let the database settle who wrote first, then read what became of it."""
    here = Decision.objects.filter(pk=decision.pk, version=version, replaced_by=None)
    came_first = here.update(version=version + 1, **becomes)
    decision.refresh_from_db()
    if came_first:
        return
    if decision.replaced_on:
        raise errors.AlreadyReplacedError
    raise errors.ChangedMeanwhileError


def _checked_why(decision: Decision, *, by: Person, why: str) -> str:
    if not decision.may_be_written_by(by):
        raise errors.NotYoursToWriteError
    why = line(why, LONGEST_DECIDED, may_be_empty=True)
    if not why:
        raise errors.NoWhyError
    return why
