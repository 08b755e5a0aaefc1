"""Reads about rounds."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from bothways.people.models import Person
from bothways.surveys.bank import Item, askable
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion

A_QUARTER = timedelta(days=90)
IN_A_PULSE = 6
PER_CONSTRUCT = 2


def open_round() -> Round | None:
    """Return the round whose rules are fixed and that is not closed yet; there is one at most."""
    return Round.objects.filter(state=Round.State.OPEN).first()


def rounds_by_day() -> list[Round]:
    """Return all rounds but drafts, the newest first."""
    return list(Round.objects.exclude(state=Round.State.DRAFT))


def drafts() -> list[Round]:
    """Return the rounds in preparation."""
    return list(Round.objects.filter(state=Round.State.DRAFT))


def released_rounds() -> list[Round]:
    """Return the counted rounds with their questions, the newest first (2 queries)."""
    return list(Round.objects.filter(state=Round.State.RELEASED).prefetch_related("questions"))


def due_to_close(at: datetime) -> list[Round]:
    """Return the rounds whose box must be emptied at that moment, interrupted counts included."""
    open_ones = Round.objects.filter(state=Round.State.OPEN, closes_at__lte=at)
    return list(open_ones) + list(Round.objects.filter(state=Round.State.CLOSED))


def entitlement_of(person: Person, round_: Round) -> Entitlement | None:
    """Return a person's right to an envelope, or None for who is not asked."""
    return Entitlement.objects.filter(round=round_, person=person).first()


def in_block_with(person: Person, round_: Round) -> list[Person]:
    """Return everybody of this person's block, by name, so that its people can check it."""
    mine = Entitlement.objects.filter(round=round_, person=person).values("block")
    same = Entitlement.objects.filter(round=round_, block__in=mine).values("person_id")
    return list(Person.objects.filter(pk__in=same))


def blocks_of(person: Person, rounds: Iterable[Round]) -> dict[uuid.UUID, str]:
    """Return, per round, the code of the block that the person was asked in (1 query)."""
    rows = Entitlement.objects.filter(person=person, round__in=list(rounds))
    return dict(rows.values_list("round_id", "block"))


def people_asked(round_: Round) -> list[Person]:
    """Return everybody who is asked and still here. Who answered is not known to anybody."""
    ids = Entitlement.objects.filter(round=round_).values("person_id")
    return list(Person.objects.here().filter(pk__in=ids))


def asked_within_a_quarter(*, before: Round) -> dict[str, datetime]:
    """Return when each question was last asked, for those within a quarter of `before`."""
    rows = (
        RoundQuestion.objects.filter(
            round__fixed_at__isnull=False, round__opens_at__gt=before.opens_at - A_QUARTER
        )
        .exclude(round=before)
        .order_by("round__opens_at")
    )
    return dict(rows.values_list("code", "round__opens_at"))


def partitions_since(moment: datetime) -> list[tuple[str, ...]]:
    """Return the sets of team paths that shared a block in any round opened since `moment`."""
    blocks = RoundBlock.objects.filter(round__opens_at__gte=moment)
    return [tuple(teams) for teams in blocks.values_list("teams", flat=True)]


def suggested(kind: str) -> list[Item]:
    """Return the items to ask next: for a pulse those constructs that were asked longest ago."""
    items = askable(kind)
    if kind == Round.Kind.SURVEY:
        return list(items)
    asked = RoundQuestion.objects.filter(round__fixed_at__isnull=False).order_by("round__opens_at")
    last = dict(asked.values_list("construct", "round__opens_at"))
    constructs = list(dict.fromkeys(item.construct for item in items))
    place = {code: number for number, code in enumerate(constructs)}
    constructs.sort(key=lambda code: (code in last, last.get(code), place[code]))
    chosen = constructs[: IN_A_PULSE // PER_CONSTRUCT]
    return [item for code in chosen for item in _first_of(items, code)]


def _first_of(items: tuple[Item, ...], construct: str) -> list[Item]:
    return [item for item in items if item.construct == construct][:PER_CONSTRUCT]
