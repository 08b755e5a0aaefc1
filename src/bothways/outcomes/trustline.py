"""The trust line beside outcomes: the firm's released share, by the month its round closed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from bothways.outcomes.months import Month, month_of
from bothways.pure.disclosure import Cell
from bothways.pure.measurement import released_interval
from bothways.results.queries import AGREES_FROM, in_words, releases
from bothways.surveys.models import RoundQuestion

TRUST = "TRU"
EVERYONE = "everyone"


@dataclass(frozen=True)
class TrustPoint:
    """What one round said: the month it closed in, how many agreed, where the true share is."""

    month: Month
    words: str
    published: tuple[float, float]
    probable: tuple[float, float]

    @property
    def middle(self) -> float:
        """The middle of where the true share probably lies."""
        return sum(self.probable) / 2

    @property
    def share_words(self) -> str:
        low, high = (round(share * 100) for share in self.probable)
        return _("%(low)d to %(high)d\u00a0%%") % {"low": low, "high": high}


@dataclass(frozen=True)
class TrustLine:
    """One question on trust over the rounds that asked it in the same words, oldest first."""

    text: str = ""
    language: str = ""
    points: Sequence[TrustPoint] = ()


def trust_line() -> TrustLine:
    """Return the newest rounds' first question on trust, from released values only (2 queries).

    Rounds that asked it in other words are no part of the line.
    """
    rounds = [(r, rel) for r, rel in releases() if getattr(r, "audience", EVERYONE) == EVERYONE]
    codes = [q.id for _round, released in rounds for q in released.questions if _is_trust(q)]
    if not codes:
        return TrustLine()
    rows = RoundQuestion.objects.filter(code=codes[0], round__in=[r for r, _ in rounds])
    asked = {question.round_id: question for question in rows}
    newest = next(asked[round_.pk] for round_, _ in rounds if round_.pk in asked)
    points = [
        _point(month_of(timezone.localtime(round_.closes_at).date()), cell)
        for round_, released in reversed(rounds)
        if _same(asked.get(round_.pk), newest)
        and (cell := released.of_firm(codes[0])) is not None
        and cell.n is not None
    ]
    return TrustLine(newest.worded, newest.worded_in, points)


def _is_trust(question: object) -> bool:
    return getattr(question, "construct", "") == TRUST


def _same(asked: RoundQuestion | None, newest: RoundQuestion) -> bool:
    if asked is None:
        return False
    shared = asked.texts.keys() & newest.texts.keys()
    in_words = (asked.version, asked.text) == (newest.version, newest.text)
    return in_words and all(asked.texts[one] == newest.texts[one] for one in shared)


def _point(month: Month, cell: Cell) -> TrustPoint:
    n = cell.n or 1
    low, high = cell.ge[AGREES_FROM]
    return TrustPoint(month, in_words(cell), (low / n, high / n), released_interval(low, high, n))
