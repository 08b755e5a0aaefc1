"""One question over the rounds that asked it in the same words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.trust.change import words_of
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure
from bothways.ui.charts import Point


@dataclass(frozen=True)
class Moment:
    """What one round said."""

    closed_at: datetime
    figure: Figure

    @property
    def month(self) -> str:
        """'Oct ’26', in the reader's language."""
        return date_format(timezone.localtime(self.closed_at), "SHORT_YEAR_MONTH_FORMAT")


@dataclass(frozen=True)
class History:
    """What the rounds said, oldest first. item: what the newest one's reading says of it."""

    asked: Asked
    moments: tuple[Moment, ...]
    item: Mapping[str, Any]

    @property
    def last(self) -> Figure:
        """What the newest round said."""
        return self.moments[-1].figure

    @cached_property
    def with_figure(self) -> list[Moment]:
        """The rounds that have a figure; the others leave a gap."""
        return [moment for moment in self.moments if not moment.figure.is_too_few]

    @property
    def points(self) -> list[Point]:
        """What the chart draws."""
        return [
            Point(moment.month, moment.figure.probable, moment.figure.published)
            for moment in self.with_figure
        ]

    @property
    def desc(self) -> str:
        """The numbers of the chart, for whoever hears the page."""
        return "; ".join(f"{moment.month}: {moment.figure.desc}" for moment in self.with_figure)

    @property
    def heads(self) -> list[str]:
        """The head of the table."""
        return [_("Round"), _("Agreed"), _("True share, probably")]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        return [[m.month, m.figure.words, m.figure.share_words] for m in self.moments]

    @property
    def since_first(self) -> str:
        """What changed between the first and the last."""
        return self._words("since_first")

    @property
    def since_last(self) -> str:
        """What changed between the last but one and the last."""
        return self._words("since_last")

    def _words(self, name: str) -> str:
        return words_of(self.item[name]) if self.item[name] else ""


def history_of(counted: Counted, code: str, rounds: Iterable[Counted]) -> History:
    """Return the history of a question up to a round; `rounds` are those that may be in it."""
    by_id = {one.round.pk.hex: one for one in rounds}
    item = counted.said.items[code]
    then = (by_id[past["round"]] for past in item["past"] if past["round"] in by_id)
    moments = tuple(
        Moment(one.round.closes_at, one.firm_figure_in(cell, counted.said))
        for one in then
        if (cell := one.released.of_firm(code))
    )
    return History(counted.questions[code], moments, item)
