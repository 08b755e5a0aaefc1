"""A round as the second key sees it: its rules, checked before anything is done for it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bothways.pure.ballots import BallotError, Guardian, Manifest, read_manifest
from bothways.pure.disclosure import Block, Question
from bothways.pure.guardian.errors import DistrustError, NotConfirmedError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory

SMALLEST_K = 5
SMALLEST_C = 1
SLACK = 300  # seconds by which two clocks may differ


@dataclass(frozen=True)
class Asked:
    """One round of a work document, with rules that name this very key."""

    round: str
    manifest: Manifest

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The manifest as a value."""
        rules: dict[str, Any] = json.loads(self.manifest.text)
        return rules

    @property
    def guardian(self) -> Guardian:
        """What the rules say of this key."""
        if self.manifest.guardian is None:
            raise DistrustError("This round has no second key.")
        return self.manifest.guardian

    @property
    def eligible(self) -> dict[str, int]:
        """People asked per block, in the order of the rules."""
        return {block["id"]: block["eligible"] for block in self.rules["blocks"]}

    @property
    def own_keys(self) -> tuple[str, ...]:
        """Digests of this key's spare keys in the rules: one to stamp each block, one to open."""
        keys = (*self.guardian.block_keys.values(), self.guardian.seal)
        return tuple(hashlib.sha256(key).hexdigest() for key in keys)

    @property
    def blocks(self) -> list[Block]:
        """The blocks as figures are made of them."""
        return [
            Block(
                id=block["id"],
                name=block["name"],
                department=block["department"],
                teams=tuple(block["teams"]),
                eligible=block["eligible"],
            )
            for block in self.rules["blocks"]
        ]

    @property
    def questions(self) -> list[Question]:
        """The questions as figures are made of them."""
        return [Question(one["id"], one["construct"]) for one in self.rules["questions"]]


def read_round(item: dict[str, Any], identity: Identity) -> Asked:
    """Return the round that a piece of work is about.

    Raises DistrustError for rules that can't be read, name another key, or show groups below
    five people or without room for one who tells. A block that stood there seven times would
    count sevenfold, and be opened alone.
    """
    try:
        manifest = read_manifest(str(item.get("manifest")))
        asked = Asked(str(item.get("round")), manifest)
        k, c = asked.rules["k"], asked.rules["c"]
        eligible, n_questions = asked.eligible, len(asked.questions)
    except (BallotError, KeyError, TypeError):
        raise DistrustError("The rules of this round can't be read.") from None
    if manifest.round != asked.round:
        raise DistrustError("These are the rules of another round.")
    if manifest.guardian is None or manifest.guardian.key != identity.public:
        raise DistrustError("The rules of this round name another second key.")
    if set(eligible) != set(manifest.block_keys) or n_questions != len(manifest.questions):
        raise DistrustError("The rules of this round don't fit together.")
    if len(asked.rules["blocks"]) != len(eligible) or len(set(asked.own_keys)) <= len(eligible):
        raise DistrustError("A block, or a key, stands in the rules of this round twice.")
    if k < SMALLEST_K or c < SMALLEST_C:
        raise DistrustError("The rules of this round show smaller groups than are safe.")
    return asked


def insist_on_confirmed(asked: Asked, memory: Memory) -> dict[str, str]:
    """Return the block of each person by the id that was confirmed with exactly these rules.

    Raises NotConfirmedError before that, DistrustError for other rules than those.
    """
    known = memory.confirmed.get(asked.round)
    if known is None:
        raise NotConfirmedError("Nobody has confirmed this round's rules and people yet.")
    if known["rules"] != asked.manifest.hash.hex():
        raise DistrustError("The rules of this round are not the ones that were confirmed.")
    people: dict[str, str] = known["people"]
    return people


def insist_on_time(asked: Asked, unix: int) -> None:
    """Raise DistrustError before a box's closing, which its rules name."""
    try:
        closes = datetime.fromisoformat(asked.manifest.closes_at).timestamp()
    except (TypeError, ValueError):
        raise DistrustError("The rules of this round can't be read.") from None
    if unix < closes - SLACK:
        raise DistrustError("This box is not to be opened yet: its rules name a later moment.")
