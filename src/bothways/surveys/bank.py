"""The item bank: our own wording, with versions. Read once from data/item_bank.csv."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BANK = Path(__file__).parent / "data" / "item_bank.csv"

CONSTRUCTS: dict[str, Promise] = {
    "TRU": _("Trust in my leader"),
    "REL": _("Positive relationships"),
    "JUD": _("Good judgement"),
    "CON": _("Consistency"),
    "PSY": _("Safety to speak up"),
    "COM": _("Communication"),
    "FAI": _("Fairness"),
    "REC": _("Recognition"),
    "GRO": _("Growth"),
    "WLB": _("Balance"),
    "INC": _("Inclusion"),
    "FOL": _("Follow-through"),
    "SEN": _("Trust in the people who run the firm"),
    "FEL": _("Being trusted"),
    "ENG": _("Energy for the work"),
    "STA": _("Staying"),
    "REC0": _("Recommending"),
    "MIR": _("The other side of it"),
}


@dataclass(frozen=True)
class Item:
    """One item: `code` and `version` name its wording for ever."""

    code: str
    version: int
    direction: str  # 'up' asks employees about leaders, 'down' leaders about their team
    construct: str
    keyed: str  # '-' where agreeing is unfavourable
    scale: str  # 'agree' (five options) or '0-10'
    role: str  # 'anchor', 'full' (surveys only) or ''
    mirrors: str
    about_leader: bool
    text: str


@lru_cache(maxsize=1)
def all_items() -> tuple[Item, ...]:
    """Return the whole bank in the order of the question book."""
    with BANK.open(encoding="utf-8", newline="") as file:
        return tuple(
            Item(
                code=row["id"],
                version=int(row["version"]),
                direction=row["direction"],
                construct=row["construct"],
                keyed=row["keyed"],
                scale=row["scale"],
                role=row["role"],
                mirrors=row["mirrors"],
                about_leader=row["about_leader"] == "yes",
                text=row["text"],
            )
            for row in csv.DictReader(file)
        )


def askable(kind: str) -> tuple[Item, ...]:
    """Return the items that a round of this kind may ask of everyone.

    Five options only; reverse-keyed items in the full survey alone.
    """
    return tuple(
        item
        for item in all_items()
        if item.direction == "up"
        and item.scale == "agree"
        and (kind == "survey" or item.role != "full")
    )


def by_code(codes: Iterable[str]) -> list[Item]:
    """Return these items in the bank's order; unknown codes are left out."""
    wanted = set(codes)
    return [item for item in all_items() if item.code in wanted]


def construct_name(code: str) -> str:
    """Return the name of a construct in the reader's language; the code itself if unknown."""
    return str(CONSTRUCTS.get(code, code))
