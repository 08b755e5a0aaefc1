"""Rounds for tests: prepared, announced, answered and counted through the real actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bothways.answers.queries import owed_before
from bothways.decisions.actions import say_no
from bothways.decisions.queries import prompt_in
from bothways.people.models import Person
from bothways.record.actions import append_entries
from bothways.results.actions import close_due_rounds
from bothways.surveys.actions import Asked, announce_round, prepare_round
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.factories import NOW

TRUST = Asked("U-TRU1", "I feel safe relying on my leader.", "TRU", about_leader=True)
SAFETY = Asked("U-PSY1", "In this team I can say that I got something wrong.", "PSY")
NEWS = Asked("U-COM1", "I hear about changes early enough to prepare.", "COM")
OPEN_FOR = timedelta(days=7)
WHY_NOT = "We can't change it this winter, because both halls are being rebuilt until spring."


def draft(
    by: Person,
    *,
    questions: Sequence[Asked] = (TRUST, SAFETY, NEWS),
    kind: str = Round.Kind.PULSE,
    opens_at: datetime = NOW,
    title: str = "November pulse",
    audience: str = Round.Audience.EVERYONE,
) -> Round:
    """Return a prepared round, open for a week from `opens_at`."""
    return prepare_round(
        by=by,
        title=title,
        kind=kind,
        audience=audience,
        questions=questions,
        opens_at=opens_at,
        closes_at=opens_at + OPEN_FOR,
    )


def opened(by: Person, **fields: object) -> Round:
    """Return a round whose box is open, and whose announcement is on the ledger."""
    round_ = draft(by, **fields)  # type: ignore[arg-type]
    answer_what_waits(round_, by=by)
    announce_round(round_, by=by, at=round_.opens_at)
    append_entries(at=round_.opens_at)
    return round_


def answer_what_waits(round_: Round, *, by: Person) -> None:
    """Answer what the last round asked for, as a firm has to before it asks again."""
    on = round_.opens_at.date()
    for owed in owed_before(round_, on):
        assert owed.round is not None
        prompt = prompt_in({"round": str(owed.round.pk), "question": owed.code})
        assert prompt is not None
        again = on + timedelta(days=90)
        say_no(by=by, prompt=prompt, reasons=WHY_NOT, look_again_on=again, at=round_.opens_at)


def counted(by: Person, answers: Mapping[Person, Sequence[int | None]], **fields: object) -> Round:
    """Return a round that these people answered and that was counted."""
    round_ = opened(by, **fields)
    for person, given in answers.items():
        cast_ballot(round_, person, given, at=round_.opens_at + timedelta(hours=1))
    close_due_rounds(round_.closes_at)
    round_.refresh_from_db()
    return round_
