"""Giving a word."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments import errors
from bothways.commitments.actions.shared import OPEN, checked_words, link_to, note_openly
from bothways.commitments.models import LONGEST_PROMISE, Commitment, Heard, Origin
from bothways.commitments.queries import audience_for
from bothways.commitments.words import say_day
from bothways.notifications.actions import tell
from bothways.people.models import Person, Unit, Value
from bothways.people.queries import organisation
from bothways.pure.disclosure import needed
from bothways.record.prompted import Prompt, columns_of
from bothways.search.actions import refresh
from bothways.storage.alone import stand_alone

FURTHEST = timedelta(days=731)
Confirm = Commitment.Confirm


@transaction.atomic
def make_commitment(
    *,
    by: Person,
    text: str,
    due_on: date,
    to: Person | Unit | None,
    at: datetime,
    origin: Origin | None = None,
    value: Value | None = None,
    kind: str | None = None,
    confirm: str = Confirm.NOT,
    prompt: Prompt | None = None,
) -> Commitment:
    """Give a word: to one person, to everybody in a unit and below it, or (None) to all.

    value: what the firm stands for and this is done for. origin: the result it answers; prompt:
    what else prompted it. kind: of Commitment.Kind; an answer if a result prompted it. confirm: who
    says later whether it was kept; by name where it is made to one person. Those it is made to are
    settled now and told.
    Raises DayInThePastError, DayTooFarError, NoWordsError, TooManyWordsError, HasLeftError,
    NobodyToPromiseError if nobody else would get it, TooFewToAskSecretlyError, or
    AlreadyGivenError if the same was promised to the same on the same day and is open.
    """
    stand_alone(f"promises of {by.pk}")  # two clicks at once are one promise
    on = localdate(at)
    text = checked_words(text, LONGEST_PROMISE)
    if due_on < on:
        raise errors.DayInThePastError
    if due_on > on + FURTHEST:
        raise errors.DayTooFarError
    audience = _audience(to, by)
    if isinstance(to, Person):
        confirm = Confirm.BY_NAME
    elif confirm == Confirm.SECRETLY:
        _check_that_nobody_stands_alone(len(audience))
    same = Commitment.objects.filter(made_by=by, text=text, made_on=on, **_addressed(to))
    first = same.filter(state=OPEN).first()
    if first is not None:
        raise errors.AlreadyGivenError(first.pk)
    commitment = Commitment.objects.create(
        made_by=by,
        text=text,
        made_on=on,
        first_due_on=due_on,
        due_on=due_on,
        value=value,
        kind=kind or (Commitment.Kind.ANSWER if origin else Commitment.Kind.PROMISE),
        confirm=confirm,
        **columns_of(prompt),
        **_addressed(to),
        **_answering(origin),
    )
    Heard.objects.bulk_create(Heard(commitment=commitment, person=person) for person in audience)
    note_openly("commitment.made", commitment, at=at, text=text, due=due_on.isoformat())
    refresh("promise", commitment.pk)
    link, due = link_to(commitment), say_day(due_on)
    tell("commitment.made", to=audience, at=at, who=by.name, text=text, due=due, link=link)
    return commitment


def _audience(to: Person | Unit | None, by: Person) -> list[Person]:
    if isinstance(to, Person) and not to.is_active:
        raise errors.HasLeftError(to.name)
    audience = audience_for(to, by)
    if not audience:
        raise errors.NobodyToPromiseError
    return audience


def _check_that_nobody_stands_alone(n_people: int) -> None:
    """A round counts only groups that are large enough; a smaller one is asked openly."""
    firm = organisation()
    need = needed(firm.k) if firm else 0
    if n_people < need:
        raise errors.TooFewToAskSecretlyError(n_people, need)


def _addressed(to: Person | Unit | None) -> dict[str, Any]:
    if isinstance(to, Person):
        return {"to": Commitment.To.PERSON, "to_person": to}
    if isinstance(to, Unit):
        return {"to": Commitment.To.UNIT, "to_unit": to}
    return {"to": Commitment.To.ALL}


def _answering(origin: Origin | None) -> dict[str, Any]:
    if origin is None:
        return {}
    return {"round_id": origin.round_id, "question": origin.question, "figure": origin.figure}
