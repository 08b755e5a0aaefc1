"""A reading: all that pages say about a release with its uncertainty, worked out once.

A function of the release and of earlier ones, and of nothing else: the same releases give the same
text. It is never finer than the release: one entry per figure, and entries over all of them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from bothways.pure.disclosure import Cell
from bothways.pure.measurement import released_interval
from bothways.pure.reading.changes import (
    FIRM,
    MOST_MOMENTS,
    Moment,
    change_of_firm,
    change_of_group,
    count_of,
    moments_of,
    over_time,
)
from bothways.pure.reading.items import asked_in_other_words, statistics_of
from bothways.pure.reading.told import Told, Wording

ENGINE: Final = 1
"""Goes up with every change of what a reading says; older ones are worked out again."""

DIGITS: Final = 4

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """The two halves of a reading: what is about the whole firm, and what is about its groups."""

    firm: Document
    groups: Document


def read(told: Told, earlier: Sequence[Told]) -> Reading:
    """Return the reading of a round.

    earlier: the rounds that closed before it, the newest first; those that asked others are left
    out here. Nothing is compared across a change of wording.
    """
    before = [one for one in earlier if one.audience == told.audience]
    firm = {
        "engine": ENGINE,
        "items": [_item(wording, told, before) for wording in told.wordings.values()],
    }
    below = [cell for cell in told.released.cells if cell.level != FIRM]
    groups = {"engine": ENGINE, "cells": [_cell(cell, told, before) for cell in below]}
    return Reading(firm, groups)


def to_text(document: Document) -> str:
    """Return the canonical text of half a reading: numbers with four digits, names in order."""
    return json.dumps(_rounded(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def interval_of(cell: Cell) -> list[float] | None:
    """Return where the true share lies for one figure; None where too few answered."""
    count = count_of(cell)
    return list(released_interval(*count)) if count else None


def _item(wording: Wording, told: Told, before: Sequence[Told]) -> dict[str, Any]:
    past = list(islice(moments_of(wording, [told, *before]), MOST_MOMENTS))
    is_here = bool(past) and past[0].told is told
    return {
        "code": wording.code,
        "past": [_past(moment) for moment in past[::-1]],
        "change": change_of_firm(past) if is_here else None,
        "in_other_words": asked_in_other_words(wording.code, past, before),
        "statistics": statistics_of(list(moments_of(wording, [told, *before]))),
        **over_time(past),
    }


def _past(moment: Moment) -> dict[str, Any]:
    return {
        "round": moment.told.id,
        "closed": moment.told.closed,
        "interval": interval_of(moment.cell),
    }


def _cell(cell: Cell, told: Told, before: Sequence[Told]) -> dict[str, Any]:
    wording = told.wordings[cell.question]
    return {
        "question": cell.question,
        "blocks": list(cell.blocks),
        "interval": interval_of(cell),
        "change": change_of_group(cell, wording, told, before),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return value
