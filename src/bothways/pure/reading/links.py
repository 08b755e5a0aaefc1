"""What goes together with trust across a firm's groups, from one survey's released spreads.

For the firm alone and never ranked: released counts hold no joint answers, so all that can be said
is whether the shares of groups rise and fall together. Never 'causes'.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bothways.pure.measurement import ReleasedCount
from bothways.pure.measurement.drivers import FROM_PEOPLE, shares_across_constructs
from bothways.pure.measurement.errors import TooFewError
from bothways.pure.reading.scores import FULL, Scores, parts_of, spread_of
from bothways.pure.reading.told import AGREES_FROM, Told

OUTCOMES = ("TRU", "ENG", "STA")
"""What the others are held against: the first of these that was asked."""

Counts = Mapping[tuple[str, ...], ReleasedCount]


def links_in(told: Told, scores: Iterable[Scores]) -> dict[str, Any] | None:
    """Return how each construct of a survey goes with trust; None for a pulse, or without trust.

    outcome: a construct; links: the others with a word each, in the order asked; reason: why
    there is none, a key of pure.measurement.errors.
    """
    found = {one.construct: one for one in scores}
    outcome = next((code for code in OUTCOMES if code in found), None)
    if told.released.format != FULL or outcome is None:
        return None
    people = found[outcome].firm["answered"]
    if people < FROM_PEOPLE:
        return {"outcome": outcome, "links": [], "reason": "below_80"}
    mine = _counts(told, found[outcome].codes)
    links, reason = [], None
    for construct, one in found.items():
        if construct != outcome:
            word = _word(mine, _counts(told, one.codes))
            links.append({"construct": construct, **word})
            reason = reason or word["reason"]
    return {"outcome": outcome, "links": links, "reason": reason if _none(links) else None}


def _word(mine: Counts, theirs: Counts) -> dict[str, Any]:
    """Return whether two constructs rise and fall together over the groups that both have."""
    both = [blocks for blocks in mine if blocks in theirs]
    others = {"other": [theirs[blocks] for blocks in both]}
    try:
        link = shares_across_constructs([mine[blocks] for blocks in both], others)["other"]
    except TooFewError as error:
        return {"word": None, "reason": error.reason}
    return {"word": link.word.value, "reason": None}


def _counts(told: Told, codes: Sequence[str]) -> dict[tuple[str, ...], ReleasedCount]:
    """Return for each group how many answers to a construct's questions were favourable."""
    columns = zip(*(parts_of(told, code) for code in codes), strict=True)
    found = {}
    for column in columns:
        ranges = [spread_of(told, cell)[AGREES_FROM] for cell in column]
        low, high = (sum(one[side] for one in ranges) for side in (0, 1))
        found[column[0].blocks] = ReleasedCount(low, high, sum(cell.n or 0 for cell in column))
    return found


def _none(links: Sequence[Mapping[str, Any]]) -> bool:
    return all(link["word"] is None for link in links)
