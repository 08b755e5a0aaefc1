"""One work document in, one document of answers out: the same by network, browser or file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bothways.pure.ballots.rfc9474 import Draw
from bothways.pure.guardian.counting import count
from bothways.pure.guardian.documents import signed_answers
from bothways.pure.guardian.errors import DistrustError, GuardianError
from bothways.pure.guardian.heads import Announced, announced_under, follow_ledger
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.opening import peel
from bothways.pure.guardian.reading import list_in, map_in
from bothways.pure.guardian.rounds import Asked, insist_on_time, read_round
from bothways.pure.guardian.stamping import ToConfirm, confirm, stamp, to_confirm
from bothways.pure.guardian.wrapping import Pair, new_pair, spare_block_key, spare_seal_key

SPARES_AT_ONCE = 12
Answer = dict[str, Any]
Say = Callable[[ToConfirm], bool]


@dataclass(frozen=True)
class Choices:
    """What whoever keeps the key decides, and where chance comes from.

    says_yes: asked before a round's rules and people are confirmed; draw: gives so many random
    bytes; pair: a fresh stamping key; unix: seconds by the keeper's own clock, which the server
    can't move: no box is opened before its time. None trusts the server's.
    """

    says_yes: Say
    draw: Draw
    pair: Pair = new_pair
    spares_at_once: int = SPARES_AT_ONCE
    unix: int | None = None


@dataclass(frozen=True)
class Done:
    """What came of a work document. Keep the memory before the answers leave."""

    answers: tuple[Answer, ...]
    memory: Memory
    refused: tuple[str, ...]
    unconfirmed: tuple[ToConfirm, ...]

    def document(self, identity: Identity) -> Answer:
        """Return the answers as the one signed document that goes back."""
        return signed_answers(identity, self.answers)


def answer_work(work: dict[str, Any], identity: Identity, memory: Memory, choices: Choices) -> Done:
    """Return everything that this key answers to a work document.

    A piece of work that does not fit is refused with a sentence, and the others are done.
    Raises DistrustError for what is no work document, or where the ledger was rewritten.
    """
    if work.get("v") != 1:
        raise DistrustError("This is no work for a second key, or of a newer version.")
    memory = follow_ledger(work, memory)
    desk = _Desk(identity, memory, choices, announced_under(work, memory))
    for item in list_in(work, "rounds"):
        desk.take(item)
    desk.make_spares(map_in(work, "spare"))
    return Done(tuple(desk.answers), desk.memory, tuple(desk.refused), tuple(desk.unconfirmed))


class _Desk:
    """One sitting over one work document."""

    def __init__(
        self, identity: Identity, memory: Memory, choices: Choices, announced: Announced
    ) -> None:
        self.identity, self.memory, self.choices = identity, memory, choices
        self.announced = announced
        self.answers: list[Answer] = []
        self.refused: list[str] = []
        self.unconfirmed: list[ToConfirm] = []
        self.does: dict[Any, Callable[[dict[str, Any], Asked], None]] = {
            "confirm": self._confirm,
            "stamp": self._stamp,
            "open": self._open,
            "count": self._count,
        }

    def take(self, item: Any) -> None:
        title = ""
        try:
            if not isinstance(item, dict) or item.get("do") not in self.does:
                raise DistrustError("This is no work that a second key does.")
            asked = read_round(item, self.identity)
            title = f"{asked.rules.get('title', '')}: "
            self.does[item["do"]](item, asked)
        except GuardianError as error:
            self.refused.append(f"{title}{error}")

    def make_spares(self, spare: dict[str, Any]) -> None:
        missing = {
            kind: max(0, _number(spare, f"want_{kind}") - _number(spare, kind))
            for kind in ("blocks", "seals")
        }
        n_blocks, n_seals = (min(n, self.choices.spares_at_once) for n in missing.values())
        recipient = self.identity.recipient
        keys = [spare_seal_key(recipient) for _ in range(n_seals)]
        keys += [spare_block_key(recipient, pair=self.choices.pair) for _ in range(n_blocks)]
        if keys:
            told = [key.to_fields() for key in keys]
            self.answers.insert(0, {"kind": "spare", "keys": told})

    def _confirm(self, item: dict[str, Any], asked: Asked) -> None:
        self.announced.insist(item, asked.manifest.hash)
        looked_at = to_confirm(item, asked, self.memory)
        answer, memory = confirm(item, asked, self.identity, self.memory)
        if asked.round in self.memory.confirmed or self.choices.says_yes(looked_at):
            self.answers.append(answer)
            self.memory = memory
        else:
            self.unconfirmed.append(looked_at)

    def _stamp(self, item: dict[str, Any], asked: Asked) -> None:
        answer, self.memory, refused = stamp(item, asked, self.identity, self.memory)
        self.refused += refused
        if answer["stamps"]:
            self.answers.append(answer)

    def _open(self, item: dict[str, Any], asked: Asked) -> None:
        if self.choices.unix is not None:
            insist_on_time(asked, self.choices.unix)
        answer, self.memory = peel(item, asked, self.identity, self.memory, draw=self.choices.draw)
        self.answers.append(answer)

    def _count(self, item: dict[str, Any], asked: Asked) -> None:
        answer, self.memory = count(item, asked, self.identity, self.memory)
        self.answers.append(answer)


def _number(spare: dict[str, Any], name: str) -> int:
    value = spare.get(name)
    return value if isinstance(value, int) and 0 <= value <= 1000 else 0
