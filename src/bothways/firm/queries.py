"""Reads of this room."""

import hashlib
import json
from dataclasses import dataclass

from bothways.commitments.models import Commitment
from bothways.firm.models import Mark
from bothways.people.models import Person, Value
from bothways.people.queries import values_held
from bothways.record.models import Entry
from bothways.surveys.models import Round


def first_round() -> Round | None:
    """Return the round that the first hour is about.

    One that was announced; else the draft that was chosen in it; else one made by hand.
    """
    drafts = Round.objects.filter(state=Round.State.DRAFT)
    return announced_round() or chosen_draft() or drafts.first()


def announced_round() -> Round | None:
    """Return the first round that was ever announced and not lost."""
    held = Round.objects.exclude(state__in=[Round.State.DRAFT, Round.State.VOID])
    return held.order_by("opens_at").first()


def chosen_draft() -> Round | None:
    """Return the draft that was chosen in the first hour, if it is still one."""
    about = Mark.objects.filter(step="round").exclude(about="").values_list("about", flat=True)
    return Round.objects.filter(state=Round.State.DRAFT, pk__in=list(about)).first()


def n_mailed(round_: Round) -> int:
    """Return to how many people the firm's words about a round were mailed."""
    about = {"verb": "round.words_mailed", "about_id": str(round_.pk)}
    entry = Entry.objects.filter(**about).first()
    return int(entry.details.get("n", 0)) if entry else 0


@dataclass(frozen=True)
class ValueLived:
    """A value, and the promises that point to it, as far as the reader may see them."""

    value: Value
    promises: list[Commitment]


def values_lived(reader: Person) -> list[ValueLived]:
    """Return what the firm stands for, each with the promises that point to it (2 queries)."""
    seen = Commitment.objects.in_sight_of(reader).exclude(value=None)
    by_value: dict[int, list[Commitment]] = {}
    for promise in seen.select_related("made_by").order_by("-made_on"):
        by_value.setdefault(promise.value_id or 0, []).append(promise)
    return [ValueLived(value, by_value.get(value.pk, [])) for value in values_held()]


def mark_of(values: list[tuple[str, str]]) -> str:
    """Return what tells one list of values from another."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def mark_of_values_held() -> str:
    """Return the mark of what the firm stands for now."""
    return mark_of([(value.name, value.sentence) for value in values_held()])
