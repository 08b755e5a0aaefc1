"""What a figure must be, whoever writes it down: form, file, program or another room."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.outcomes.errors import Fault
from bothways.outcomes.measures import Kind, Measure
from bothways.outcomes.months import FIRST_YEAR, Month

MOST = Decimal(999_999_999)

Wanted = Mapping[tuple[Month, str], Decimal | None]
"""(month, code of a measure) -> the figure it shall have, None to take it away."""


def faults_of(
    wanted: Wanted, measures: Mapping[str, Measure], kept: Wanted, *, on: date
) -> list[Fault]:
    """Return why these figures can't be written down, [] if they can.

    kept: what is written down already, of the months that are wanted.
    """
    found = [
        Fault(month, code, why)
        for (month, code), value in wanted.items()
        for why in _why_not(month, measures.get(code), value, on)
    ]
    return found or list(_more_lost_than_planned({**kept, **wanted}))


def month_fault(month: Month, on: date) -> str:
    """Return why nothing can be written down of a month, '' if it can."""
    if not month.is_over(on):
        return _("%(month)s is not over. Write its figures down from %(day)s on.") % {
            "month": month.words,
            "day": date_format(month.plus(1).first_day),
        }
    if month.year < FIRST_YEAR:
        return _("%(month)s is too long ago.") % {"month": month.words}
    return ""


def value_fault(measure: Measure, value: Decimal) -> str:
    """Return why this is no figure of a measure, '' if it is one."""
    if not value.is_finite() or abs(value) > MOST:
        return _("This is no figure that fits. Write a number below 1,000,000,000.")
    if measure.own is None and value < 0:
        return _("There is nothing below 0 to count. Write 0 or more.")
    if value != round(value, measure.decimals):
        if measure.decimals == 0:
            return _("Write a whole number.")
        return _("Write at most %(n)d digits after the point.") % {"n": measure.decimals}
    return ""


def _why_not(
    month: Month, measure: Measure | None, value: Decimal | None, on: date
) -> Iterator[str]:
    if measure is None:
        yield _("There is no such measure. Choose one that this firm counts.")
        return
    why = month_fault(month, on) or (value_fault(measure, value) if value is not None else "")
    if why:
        yield why


def _more_lost_than_planned(after: Wanted) -> Iterator[Fault]:
    for month in sorted({month for month, _code in after}):
        lost, planned = after.get((month, Kind.DAYS_LOST)), after.get((month, Kind.DAYS_PLANNED))
        if lost is not None and planned is not None and lost > planned:
            yield Fault(
                month,
                Kind.DAYS_LOST,
                _("%(month)s has more days of absence than days planned. Look which is wrong.")
                % {"month": month.words},
            )
