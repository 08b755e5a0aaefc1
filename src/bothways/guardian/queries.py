"""Reads for the desk of the second key."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from bothways.ballotbox.queries import is_peeled
from bothways.keyholders.actions import refuse_if_not_independent
from bothways.keyholders.errors import HeldByOtherError, NotKeyholderError
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import (
    confirmation_of,
    keyholder,
    keys_of,
    stock,
    why_not_independent,
)
from bothways.people.errors import RefusedError
from bothways.people.models import Person, Role
from bothways.people.queries import organisation
from bothways.results.lost import KEY_WAITED_FOR
from bothways.results.queries import difference_of
from bothways.surveys.manifest import moment
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import n_stamps_waiting
from bothways.surveys.roster import roster_for, standing_at

SHOWN_FOR = timedelta(days=60)
SEALS_AHEAD = 3
ROUNDS_AHEAD = 2
STEPS = ("confirm", "stamp", "box_open", "open", "count", "counted", "differ", "void")


def keys_kept_by(person: Person | AnonymousUser) -> list[Keyholder]:
    """Return every key that this person keeps or kept. Raises NotKeyholderError for none."""
    found = keys_of(person) if isinstance(person, Person) and person.is_active else []
    if not found:
        raise NotKeyholderError
    return found


def rounds_of(holders: list[Keyholder]) -> list[Round]:
    """Return the rounds that run under one of these keys, the oldest first."""
    if not holders:
        return []
    keys = {holder.sign_public for holder in holders}
    running = Round.objects.filter(state__in=[Round.State.OPEN, Round.State.CLOSED])
    return [
        round_
        for round_ in running.order_by("opens_at")
        if (round_.rules.get("guardian") or {}).get("key") in keys
    ]


def people_of(round_: Round) -> list[dict[str, str]]:
    """Return who is asked, each with the block and the id of their right, sorted by that id."""
    rights = Entitlement.objects.filter(round=round_).select_related("person")
    people = [
        {"id": right.pk.hex, "name": right.person.name, "block": right.block} for right in rights
    ]
    return sorted(people, key=lambda one: one["id"])


def spare_state(holder: Keyholder | None, *, at: datetime) -> dict[str, int]:
    """Return how many spare keys there are, and how many there should be."""
    have = stock(holder) if holder else {"block": 0, "seal": 0}
    return {
        "blocks": have["block"],
        "seals": have["seal"],
        "want_blocks": ROUNDS_AHEAD * n_blocks(at) if holder else 0,
        "want_seals": SEALS_AHEAD if holder else 0,
    }


def n_blocks(at: datetime) -> int:
    """Return how many blocks a round would have that was announced at this moment."""
    firm = organisation()
    return len(roster_for(standing_at(at), k=firm.k).blocks) if firm else 0


def state_for(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return what the page of the second key shows to this person; no secret is in it."""
    holder = keyholder()
    is_representative = person.has_role(Role.Kind.REPRESENTATIVE)
    refusal = _refusal(person, holder) if is_representative else ""
    own = {key.sign_public for key in keys_of(person)}
    return {
        "v": 1,
        "person": {"name": person.name},
        "holder": _holder(holder, person) if holder else None,
        "may_take": is_representative and not refusal,
        "refusal": refusal,
        "spare": spare_state(holder, at=at),
        "rounds": [_round(round_, own, at) for round_ in _rounds_to_show(at)],
    }


def _refusal(person: Person, holder: Keyholder | None) -> str:
    try:
        refuse_if_not_independent(person)
        if holder and holder.person_id != person.pk and not why_not_independent(holder.person):
            raise HeldByOtherError(holder.name)
    except RefusedError as refusal:
        return str(refusal)
    return ""


def _holder(holder: Keyholder, person: Person) -> dict[str, Any]:
    why_not = why_not_independent(holder.person)
    return {
        "name": holder.name,
        "sign": holder.sign_public,
        "recipient": holder.recipient,
        "fingerprint": holder.fingerprint,
        "since": holder.since.date().isoformat(),
        "where": holder.where,
        "mine": holder.person_id == person.pk,
        "independent": not why_not,
        "why_not": why_not,
    }


def _rounds_to_show(at: datetime) -> list[Round]:
    lately = Q(closes_at__gt=at - SHOWN_FOR)
    running = Q(state__in=[Round.State.OPEN, Round.State.CLOSED])
    rounds = Round.objects.exclude(state=Round.State.DRAFT).filter(lately | running)
    return [round_ for round_ in rounds if round_.rules.get("guardian")]


def _round(round_: Round, own: set[str], at: datetime) -> dict[str, Any]:
    closed = round_.state == Round.State.CLOSED
    return {
        "round": round_.pk.hex,
        "title": round_.title,
        "state": round_.state,
        "step": step_of(round_, at=at),
        "mine": round_.rules["guardian"]["key"] in own,
        "confirmed": confirmation_of(round_.pk) is not None,
        "n_waiting": n_stamps_waiting(round_),
        "n_eligible": sum(block["eligible"] for block in round_.rules["blocks"]),
        "closes_at": moment(round_.closes_at),
        "void_after": moment(round_.closes_at + KEY_WAITED_FOR) if closed else "",
        "differ": difference_of(round_),
    }


def step_of(round_: Round, *, at: datetime) -> str:
    """Return what a round waits for, as one of STEPS."""
    ended = {Round.State.RELEASED: "counted", Round.State.VOID: "void"}
    if round_.state in ended:
        return ended[Round.State(round_.state)]
    if round_.state == Round.State.OPEN:
        if confirmation_of(round_.pk) is None:
            return "confirm"
        return "stamp" if n_stamps_waiting(round_) else "box_open"
    if difference_of(round_):
        return "differ"
    return "count" if is_peeled(round_.pk) else "open"
