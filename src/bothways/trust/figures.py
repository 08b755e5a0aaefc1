"""A released cell as a figure for a page: how many people agreed, and how sure that is.

Nothing here reads a database. What goes in was released; what comes out are counts of people,
words for ranges, and the places that the charts need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bothways.pure.disclosure import Cell
from bothways.pure.measurement.nonresponse import few_answered, share_if_the_silent_agree_half
from bothways.pure.reading import AGREES_FROM
from bothways.ui.charts import MOST_DOTS

NBSP = "\u00a0"

Range = tuple[float, float]


@dataclass(frozen=True)
class Figure:
    """How many agreed with one question in one set of people, as far as it was released.

    answered: how many answered it, None where too few did; at_least: for each published option
    the released range of how many chose it or a higher one; probable: where the true share lies.
    together: a group's share read together with the other groups': the estimate and its ends.
    """

    question: str
    asked: int
    answered: int | None
    fewer_than: int
    at_least: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    probable: Range = (0.0, 1.0)
    together: tuple[float, float, float] | None = None

    @property
    def is_too_few(self) -> bool:
        """No figure was released, for anyone."""
        return self.answered is None

    @property
    def agree(self) -> tuple[int, int]:
        """The released range of how many agreed."""
        return self.at_least[AGREES_FROM]

    @property
    def is_exact(self) -> bool:
        """The released range is one number."""
        return self.agree[0] == self.agree[1]

    @property
    def says_nothing(self) -> bool:
        """The range goes from nobody to everyone."""
        return self.agree == (0, self.answered)

    @property
    def published(self) -> Range:
        """The released range as shares."""
        total = self.answered or 1
        return self.agree[0] / total, self.agree[1] / total

    @property
    def band(self) -> Range:
        """What is drawn as the band: read together with the other groups where that was done."""
        return self.together[1:] if self.together else self.probable

    @property
    def tick(self) -> float | None:
        """Where the estimate stands in the band; None where there is none beside the answers."""
        return self.together[0] if self.together else None

    @property
    def silent(self) -> int:
        """How many did not answer this question."""
        return self.asked - (self.answered or 0)

    @property
    def has_dots(self) -> bool:
        """Few enough people to draw each of them."""
        return not self.is_too_few and self.asked <= MOST_DOTS

    @property
    def has_spread(self) -> bool:
        """The whole distribution was released, not one threshold."""
        return len(self.at_least) > 1

    @property
    def few_answered(self) -> bool:
        """Less than seven in ten answered."""
        return self.answered is not None and few_answered(self.answered, self.asked)

    @property
    def words(self) -> str:
        """'31 of 46', 'at least 9 of 12', or 'too few to tell'."""
        if self.answered is None:
            return _("too few to tell")
        return range_words(*self.agree, of=self.answered)

    @property
    def too_few_words(self) -> str:
        """The sentence in the place of the chart."""
        return _(
            "Too few to tell. Fewer than %(floor)d people answered this question, so there is "
            "no figure, for anyone."
        ) % {"floor": self.fewer_than}

    @property
    def share_words(self) -> str:
        """'53 to 80 %' for a table."""
        low, high = percents(self.band)
        if self.is_too_few:
            return ""
        if high == 100:
            return _("above %(low)d\u00a0%%") % {"low": low}
        if low == 0:
            return _("below %(high)d\u00a0%%") % {"high": high}
        return _("%(low)d to %(high)d\u00a0%%") % {"low": low, "high": high}

    @property
    def sentence(self) -> str:
        """Where the true share probably is, in a sentence."""
        if self.says_nothing and not self.together:
            return _("Any exact number would show too much about single people.")
        return share_sentence(self.band)

    @property
    def if_the_silent_agree_less(self) -> str:
        """What it would be if those who did not answer agreed half as often."""
        answered = self.answered or 0
        low, high = percents(share_if_the_silent_agree_half(self.band, answered, self.asked))
        return _(
            "Fewer than 7 in 10 answered. If those who did not answer agree half as often, "
            "the true share is between %(low)d and %(high)d\u00a0%%."
        ) % {"low": low, "high": high}

    @property
    def desc(self) -> str:
        """The numbers of the band, for whoever hears the page."""
        return _("%(words)s agreed. %(sentence)s") % {
            "words": self.words,
            "sentence": self.sentence,
        }

    @property
    def dots_desc(self) -> str:
        """The numbers of the dots, for whoever hears the page."""
        low, high = self.agree
        return _(
            "%(agree)d filled dots for people who agree. %(held)d hatched dots for answers held "
            "back to protect people. %(no)d rings for people who do not agree. %(silent)d small "
            "dots for people who did not answer. The order means nothing."
        ) % {
            "agree": low,
            "held": high - low,
            "no": (self.answered or 0) - high,
            "silent": self.silent,
        }

    @property
    def spread_words(self) -> list[str]:
        """For 'strongly agree', 'agree or strongly', ... down: how many, for a table."""
        total = self.answered or 0
        return [range_words(*self.at_least[t], of=total) for t in sorted(self.at_least)[::-1]]

    @property
    def spread_desc(self) -> str:
        """The numbers of the spread, for whoever hears the page."""
        said = zip(spread_heads(), self.spread_words, strict=True)
        return "; ".join(f"{head}: {words}" for head, words in said) + "."


def figure_of(
    cell: Cell, *, asked: int, probable: Range, together: Sequence[float] | None = None
) -> Figure:
    """Turn a released cell into a figure.

    asked: how many people of these blocks were asked. probable, together: where the true share
    lies, alone and read together with other groups, from the round's reading.
    """
    if cell.n is None:
        return Figure(cell.question, asked, None, fewer_than=(cell.n_max or 0) + 1)
    return Figure(
        question=cell.question,
        asked=asked,
        answered=cell.n,
        fewer_than=0,
        at_least=cell.ge,
        probable=probable,
        together=(together[0], together[1], together[2]) if together else None,
    )


def share_sentence(share: Range) -> str:
    """Where a true share probably is, in a sentence."""
    low, high = percents(share)
    if high == 100:
        return _("The true share is probably above %(low)d\u00a0%%.") % {"low": low}
    if low == 0:
        return _("The true share is probably below %(high)d\u00a0%%.") % {"high": high}
    return _("The true share is probably between %(low)d and %(high)d\u00a0%%.") % {
        "low": low,
        "high": high,
    }


def range_words(low: int, high: int, *, of: int) -> str:
    """A released range in words: never a sign, never a lone percentage."""
    numbers = {"low": low, "high": high, "n": of}
    if low == high:
        return _("%(low)d of %(n)d") % numbers
    if (low, high) == (0, of):
        return _("none to all of %(n)d") % numbers
    if high == of:
        return _("at least %(low)d of %(n)d") % numbers
    if low == 0:
        return _("at most %(high)d of %(n)d") % numbers
    return _("between %(low)d and %(high)d of %(n)d") % numbers


def spread_heads() -> list[str]:
    """The cumulative options, from 'strongly agree' down."""
    return [
        _("Strongly agree"),
        _("Agree, or strongly"),
        _("Neither, or more"),
        _("Disagree, or more"),
    ]


def percents(shares: Range) -> tuple[int, int]:
    """(0.5333, 0.8) is (53, 80)."""
    return round(shares[0] * 100), round(shares[1] * 100)
