"""What each question of the book has shown here: how often asked, left out, and what it can show.

From released figures of the whole firm alone, so everybody may read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from bothways.surveys.bank import all_items, construct_name
from bothways.surveys.models import OWN
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure


@dataclass(frozen=True)
class Shown:
    """One question that was asked here: its last figure, and its statistics up to then."""

    asked: Asked
    counted: Counted  # the newest round that asked it
    figure: Figure | None
    item: Mapping[str, Any]
    is_newest: bool = True  # of its versions

    @property
    def topic(self) -> str:
        """The heading of an own question, '' where it has none."""
        return construct_name(self.asked.topic)

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
    is_own: bool = False


def themes_of(rounds: Sequence[Counted]) -> tuple[Theme, ...]:
    """Return every construct of the book, then the own questions, with what was asked so far.

    Each version of an own question stands by itself. rounds: the newest first.
    """
    shown = _newest(rounds)
    own = _own(rounds)
    book: dict[str, list[str]] = {}
    for item in all_items():
        if item.scale == "agree":
            book.setdefault(item.construct, [])
            if item.code not in shown:
                book[item.construct].append(item.worded)
    constructs = dict.fromkeys([*book, *(construct for construct, _ in shown.values())])
    themes = tuple(
        Theme(
            construct_name(construct),
            tuple(one for its, one in shown.values() if its == construct),
            tuple(book.get(construct, ())),
        )
        for construct in constructs
    )
    return (*themes, Theme(_("Our own questions"), own, (), is_own=True)) if own else themes


def _newest(rounds: Sequence[Counted]) -> dict[str, tuple[str, Shown]]:
    """Return for each question that was asked its construct and what the newest round says."""
    found: dict[str, tuple[str, Shown]] = {}
    for counted in rounds:
        for question in counted.released.questions:
            if question.id not in found and not question.id.startswith(OWN):
                found[question.id] = question.construct, _shown(counted, question.id)
    return found


def _own(rounds: Sequence[Counted]) -> tuple[Shown, ...]:
    """Return each version of each own question with what its newest round says, newest first."""
    found: dict[tuple[str, int], Shown] = {}
    newest: dict[str, int] = {}
    for counted in rounds:
        for code, asked in counted.questions.items():
            if code.startswith(OWN) and (code, asked.version) not in found:
                is_newest = newest.setdefault(code, asked.version) == asked.version
                shown = replace(_shown(counted, code), is_newest=is_newest)
                found[code, asked.version] = shown
    return tuple(one for code in newest for (its, _v), one in found.items() if its == code)


def _shown(counted: Counted, code: str) -> Shown:
    item = counted.said.items[code]
    return Shown(counted.questions[code], counted, counted.firm_figure(code), item)
