"""What can be measured in a month: five measures that every firm has, and its own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.outcomes.models import Figure, OwnMeasure

Kind = Figure.Kind


@dataclass(frozen=True)
class Measure:
    """One measure as pages, files and programs know it. `own` is its key, None for the five."""

    code: str
    label: str | Promise
    decimals: int
    unit: str = ""
    better: str = OwnMeasure.Better.NEITHER
    own: int | None = None

    @property
    def kind(self) -> str:
        """Which of the kinds its figures have."""
        return str(Kind.OWN) if self.own else self.code

    def words(self, value: Decimal | float) -> str:
        """A figure with its unit, in the reader's language: '94.5 %'."""
        plain = number_format(round(Decimal(value), self.decimals), self.decimals, use_l10n=True)
        return f"{plain}\u00a0{self.unit}" if self.unit else plain


EVERYBODYS: dict[str, Measure] = {
    kind: Measure(str(kind), label, decimals, better=better)
    for kind, label, decimals, better in (
        (Kind.HEADCOUNT, _("People on the last day"), 0, OwnMeasure.Better.NEITHER),
        (Kind.LEAVERS, _("People who left"), 0, OwnMeasure.Better.LESS),
        (Kind.DAYS_LOST, _("Days of absence"), 1, OwnMeasure.Better.LESS),
        (Kind.DAYS_PLANNED, _("Days planned"), 1, OwnMeasure.Better.NEITHER),
        (Kind.DAYS_TO_DECIDE, _("Days from question to decision"), 1, OwnMeasure.Better.LESS),
    )
}


def of_own(own: OwnMeasure) -> Measure:
    """Return an own measure as any other."""
    return Measure(own.code, own.name, own.decimals, own.unit, own.better, own.pk)


def plain(value: Decimal) -> str:
    """Return a figure as files, programs and the record have it: '4.5', never '4.500'."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_number(value: Decimal, decimals: int) -> Any:
    """Return a figure as JSON has it: a whole number where the measure has no digits."""
    return int(value) if decimals == 0 else float(plain(value))
