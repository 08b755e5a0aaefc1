"""The item bank: our own wording, with versions, and its translations, with versions of their own.

Read once from data/item_bank.csv and data/item_bank.LANGUAGE.csv.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.surveys.worded import worded

BANK = Path(__file__).parent / "data" / "item_bank.csv"
WRITTEN_IN = "en"

IN_LEADERS_WORDS: dict[str, Promise] = {
    "TRU": _("Trust in my team"),
    "MIR": _("What trust needs day by day"),
}
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
class Wording:
    """One item in another language. state: 'draft' until a native speaker has read it."""

    text: str
    translation: int  # its own version: another wording is another number
    state: str


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

    @property
    def texts(self) -> dict[str, str]:
        """The wording in every language there is, by its code."""
        others = {language: wording.text for language, wording in wordings(self).items()}
        return {WRITTEN_IN: self.text, **others}

    @property
    def worded(self) -> str:
        """The wording in the reader's language."""
        return worded(self.text, self.texts)


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


def wordings(item: Item) -> dict[str, Wording]:
    """Return the translations of exactly this version of an item, by language."""
    languages = [code for code, _name in settings.LANGUAGES if code != WRITTEN_IN]
    found = {code: _translated(code).get((item.code, item.version)) for code in languages}
    return {code: wording for code, wording in found.items() if wording}


@lru_cache(maxsize=8)
def _translated(language: str) -> Mapping[tuple[str, int], Wording]:
    path = BANK.with_suffix(f".{language}.csv")
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["id"], int(row["version"])): Wording(
                row["text"], int(row["translation"]), row["state"]
            )
            for row in csv.DictReader(file)
        }


def askable(kind: str, audience: str = "everyone") -> tuple[Item, ...]:
    """Return the items that a round of this kind may ask of this audience.

    Five options only; reverse-keyed items in the full survey alone; what is about one's team of
    those who lead people, all else of everyone.
    """
    direction = "down" if audience == "leaders" else "up"
    return tuple(
        item
        for item in all_items()
        if item.direction == direction
        and item.scale == "agree"
        and (kind == "survey" or item.role != "full")
    )


def by_code(codes: Iterable[str]) -> list[Item]:
    """Return these items in the bank's order; unknown codes are left out."""
    wanted = set(codes)
    return [item for item in all_items() if item.code in wanted]


def name_for_leaders(code: str) -> str:
    """Return the name of a construct as it reads where those who lead are asked."""
    return str(IN_LEADERS_WORDS.get(code) or construct_name(code))


def construct_name(code: str) -> str:
    """Return the name of a construct in the reader's language; the code itself if unknown."""
    return str(CONSTRUCTS.get(code, code))
