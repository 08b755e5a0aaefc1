"""Reads about rounds."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Greatest

from bothways.members.cards import n_never_used
from bothways.people.models import Person
from bothways.pure.ballots import to_text
from bothways.record.models import Entry
from bothways.storage.kept_queries import KeptByIds, KeptThings
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion

A_QUARTER = timedelta(days=90)
OF_A_DRAFT = ("title", "kind", "audience", "opens_at", "closes_at")
OF_A_QUESTION = ("code", "version", "construct", "keyed", "about_leader", "text", "texts")
BEGAN = Greatest("opens_at", "fixed_at")


OPEN = KeptThings(lambda: Round.objects.filter(state=Round.State.OPEN))
of_ids = KeptByIds(Round)


def open_round() -> Round | None:
    """Return the round whose rules are fixed and that is not closed yet; there is one at most."""
    return OPEN.first()


def rounds_by_day() -> list[Round]:
    """Return all rounds but drafts, the newest first."""
    return list(Round.objects.exclude(state=Round.State.DRAFT))


def drafts() -> list[Round]:
    """Return the rounds in preparation."""
    return list(Round.objects.filter(state=Round.State.DRAFT))


def reading_of(round_: Round) -> str:
    """Return a mark of what a draft asks, of whom and when; another one once it was changed.

    It is read from the database, not from `round_` (2 queries).
    """
    rows = Round.objects.filter(pk=round_.pk).values_list(*OF_A_DRAFT)
    asked = RoundQuestion.objects.filter(round=round_).order_by("position")
    said = [list(rows), list(asked.values_list(*OF_A_QUESTION))]
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def wordings_of(rounds: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], list[str]]:
    """Return what questions of these rounds say, each wording once, by round and code (1 query)."""
    asked = RoundQuestion.objects.filter(round__in=set(rounds)).order_by()
    return {
        (one.round_id, one.code): list(dict.fromkeys([one.text, *one.texts.values()]))
        for one in asked
    }


def due_to_close(at: datetime) -> list[Round]:
    """Return the rounds whose box must be emptied at that moment, interrupted counts included."""
    open_ones = Round.objects.filter(state=Round.State.OPEN, closes_at__lte=at)
    return list(open_ones) + list(Round.objects.filter(state=Round.State.CLOSED))


def with_a_box() -> list[Round]:
    """Return the rounds that must have a box: announced, and neither counted nor void."""
    return list(Round.objects.filter(state__in=[Round.State.OPEN, Round.State.CLOSED]))


def entitlement_of(person: Person, round_: Round) -> Entitlement | None:
    """Return a person's right to an envelope, or None for who is not asked."""
    return Entitlement.objects.filter(round=round_, person=person).first()


def n_issued(round_: Round) -> dict[str, int]:
    """Return how many people of each block drew an envelope, for exactly the blocks with some."""
    drawn = Entitlement.objects.filter(round=round_).exclude(blinded_digest="")
    return dict(drawn.values_list("block").annotate(n=Count("pk")).order_by())


def stamps_waiting(round_: Round) -> list[dict[str, str]]:
    """Return the envelopes that the second key has not stamped yet, by the id of the right."""
    rights = _without_stamp(round_).select_related("person").order_by("pk")
    return [
        {
            "id": right.pk.hex,
            "name": right.person.name,
            "block": right.block,
            "blinded": to_text(bytes(right.for_guardian)),
        }
        for right in rights
        if right.for_guardian
    ]


def n_stamps_waiting(round_: Round) -> int:
    """Count the envelopes that the second key has not stamped yet."""
    return _without_stamp(round_).count()


def _without_stamp(round_: Round) -> QuerySet[Entitlement]:
    return Entitlement.objects.filter(round=round_, for_guardian__isnull=False, stamp=None)


def stamp_for(round_id: uuid.UUID, digest: str) -> bytes | None:
    """Return the guardian's blind stamp for what has this digest; empty while it is missing.

    None if nothing with this digest was ever asked for.
    """
    asked = Entitlement.objects.filter(round=round_id, blinded_digest=digest)
    found = list(asked.values_list("stamp", flat=True)) if digest else []
    return bytes(found[0] or b"") if found else None


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


def n_with_unused_card(round_: Round) -> int:
    """Count those who are asked and whose sign-in card nobody has used yet."""
    asked = Entitlement.objects.filter(round=round_).values("person")
    return n_never_used(Person.objects.filter(pk__in=asked))


def held_since(moment: datetime) -> QuerySet[Round]:
    """Return the rounds that began after `moment`: when they could first be answered.

    That is when the box opened or, if its day was set back, when the rules were fixed. A void
    round is none of them: its answers were read by nobody, so the same may be asked again. But
    where a backup was put back after the closing, its result may have been out before.
    """
    after_closing = Q(pk__in=_given_up_by_a_restore(), voided_at__gte=F("closes_at"))
    fixed = Round.objects.filter(fixed_at__isnull=False)
    fixed = fixed.filter(~Q(state=Round.State.VOID) | after_closing)
    return fixed.alias(began=BEGAN).filter(began__gt=moment)


def _given_up_by_a_restore() -> list[uuid.UUID]:
    said = Entry.objects.filter(verb="round.voided", details__why="restored")
    return [uuid.UUID(pk) for pk in said.values_list("about_id", flat=True)]


def asked_within_a_quarter(*, before: Round) -> list[tuple[RoundQuestion, datetime]]:
    """Return what was asked within a quarter of `before`, each with when, the newest last."""
    rounds = held_since(before.opens_at - A_QUARTER).exclude(pk=before.pk)
    began: dict[uuid.UUID, datetime] = dict(rounds.values_list("pk", BEGAN))
    asked = RoundQuestion.objects.filter(round__in=began).order_by("position")
    found = [(question, began[question.round_id]) for question in asked]
    return sorted(found, key=lambda pair: pair[1])


def partitions_since(
    moment: datetime, *, audience: str = Round.Audience.EVERYONE
) -> dict[tuple[uuid.UUID, str], tuple[str, ...]]:
    """Return the team paths of each block, by (round, code), of every round held since `moment`."""
    held = held_since(moment).filter(audience=audience)
    blocks = RoundBlock.objects.filter(round__in=held).order_by("round__opens_at")
    rows = blocks.values_list("round_id", "code", "teams")
    return {(round_id, code): tuple(teams) for round_id, code, teams in rows}


def blocks_since(
    moment: datetime, *, audience: str = Round.Audience.EVERYONE
) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    """Return in which blocks, (round, code), each person was asked since `moment`."""
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    held = held_since(moment).filter(audience=audience)
    asked = Entitlement.objects.filter(round__in=held)
    for person, round_id, code in asked.values_list("person_id", "round_id", "block"):
        found.setdefault(person, []).append((round_id, code))
    return found


def last_counted(audience: str = Round.Audience.EVERYONE) -> Round | None:
    """Return the round to this audience that was counted last, those about promises left out."""
    counted = Round.objects.filter(state=Round.State.RELEASED, audience=audience)
    return counted.exclude(kind=Round.Kind.PROMISES).order_by("-closes_at").first()
