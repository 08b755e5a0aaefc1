"""A reading: all that pages say about a release with its uncertainty, worked out once.

A function of the release and of earlier ones, and of nothing else: the same releases give the same
text. It is never finer than the release: one entry per figure, and entries over all of them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from bothways.pure.disclosure import Cell
from bothways.pure.measurement import released_interval
from bothways.pure.reading.changes import (
    FIRM,
    GROUP,
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

if TYPE_CHECKING:  # it loads numpy, which a web process that only reads has no need of
    from bothways.pure.reading.pooled import Pooled

ENGINE: Final = 2
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
    from bothways.pure.reading.pooled import read_together

    before = [one for one in earlier if one.audience == told.audience]
    pooled = {code: read_together(told, code) for code in told.wordings}
    scores, scores_below, links = _scores(told, before)
    firm = {
        "engine": ENGINE,
        "items": [
            _item(wording, told, before, pooled[wording.code]) for wording in told.wordings.values()
        ],
        "scores": scores,
        "links": links,
    }
    below = [cell for cell in told.released.cells if cell.level != FIRM]
    groups = {
        "engine": ENGINE,
        "cells": [_cell(cell, told, before, pooled[cell.question]) for cell in below],
        "scores": scores_below,
    }
    return Reading(firm, groups)


def to_text(document: Document) -> str:
    """Return the canonical text of half a reading: numbers with four digits, names in order."""
    return json.dumps(_rounded(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def interval_of(cell: Cell) -> list[float] | None:
    """Return where the true share lies for one figure; None where too few answered."""
    count = count_of(cell)
    return list(released_interval(*count)) if count else None


def _item(wording: Wording, told: Told, before: Sequence[Told], pooled: "Pooled") -> dict[str, Any]:
    past = list(islice(moments_of(wording, [told, *before]), MOST_MOMENTS))
    is_here = bool(past) and past[0].told is told
    return {
        "code": wording.code,
        "past": [_past(moment) for moment in past[::-1]],
        "change": change_of_firm(past) if is_here else None,
        "in_other_words": asked_in_other_words(wording.code, past, before),
        "n_groups": pooled.n_groups,
        "real": pooled.real,
        "statistics": statistics_of(list(moments_of(wording, [told, *before]))),
        **over_time(past),
    }


def _past(moment: Moment) -> dict[str, Any]:
    return {
        "round": moment.told.id,
        "closed": moment.told.closed,
        "interval": interval_of(moment.cell),
    }


def _cell(cell: Cell, told: Told, before: Sequence[Told], pooled: "Pooled") -> dict[str, Any]:
    wording = told.wordings[cell.question]
    estimate = pooled.estimates.get(cell.blocks) if cell.level == GROUP else None
    return {
        "level": cell.level,
        "question": cell.question,
        "blocks": list(cell.blocks),
        "interval": interval_of(cell),
        "estimate": list(estimate) if estimate else None,
        "climate": list(pooled.climate[cell.blocks]) if estimate else None,
        "differs": pooled.differs.get(cell.blocks) if estimate else None,
        "change": change_of_group(cell, wording, told, before),
    }


def _scores(
    told: Told, before: Sequence[Told]
) -> tuple[list[Document], list[Document], Document | None]:
    """Return the scores of a survey's constructs, the firm's and the groups', and their links."""
    from bothways.pure.reading.links import links_in
    from bothways.pure.reading.scores import asked_before, constructs_of, firm_moved, group_moved

    found = list(constructs_of(told))
    firm: list[Document] = []
    below: list[Document] = []
    for scores in found:
        last = asked_before(told, scores, before)
        firm.append({**scores.firm, "change": firm_moved(scores, last)})
        below += [{**group, "change": group_moved(told, group, last)} for group in scores.groups]
    return firm, below, links_in(told, found)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    if isinstance(value, Mapping):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return value
