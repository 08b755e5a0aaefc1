"""Counted rounds for tests: the release is made by the real rule, from answers that are said."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from bothways.people.models import Person, Unit
from bothways.pure import disclosure
from bothways.results.models import Release
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion
from tests.cast import ASSEMBLY, DISPATCH, STORES, Cast

QUESTIONS = {
    "U-TRU1": ("TRU", "I feel safe relying on my leader when it matters.", True),
    "U-PSY1": ("PSY", "In this team I can say that I got something wrong.", False),
    "U-COM1": ("COM", "I hear about changes early enough to prepare.", False),
}
CLOSED = datetime(2026, 10, 30, 18, 0, tzinfo=UTC)
ALL_AGREE = (4, 4, 4)
ALL_DISAGREE = (2, 2, 2)

Questions = Mapping[str, tuple[str, str, bool]]
Answers = Mapping[str, Sequence[tuple[int | None, ...]]]


def mixed(agree: int, not_: int) -> list[tuple[int | None, ...]]:
    """Return ballots that all say yes, and ballots that all say no."""
    return [ALL_AGREE] * agree + [ALL_DISAGREE] * not_


def blocks_of(firm: Cast) -> tuple[disclosure.Block, ...]:
    """Assembly alone (b1), Stores with Dispatch (b2)."""
    return (
        disclosure.Block("b1", "Assembly", "Operations", (ASSEMBLY,), 12),
        disclosure.Block("b2", "Dispatch and Stores", "Operations", (DISPATCH, STORES), 14),
    )


def more_blocks(how_many: int) -> tuple[disclosure.Block, ...]:
    """Further groups of another department, Shop 3, Shop 4 ... (b3, b4 ...)."""
    return tuple(
        disclosure.Block(f"b{n}", f"Shop {n}", "Sales", (f"Millrace/Sales/Shop {n}",), 12)
        for n in range(3, 3 + how_many)
    )


def make_counted(
    firm: Cast,
    answers: Answers,
    *,
    title: str = "October pulse",
    closed: datetime = CLOSED,
    format: disclosure.Format = "focus",
    questions: Questions = QUESTIONS,
    audience: str = "everyone",
    more: int = 0,
    kind: str = "",
) -> Round:
    """Put a counted round into the database.

    answers: per block its ballots; questions: by code the construct, the words, about a leader;
    audience: who was asked, and those who lead stand in the same blocks here; more: how many blocks
    there are beyond Assembly and Stores with Dispatch (b3, b4 ...). kind: by the format, if not
    said.
    """
    blocks = (*blocks_of(firm), *more_blocks(more))
    asked = [disclosure.Question(code, construct) for code, (construct, _, _) in questions.items()]
    released = disclosure.release(
        format=format, k=7, c=2, questions=asked, blocks=blocks, answers=answers
    )
    kind = kind or ("pulse" if format == "focus" else "survey")
    round_ = _round(title, closed, kind, questions, audience)
    _people(round_, firm, blocks)
    _fix(round_, format, questions)
    document = released.to_json()
    Release.objects.create(
        round=round_,
        document=document,
        digest=hashlib.sha256(document.encode()).hexdigest(),
        signature="00",
        released_at=closed,
    )
    return round_


def _round(
    title: str,
    closed: datetime,
    kind: str,
    questions: Questions,
    audience: str,
) -> Round:
    round_ = Round.objects.create(
        pk=uuid4(),
        audience=audience,
        title=title,
        kind=kind,
        opens_at=closed - timedelta(days=7),
        closes_at=closed,
    )
    for place, (code, (construct, text, about)) in enumerate(questions.items()):
        RoundQuestion.objects.create(
            round=round_,
            position=place,
            code=code,
            construct=construct,
            text=text,
            about_leader=about,
        )
    return round_


def _fix(round_: Round, format: disclosure.Format, questions: Questions) -> None:
    """Fix the rules, and end the round, when all that belongs to it is there."""
    rules = {
        "round": round_.pk.hex,
        "format": format,
        "audience": round_.audience,
        "k": 7,
        "c": 2,
        "questions": [
            {
                "id": code,
                "version": 1,
                "construct": construct,
                "text": text,
                "about_leader": about,
            }
            for code, (construct, text, about) in questions.items()
        ],
    }
    manifest = json.dumps(rules)
    Round.objects.filter(pk=round_.pk).update(
        state=Round.State.RELEASED,
        fixed_at=round_.closes_at - timedelta(days=10),
        manifest=manifest,
        manifest_hash=hashlib.sha256(manifest.encode()).hexdigest(),
    )
    round_.refresh_from_db()


def _people(round_: Round, firm: Cast, blocks: Sequence[disclosure.Block]) -> None:
    """Ask Assembly and Stores with Dispatch, each under its own leader."""
    leaders = {"b1": [str(firm.manager.pk)], "b2": [str(firm.other_manager.pk)]}
    for block in blocks:
        RoundBlock.objects.create(
            round=round_,
            code=block.id,
            name=block.name,
            department=block.department,
            teams=list(block.teams),
            n_eligible=block.eligible,
            leaders=leaders.get(block.id, []),
        )
        units = Unit.objects.filter(path__in=block.teams)
        for person in Person.objects.here().filter(unit__in=units):
            Entitlement.objects.create(round=round_, person=person, block=block.id)
