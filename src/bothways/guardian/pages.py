"""What the pages of the second key show."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime

from bothways.access.guard import may
from bothways.guardian.queries import rounds_of, state_for, step_of
from bothways.guardian.words import CEREMONY_WORDS, DESK_WORDS, STEPS
from bothways.keyholders.queries import keys_of
from bothways.people.models import Person, Role
from bothways.results.differing import where_they_differ
from bothways.surveys.models import Round

WAITING = ("confirm", "stamp", "box_open", "open", "count", "differ")
FOR_THE_KEY = ("confirm", "stamp", "open", "count")
NOT_OPENED = ("confirm", "stamp", "box_open", "open")


def desk_page(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return what `guardian/desk.html` shows to this person."""
    state = state_for(person, at=at)
    if state["holder"]:
        state["holder"]["since_on"] = parse_date(state["holder"]["since"])
    state["rounds"] = [_shown(round_) for round_ in state["rounds"]]
    return {
        "place": "trust",
        "state": state,
        "signs": " ".join(key.sign_public for key in keys_of(person)),
        "words": DESK_WORDS,
        "may_declare_lost": may(person, "guardian.declare_lost"),
    }


def second_key_of(person: Person, *, at: datetime) -> dict[str, Any] | None:
    """Return what this week says to who keeps the second key, or could; None to everybody else.

    n_waiting: rounds that wait for the key; has_key: whether this person holds it now.
    """
    keys = keys_of(person)
    if not keys and not person.has_role(Role.Kind.REPRESENTATIVE):
        return None
    steps = [step_of(round_, at=at) for round_ in rounds_of(keys)]
    return {
        "has_key": any(key.current for key in keys),
        "n_waiting": sum(step in FOR_THE_KEY for step in steps),
    }


def key_page(person: Person) -> dict[str, Any]:
    """Return what the ceremony shows."""
    return {"place": "trust", "name": person.name, "words": CEREMONY_WORDS}


def _shown(round_: dict[str, Any]) -> dict[str, Any]:
    step = round_["step"]
    words = str(dict(STEPS)[f"step_{step}"])
    differs = where_they_differ(Round.objects.get(pk=round_["round"])) if round_["differ"] else []
    return {
        **round_,
        "differs": differs,
        "url": reverse("surveys:round", args=[UUID(round_["round"])]),
        "words": words.replace("{n}", str(round_["n_waiting"])),
        "void_on": parse_datetime(round_["void_after"]) if round_["void_after"] else None,
        "waits": step in WAITING,
        "may_be_lost": step in NOT_OPENED,
    }
