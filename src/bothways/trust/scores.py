"""A score out of 5 for a page: one decimal, how many answered, and where the true value lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from bothways.pure.measurement.change import smallest_change
from bothways.pure.measurement.nonresponse import few_answered, score_if_the_silent_are_lower
from bothways.trust.change import words_of

LEAST, MOST = 1, 5

Range = tuple[float, float]


@dataclass(frozen=True)
class Score:
    """One construct's score for the firm or a group, as its reading has it.

    raw: between which means the released figures leave what was answered.
    """

    estimate: float
    probable: Range
    raw: Range
    answered: int
    asked: int
    pooled: bool
    change: str = ""
    differs: str = ""

    @property
    def words(self) -> str:
        """'3.6 out of 5'."""
        return _("%(score)s out of 5") % {"score": decimal(self.estimate)}

    @property
    def sentence(self) -> str:
        """How many answered, and where the true value probably lies."""
        low, high = self.probable
        return _(
            "With %(n)d of %(asked)d answering, the true value is probably between %(low)s and "
            "%(high)s."
        ) % {"n": self.answered, "asked": self.asked, "low": decimal(low), "high": decimal(high)}

    @property
    def raw_words(self) -> str:
        """What was answered, as far as it was released."""
        low, high = (decimal(end) for end in self.raw)
        if low == high:
            return _("Their answers alone: %(score)s.") % {"score": low}
        return _("Their answers alone: between %(low)s and %(high)s.") % {"low": low, "high": high}

    @property
    def few_answered(self) -> bool:
        """Less than seven in ten answered."""
        return few_answered(self.answered, self.asked)

    @property
    def what_would_show(self) -> str:
        """How small a change so many people can show at all."""
        return _("Among %(n)d people, a change below about %(points)s would not show clearly.") % {
            "n": self.answered,
            "points": decimal(smallest_change(self.answered)),
        }

    @property
    def if_the_silent_are_lower(self) -> str:
        """What it would be if those who did not answer are half a point lower."""
        low, high = score_if_the_silent_are_lower(self.probable, self.answered, self.asked)
        return _(
            "Fewer than 7 in 10 answered. If those who did not answer are half a point lower, the "
            "true value is between %(low)s and %(high)s."
        ) % {"low": decimal(low), "high": decimal(high)}

    @property
    def band(self) -> Range:
        """Where the true value probably lies, along a line from 1 to 5."""
        return along(self.probable[0]), along(self.probable[1])

    @property
    def published(self) -> Range:
        """What was answered, along the same line."""
        return along(self.raw[0]), along(self.raw[1])

    @property
    def tick(self) -> float:
        """The estimate, along the same line."""
        return along(self.estimate)

    @property
    def desc(self) -> str:
        """The numbers of the band, for whoever hears the page."""
        return f"{self.words}. {self.sentence} {self.raw_words}"


def score_of(
    said: Mapping[str, Any],
    *,
    change: Mapping[str, Any] | None = None,
    to_compare: bool = False,
) -> Score:
    """Turn what a reading says of a construct into a score.

    Of a group: of the people there now, or, to compare it with others, of what it is like.
    change: what became of it, where this person may know it.
    """
    of_group = said.get("climate" if to_compare else "now")
    estimate, low, high = of_group or said["score"]
    return Score(
        estimate=estimate,
        probable=(low, high),
        raw=(said["raw"][0], said["raw"][1]),
        answered=said["answered"],
        asked=said["asked"],
        pooled=said.get("pooled", False),
        change=words_of(change) if change else "",
        differs=differs_words(said.get("differs")),
    )


def differs_words(differs: Mapping[str, Any] | None) -> str:
    """Say whether a group differs from the firm: clearly, maybe, or not so that one could tell."""
    if differs is None:
        return ""
    return {
        ("up", "clearly"): _("Clearly higher than the firm"),
        ("down", "clearly"): _("Clearly lower than the firm"),
        ("up", "probably"): _("Maybe higher than the firm"),
        ("down", "probably"): _("Maybe lower than the firm"),
    }.get((differs["went"], differs["how"]), _("No clear difference from the firm"))


def decimal(value: float) -> str:
    """3.58 is '3.6', or '3,6' where one writes so."""
    return str(number_format(round(value, 1), 1))


def along(value: float) -> float:
    """A score as a place on the line from 1 to 5, 0 to 1."""
    return min(1.0, max(0.0, (value - LEAST) / (MOST - LEAST)))
