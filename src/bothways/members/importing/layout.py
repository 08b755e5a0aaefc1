"""How a file is to be read: which sheets, which line names the columns, what each column means.

What nobody chose is guessed; what can't be guessed is said, and the page asks.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from bothways.members.importing.columns import DAYS, LABELS, MEANINGS, OF_NAME, OF_UNIT, guess
from bothways.members.importing.sheets import FileRefusedError, Line, Sheet

LOOKED_AT = 25  # lines from the top in which the header is looked for
SAMPLES = 3
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


@dataclass(frozen=True)
class Choice:
    """What somebody chose on the page; what they left open is guessed.

    sheets: names. header: number of the line that names the columns, 0 = look for it. columns:
    header -> column ('' = not read). days: 'dmy' or 'mdy' for days as in 03/04/2026.
    """

    sheets: tuple[str, ...] = ()
    header: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    days: str = ""
    sheet_is_unit: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Choice":
        """Return the choice that was kept as JSON."""
        return cls(**{**kept, "sheets": tuple(kept.get("sheets", ()))})


@dataclass(frozen=True)
class Head:
    """One column: its header, what it means (or None), and some of what stands under it."""

    key: str
    column: str | None
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One sheet that is read: the line that names its columns, and the people's lines."""

    sheet: Sheet
    header: int
    keys: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """How the file is read, and what is still open."""

    sheets: tuple[Sheet, ...]
    parts: tuple[Part, ...]
    heads: tuple[Head, ...]
    days: str
    has_slashed_days: bool
    asks_days: bool
    asks_sheets: bool
    sheet_is_unit: bool

    @property
    def column_of(self) -> dict[str, str | None]:
        """What each header means."""
        return {head.key: head.column for head in self.heads}

    @property
    def shape(self) -> str:
        """The same for files with the same headers, in whatever order and sheets."""
        told = "\n".join(sorted(head.key.casefold() for head in self.heads))
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def problems(self) -> list[str]:
        """What must be chosen before people can be read."""
        return [*_meant_twice(self.heads), *_missing(self.heads, self.sheet_is_unit)]

    @property
    def asks(self) -> bool:
        """Something is open that a person should say."""
        return bool(self.problems) or self.asks_days or self.asks_sheets


def lay_out(sheets: Sequence[Sheet], choice: Choice | None = None) -> Layout:
    """Return how these sheets are read. Raises FileRefusedError if nothing is written in them."""
    choice = choice or Choice()
    filled = tuple(sheet for sheet in sheets if sheet.lines)
    if not filled:
        raise FileRefusedError(_("This file is empty. Its first row must name the columns."))
    chosen = [sheet for sheet in filled if sheet.name in choice.sheets]
    shown = [sheet for sheet in filled if not sheet.is_hidden] or list(filled)
    likely = chosen or [sheet for sheet in shown if _looks_like_people(sheet)]
    parts = tuple(_part_of(sheet, choice.header) for sheet in likely or shown[:1])
    if not any(part.lines for part in parts):
        raise FileRefusedError(_("This file has a first row and nobody under it."))
    heads = _heads_of(parts, choice)
    told = _days_told(parts, heads)
    return Layout(
        sheets=filled,
        parts=parts,
        heads=heads,
        days=choice.days or told.strip("?"),
        has_slashed_days=bool(told),
        asks_days=told == "?" and not choice.days,
        asks_sheets=not chosen and len(likely or shown) > 1,
        sheet_is_unit=choice.sheet_is_unit,
    )


def _looks_like_people(sheet: Sheet) -> bool:
    return _score(sheet.lines[_header_of(sheet)]) > 1


def _header_of(sheet: Sheet) -> int:
    """Return the place of the line that names the most columns; the first one, if none does."""
    scores = [_score(line) for line in sheet.lines[:LOOKED_AT]]
    return scores.index(max(scores)) if max(scores) > 1 else 0


def _score(line: Line) -> int:
    return len({column for column in guess(line.cells) if column})


def _part_of(sheet: Sheet, header: int) -> Part:
    numbers = [line.number for line in sheet.lines]
    at = numbers.index(header) if header in numbers else _header_of(sheet)
    top, below = sheet.lines[at], sheet.lines[at + 1 :]
    width = max((len(line.cells) for line in below), default=0)
    named = [*top.cells, *[""] * (width - len(top.cells))]
    used = {place for line in below for place, cell in enumerate(line.cells) if cell}
    used |= {place for line in below for place in line.faults}
    return Part(sheet, top.number, _keys_of(named, used), below)


def _keys_of(named: Sequence[str], used: set[int]) -> tuple[str, ...]:
    """Return a name for each column that is unlike the others; '' for one that is empty."""
    keys: list[str] = []
    for place, name in enumerate(named):
        key = " ".join(name.split())[:80]
        if not key and place in used:
            key = _("Column %(letters)s") % {"letters": letters_of(place)}
        n_same, plain = 1, key
        while key and key in keys:
            n_same += 1
            key = f"{plain} ({n_same})"
        keys.append(key)
    return tuple(keys)


def letters_of(place: int) -> str:
    """Return what a spreadsheet calls a column: 0 is 'A', 26 is 'AA'."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _heads_of(parts: Sequence[Part], choice: Choice) -> tuple[Head, ...]:
    heads: dict[str, Head] = {}
    for part in parts:
        for place, (key, guessed) in enumerate(zip(part.keys, guess(part.keys), strict=True)):
            if key and key not in heads:
                column = choice.columns.get(key, guessed) or None
                heads[key] = Head(key, column, _samples(part, place))
    return tuple(heads.values())


def _samples(part: Part, place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in part.lines:
        if len(line.cells) > place and line.cells[place]:
            found[line.cells[place][:60]] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _days_told(parts: Sequence[Part], heads: Sequence[Head]) -> str:
    """Return 'dmy' or 'mdy' if the days tell it, '?' if they could be both, '' if none is so."""
    meant = {head.key for head in heads if head.column in DAYS}
    could_be = {DAY_FIRST, MONTH_FIRST}
    seen = False
    for part in parts:
        for place in [at for at, key in enumerate(part.keys) if key in meant]:
            for line in part.lines:
                found = SLASHED.match(line.cells[place]) if len(line.cells) > place else None
                if found is None:
                    continue
                seen = True
                could_be -= {MONTH_FIRST} if int(found[1]) > 12 else set()
                could_be -= {DAY_FIRST} if int(found[2]) > 12 else set()
    if not seen:
        return ""
    return could_be.pop() if len(could_be) == 1 else "?"


def _meant_twice(heads: Sequence[Head]) -> list[str]:
    found = []
    for column, label in MEANINGS.items():
        twice = [head.key for head in heads if head.column == column]
        if len(twice) > 1:
            found.append(
                _("The columns %(heads)s both mean: %(column)s. Keep one of them.")
                % {"heads": ", ".join(f"'{head}'" for head in twice), "column": label}
            )
    return found


def _missing(heads: Sequence[Head], sheet_is_unit: bool) -> list[str]:  # noqa: FBT001 - one of its facts
    has = {head.column for head in heads}
    missing = [] if has & {"name", *OF_NAME} else [str(LABELS["name"])]
    if not has & {"unit", *OF_UNIT} and not sheet_is_unit:
        missing.append(str(LABELS["unit"]))
    if not has & {"number", "email"}:
        missing.append(_("number or e-mail"))
    if not missing:
        return []
    return [
        _("A column is missing: %(missing)s. The first row must name it.")
        % {"missing": ", ".join(missing)}
    ]
