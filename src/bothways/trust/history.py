"""One question over the rounds that asked it in the same words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.trust.change import change_words
from bothways.trust.counted import Asked, Counted
from bothways.trust.figures import Figure
from bothways.ui.charts import Point

MOST_POINTS = 12


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
    """What the rounds said, oldest first."""

    asked: Asked
    moments: tuple[Moment, ...]

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
        return self._change(0)

    @property
    def since_last(self) -> str:
        """What changed between the last but one and the last."""
        return self._change(-2)

    def _change(self, place: int) -> str:
        if len(self.with_figure) < 2:
            return ""
        return change_words(self.with_figure[place].figure, self.with_figure[-1].figure)


def history_of(asked: Asked, rounds: Iterable[Counted]) -> History:
    """Return the history of a question; `rounds` come newest first."""
    newest = islice(_moments(asked, rounds), MOST_POINTS)
    return History(asked, tuple(newest)[::-1])


def last_time(asked: Asked, older: Iterable[Counted]) -> Moment | None:
    """Return the last round before that asked it in the same wording."""
    return next(_moments(asked, older), None)


def _moments(asked: Asked, rounds: Iterable[Counted]) -> Iterator[Moment]:
    for counted in rounds:
        if asked.asks_the_same(counted.questions.get(asked.code)):
            figure = counted.firm_figure(asked.code)
            if figure:
                yield Moment(counted.round.closes_at, figure)
