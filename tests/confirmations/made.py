"""Promises that were kept, for these tests: made and closed through the real actions."""

from datetime import date, timedelta
from typing import Any

from bothways.commitments.actions import keep_commitment
from bothways.commitments.models import Commitment, Origin
from bothways.confirmations.actions import gather
from bothways.people.models import Person
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.factories import TODAY, at_nine, make_promise
from tests.rounds import close_due_rounds

BY_NAME, SECRETLY = Commitment.Confirm.BY_NAME, Commitment.Confirm.SECRETLY
DECEMBER = date(2026, 12, 1)  # a Tuesday
SHOWN = "They hang at all nine stations."


def kept(by: Person, text: str = "The gauges are at every station.", **fields: Any) -> Commitment:
    """Return a promise that was made on 2 November and closed as kept, by default the next day.

    fields: to, confirm, closed_on, origin, words.
    """
    closed_on = fields.pop("closed_on", TODAY + timedelta(days=1))
    words = fields.pop("words", SHOWN)
    made_on = fields.pop("made_on", TODAY)
    promise = make_promise(by, text, made_on=made_on, due_on=made_on + timedelta(days=99), **fields)
    keep_commitment(promise, by=by, words=words, at=at_nine(closed_on))
    return promise


def answering(round_: Round, question: str) -> Origin:
    """Return what a promise answers, of a counted round."""
    return Origin(round_.pk, question, "too few answers to show")


def drafted(on: date = DECEMBER) -> Round:
    """Return the draft of the round about promises of that month."""
    round_ = gather(at=at_nine(on))
    assert round_ is not None
    return round_


def counted_month(
    by: Person, answers: dict[Person, list[int | None]], on: date = DECEMBER
) -> Round:
    """Return the month's round as these people answered it and as it was counted."""
    round_ = drafted(on)
    announce_round(round_, by=by, at=at_nine(on))
    for person, given in answers.items():
        cast_ballot(round_, person, given, at=round_.opens_at + timedelta(hours=1))
    close_due_rounds(round_.closes_at)
    round_.refresh_from_db()
    return round_
