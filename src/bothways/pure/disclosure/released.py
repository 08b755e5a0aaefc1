"""The released result of a round: the only thing that pages, exports and charts may read."""

import json
from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from bothways.pure.disclosure.errors import ForgedReleaseError
from bothways.pure.disclosure.values import Block, Question

Format = Literal["focus", "full"]
Level = Literal["firm", "department", "group"]

THRESHOLDS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {"focus": (4,), "full": (2, 3, 4, 5)}
)
"""The format's published counts: answers at or above each of these."""

VERSION: Final = 1
TOKEN: Final = object()
"""Known to this room alone: whoever holds it may make a release."""


@dataclass(frozen=True)
class Group:
    """Blocks counted together, so that at least k ballots are in it."""

    blocks: tuple[str, ...]
    eligible: int
    answered: int


@dataclass(frozen=True)
class Cell:
    """All that is said about one question for one set of blocks.

    n: how many answered the question; None where only n_max, 'n_max or fewer', is said.
    ge: for each published threshold the lowest and the highest possible number of answers
    at or above it.
    """

    level: Level
    name: str
    blocks: tuple[str, ...]
    question: str
    n: int | None
    n_max: int | None
    ge: Mapping[int, tuple[int, int]] = field(hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ge", MappingProxyType(dict(self.ge)))


@dataclass(frozen=True)
class Released:
    """What a round published. Made by release() and read_release() and by nothing else.

    A viewer's part of one comes from only(); it says less and is not read back from a text.

    n_answered: ballots in the firm; None if there were fewer than k, and then there is no figure.
    cells: by question in the order asked, from the firm down to the groups.
    """

    format: Format
    k: int
    c: int
    questions: tuple[Question, ...]
    blocks: tuple[Block, ...]
    n_eligible: int
    n_answered: int | None
    groups: tuple[Group, ...]
    cells: tuple[Cell, ...]
    token: InitVar[object] = None

    def __post_init__(self, token: object) -> None:
        if token is not TOKEN:
            raise ForgedReleaseError("only bothways.pure.disclosure makes a release")

    def of_firm(self, question: str) -> Cell | None:
        """What is said about a question for the whole firm; None in a firm with too few ballots."""
        found = (cell for cell in self.cells if (cell.level, cell.question) == ("firm", question))
        return next(found, None)

    def of_block(self, block: str, question: str) -> Cell | None:
        """What is said about a question for the group that a block was counted in, if anything."""
        found = (
            cell
            for cell in self.cells
            if cell.level == "group" and cell.question == question and block in cell.blocks
        )
        return next(found, None)

    def only(self, keep: Callable[[Cell], bool]) -> "Released":
        """Return the same release with those of its cells that a viewer may see."""
        return replace(self, cells=tuple(filter(keep, self.cells)), token=TOKEN)

    def to_json(self) -> str:
        """Return the canonical text: the same release always gives the same bytes."""
        document = {
            "v": VERSION,
            "format": self.format,
            "k": self.k,
            "c": self.c,
            "questions": [{"id": q.id, "construct": q.construct} for q in self.questions],
            "blocks": [_block(block) for block in self.blocks],
            "eligible": self.n_eligible,
            "answered": self.n_answered,
            "groups": [_group(group) for group in self.groups],
            "cells": [_cell(cell) for cell in self.cells],
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def floor_of(*, k: int, c: int) -> int:
    """Return the least number of answers that a part needs to a question: max(k, 2c+3)."""
    return max(k, 2 * c + 3)


def _block(block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "name": block.name,
        "department": block.department,
        "teams": list(block.teams),
        "eligible": block.eligible,
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "blocks": list(group.blocks),
        "eligible": group.eligible,
        "answered": group.answered,
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "level": cell.level,
        "name": cell.name,
        "blocks": list(cell.blocks),
        "question": cell.question,
        "n": cell.n,
        "n_max": cell.n_max,
        "ge": {str(threshold): list(between) for threshold, between in cell.ge.items()},
    }
