"""What each question of the book has shown here: how often asked, left out, and what it can show.

From released figures of the whole firm alone, so everybody may read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bothways.surveys.bank import all_items, construct_name
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure


@dataclass(frozen=True)
class Shown:
    """One question that was asked here: its last figure, and its statistics up to then."""

    asked: Asked
    counted: Counted  # the newest round that asked it
    figure: Figure | None
    item: Mapping[str, Any]

    @property
    def statistics(self) -> Mapping[str, Any]:
        """times, too_few, asked, answered, left_out, near_top."""
        found: Mapping[str, Any] = self.item["statistics"]
        return found

    @property
    def real_percent(self) -> int | None:
        """How much of the differences between groups is real, in percent, the last time."""
        real = self.item["real"]
        return None if real is None else round(real * 100)


@dataclass(frozen=True)
class Theme:
    """A construct with its questions, and how many of the book's were never asked here."""

    name: str
    shown: tuple[Shown, ...]
    unasked: tuple[str, ...]


def themes_of(rounds: Sequence[Counted]) -> tuple[Theme, ...]:
    """Return every construct of the book, and of own questions, with what was asked so far.

    rounds: the newest first.
    """
    shown = _newest(rounds)
    book: dict[str, list[str]] = {}
    for item in all_items():
        if item.scale == "agree":
            book.setdefault(item.construct, [])
            if item.code not in shown:
                book[item.construct].append(item.worded)
    constructs = dict.fromkeys([*book, *(construct for construct, _ in shown.values())])
    return tuple(
        Theme(
            construct_name(construct),
            tuple(one for its, one in shown.values() if its == construct),
            tuple(book.get(construct, ())),
        )
        for construct in constructs
    )


def _newest(rounds: Sequence[Counted]) -> dict[str, tuple[str, Shown]]:
    """Return for each question that was asked its construct and what the newest round says."""
    found: dict[str, tuple[str, Shown]] = {}
    for counted in rounds:
        for question in counted.released.questions:
            if question.id not in found:
                asked = counted.questions[question.id]
                figure = counted.firm_figure(question.id)
                item = counted.said.items[question.id]
                found[question.id] = question.construct, Shown(asked, counted, figure, item)
    return found
