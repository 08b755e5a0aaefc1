"""Confirming who is asked, and stamping one envelope for each of them."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bothways.pure.ballots import BallotError, sign_blinded, to_text
from bothways.pure.guardian.documents import confirmation_part, people_digest
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.reading import from_text64, list_in, map_in, text_in
from bothways.pure.guardian.rounds import Asked, insist_on_confirmed
from bothways.pure.guardian.wrapping import unwrap

Answer = dict[str, Any]


@dataclass(frozen=True)
class ToConfirm:
    """What somebody has to look through: who is asked, by block, and who was not there before."""

    round: str
    title: str
    rules: str
    people: Mapping[str, Sequence[str]]
    new: frozenset[str]


def to_confirm(item: dict[str, Any], asked: Asked, memory: Memory) -> ToConfirm:
    """Return a round's people by block for reading. Raises DistrustError as `confirm`."""
    by_block: dict[str, list[str]] = {block["name"]: [] for block in asked.rules["blocks"]}
    names = {block["id"]: block["name"] for block in asked.rules["blocks"]}
    for one in _people(item, asked):
        by_block[names[one["block"]]].append(one["name"])
    everyone = {name for people in by_block.values() for name in people}
    return ToConfirm(
        round=asked.round,
        title=str(asked.rules["title"]),
        rules=asked.manifest.hash.hex(),
        people={block: sorted(people) for block, people in by_block.items()},
        new=frozenset(everyone - set(memory.names)) if memory.names else frozenset(),
    )


def confirm(
    item: dict[str, Any], asked: Asked, identity: Identity, memory: Memory
) -> tuple[Answer, Memory]:
    """Return the signed word that these are the rules and people, and the memory of it.

    Raises DistrustError if more people stand in a block than the rules have, one stands there
    twice, other rules were confirmed for the same round before, or a spare key serves another
    round already: a stamp is given blindly, so it would be good in both.
    """
    people = _people(item, asked)
    known = memory.confirmed.get(asked.round)
    rules = asked.manifest.hash.hex()
    block_of = {one["id"]: one["block"] for one in people}
    _refuse_lent_twice(asked, memory)
    if known and (known["rules"] != rules or not block_of.items() <= known["people"].items()):
        raise DistrustError("Other rules or people were confirmed for this round before.")
    digest = people_digest(people)
    answer = {
        "kind": "confirm",
        "round": asked.round,
        "rules": rules,
        "people": digest.hex(),
        "signature": to_text(identity.sign(confirmation_part(asked.manifest.hash, digest))),
    }
    if known:
        return answer, memory
    entry = {"rules": rules, "people": block_of, "keys": list(asked.own_keys)}
    memory = memory.with_entry("confirmed", asked.round, entry)
    return answer, replace(memory, names=tuple(sorted(one["name"] for one in people)))


def _refuse_lent_twice(asked: Asked, memory: Memory) -> None:
    others = [entry for round_, entry in memory.confirmed.items() if round_ != asked.round]
    if any(set(asked.own_keys) & set(entry.get("keys", ())) for entry in others):
        raise DistrustError("A key of this round was lent to another round before.")


def _people(item: dict[str, Any], asked: Asked) -> list[dict[str, str]]:
    people = list_in(item, "people")
    if not all(isinstance(one, dict) and set(one) == {"id", "name", "block"} for one in people):
        raise DistrustError("The list of people is not in the form that is meant.")
    if len({one["id"] for one in people}) != len(people):
        raise DistrustError("Somebody stands in the list of people twice.")
    n_in = Counter(one["block"] for one in people)
    if any(n > asked.eligible.get(block, 0) for block, n in n_in.items()):
        raise DistrustError("There are more people in a block than its rules say.")
    return people


def stamp(
    item: dict[str, Any], asked: Asked, identity: Identity, memory: Memory
) -> tuple[Answer, Memory, list[str]]:
    """Return a stamp for each request of somebody confirmed, the memory, and what was refused.

    One envelope a person: what was asked for the same id before gets the same stamp again,
    anything else is refused and told.
    """
    block_of = insist_on_confirmed(asked, memory)
    keys = _Keys(map_in(item, "wrapped"), asked, identity)
    known = dict(memory.stamped.get(asked.round, {}))
    stamps: dict[str, str] = {}
    refused: list[str] = []
    for request in list_in(item, "requests"):
        try:
            who, block, blinded = _request(request, block_of)
            digest = hashlib.sha256(blinded).hexdigest()
            _refuse_a_second(known.get(who, digest), digest)
            stamps[who] = to_text(sign_blinded(keys.of(block), blinded))
            known[who] = digest
        except (DistrustError, BallotError) as error:
            name = request.get("name", "") if isinstance(request, dict) else ""
            refused.append(f"{name}: {error}")
    answer = {"kind": "stamps", "round": asked.round, "stamps": stamps}
    return answer, memory.with_entry("stamped", asked.round, known), refused


def _request(request: Any, block_of: Mapping[str, str]) -> tuple[str, str, bytes]:
    if not isinstance(request, dict):
        raise DistrustError("A request is not in the form that is meant.")
    who, block = text_in(request, "id"), text_in(request, "block")
    if block_of.get(who) != block:
        raise DistrustError("This person does not stand in the block that was confirmed.")
    return who, block, from_text64(request.get("blinded"), "blinded")


def _refuse_a_second(known: str, digest: str) -> None:
    if known != digest:
        raise DistrustError("A second envelope was asked for.")


class _Keys:
    """The stamping keys of a round, each unwrapped when it is first needed."""

    def __init__(self, wrapped: Mapping[str, Any], asked: Asked, identity: Identity) -> None:
        self.wrapped, self.asked, self.identity = wrapped, asked, identity
        self.opened: dict[str, bytes] = {}

    def of(self, block: str) -> bytes:
        if block not in self.opened:
            public = self.asked.guardian.block_keys[block]
            wrapped = text_in(self.wrapped, block)
            self.opened[block] = unwrap(wrapped, "block", self.identity, public=public)
        return self.opened[block]
