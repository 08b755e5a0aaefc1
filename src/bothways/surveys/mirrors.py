"""Which question to those who lead mirrors which question to everyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bothways.surveys.bank import Item, all_items, askable, by_code

# The same thing, said from the other side. What is not here is mirrored by its construct.
SAME_THING = {
    "U-TRU1": "D-TRU1",
    "U-TRU2": "D-FEL2",
    "U-TRU3": "D-TRU2",
    "U-REL1": "D-REL2",
    "U-REL2": "D-REL1",
    "U-JUD1": "D-JUD2",
    "U-JUD2": "D-JUD1",
    "U-CON1": "D-CON1",
    "U-CON3": "D-CON2",
    "U-PSY1": "D-PSY1",
    "U-PSY4": "D-PSY2",
    "U-COM1": "D-MIR1",
    "U-FAI1": "D-MIR2",
    "U-REC1": "D-MIR3",
    "U-GRO2": "D-MIR4",
    "U-WLB2": "D-MIR5",
    "U-INC2": "D-MIR6",
    "U-FOL1": "D-MIR7",
    "U-FEL2": "D-TRU2",
    "U-FEL3": "D-TRU3",
}
ABOUT_THE_TOP = "SEN"  # of the firm, not of a team: there is nothing to guess


@dataclass(frozen=True)
class Mirror:
    """One question of a round to everyone, and what it asks of whoever leads."""

    construct: str
    asked: str  # its code in that round
    item: Item  # the leader's own


def mirrors_of(questions: Iterable[Mapping[str, Any]]) -> list[Mirror]:
    """Return the mirror of each construct that these rules ask, in their order.

    questions: those of a manifest. Constructs without a mirror, a firm's own questions and those
    where agreeing is the less good sign have none. The same leader's question comes once.
    """
    by_construct: dict[str, list[str]] = {}
    for question in questions:
        if question["keyed"] == "+" and question["construct"] != ABOUT_THE_TOP:
            by_construct.setdefault(question["construct"], []).append(question["id"])
    found: dict[str, Mirror] = {}
    for construct, codes in by_construct.items():
        mirror = _same_thing(construct, codes, found) or _same_construct(construct, codes, found)
        if mirror:
            found[mirror.item.code] = mirror
    return list(found.values())


def _same_thing(construct: str, codes: list[str], taken: Mapping[str, Mirror]) -> Mirror | None:
    for code in codes:
        for item in by_code([SAME_THING.get(code, "")]):
            if item.code not in taken:
                return Mirror(construct, code, item)
    return None


def _same_construct(construct: str, codes: list[str], taken: Mapping[str, Mirror]) -> Mirror | None:
    for item in all_items():
        mirrored = item.mirrors or item.construct
        if item.direction == "down" and mirrored == construct and item.code not in taken:
            return Mirror(construct, codes[0], item)
    return None


def leaders_items(questions: Iterable[Mapping[str, Any]], *, kind: str) -> list[Item]:
    """Return what a leaders' round would ask after a round with these questions."""
    if kind == "survey":
        return list(askable(kind, "leaders"))
    codes = {mirror.item.code for mirror in mirrors_of(questions)}
    return [item for item in askable(kind, "leaders") if item.code in codes]
