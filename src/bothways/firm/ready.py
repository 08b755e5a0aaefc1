"""Three good first rounds, ready to announce. Their questions are the book's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bothways.people.queries import firm_language
from bothways.surveys.actions import minutes_for
from bothways.surveys.bank import Item, askable, by_code
from bothways.surveys.forms import RoundForm
from bothways.surveys.models import Round

LATER_ONLY = "U-FOL3"  # 'After the last survey, I saw something change': there was none yet


@dataclass(frozen=True)
class Ready:
    """A round that somebody who never made one can announce as it is."""

    key: str
    kind: str
    title: Promise
    asks: Promise
    shows: Promise
    codes: tuple[str, ...]

    @property
    def items(self) -> list[Item]:
        """Its questions, in the order of the book."""
        return by_code(self.codes)

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return minutes_for(len(self.codes))


TRUST = Ready(
    "trust",
    Round.Kind.PULSE,
    _("How is trust here?"),
    _("Trust in the people who run the firm and in one's own leader, and whether it is safe to "
      "speak up."),
    _("For each question, how many agree."),
    ("U-TRU1", "U-TRU2", "U-CON1", "U-PSY1", "U-PSY2", "U-PSY3", "U-SEN1", "U-SEN2"),
)  # fmt: skip
IN_THE_WAY = Ready(
    "way",
    Round.Kind.PULSE,
    _("What gets in the way?"),
    _("News, answers, fairness, thanks, learning, balance, being heard, promises that are kept."),
    _("For each question, how many agree, so that you see what to take up first."),
    ("U-COM1", "U-COM3", "U-FAI1", "U-FAI2", "U-REC1", "U-GRO1", "U-WLB1", "U-INC2", "U-FOL1"),
)  # fmt: skip
WHOLE = Ready(
    "whole",
    Round.Kind.SURVEY,
    _("The whole picture"),
    _("All of it, from trust to balance. It can be asked twice a year at most."),
    _("For each question, how the answers spread over the five options."),
    tuple(item.code for item in askable(Round.Kind.SURVEY) if item.code != LATER_ONLY),
)
READY = (TRUST, IN_THE_WAY, WHOLE)


def values_of(ready: Ready, *, opens_at: datetime, closes_at: datetime) -> dict[str, Any]:
    """Return what the actions of rounds take, with the title in the firm's own language."""
    with override(firm_language() or None):
        title = str(ready.title)
    form = RoundForm(
        {
            "title": title,
            "kind": ready.kind,
            "items": list(ready.codes),
            "own": "",
            "opens_at": opens_at,
            "closes_at": closes_at,
        }
    )
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    return form.values()


def ready_of(round_: Round) -> Ready | None:
    """Return which of the three a draft is, or None if somebody made it by hand."""
    codes = {question.code for question in round_.questions.all()}
    return next((r for r in READY if set(r.codes) == codes and r.kind == round_.kind), None)
