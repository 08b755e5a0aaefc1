"""Reads of monthly figures."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from bothways.outcomes import registry
from bothways.outcomes.measures import EVERYBODYS, Kind, Measure, of_own, plain
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.outcomes.months import Month, month_of, months_between
from bothways.people.models import Person
from bothways.record.models import Entry

Values = Mapping[Month, Decimal]


@dataclass(frozen=True)
class Table:
    """Figures by measure and month, and the measures in their order, as they are now."""

    measures: tuple[Measure, ...]
    values: Mapping[str, Values]  # code -> month -> figure

    def of(self, code: str) -> Values:
        """The figures of one measure, {} where there are none."""
        return self.values.get(code, {})

    @property
    def months(self) -> list[Month]:
        """Every month from the first with any figure to the last, gaps included."""
        found = {month for values in self.values.values() for month in values}
        return list(months_between(min(found), max(found))) if found else []

    def newest(self, code: str) -> Month | None:
        """The last month that has a figure of this measure."""
        return max(self.of(code), default=None)


def measures() -> list[Measure]:
    """Return every measure that is counted now: the five, then the firm's own (1 query)."""
    own = OwnMeasure.objects.filter(dropped_on=None)
    return [*EVERYBODYS.values(), *(of_own(measure) for measure in own)]


def table(since: Month | None = None, until: Month | None = None) -> Table:
    """Return the figures of the measures that are counted now (2 queries)."""
    counted = measures()
    code_of = {(m.kind, m.own): m.code for m in counted}
    values: dict[str, dict[Month, Decimal]] = {}
    rows = Figure.objects.filter(_from(since) & _until(until)).order_by("year", "month")
    for year, month, kind, own, value in rows.values_list("year", "month", "kind", "own", "value"):
        code = code_of.get((kind, own))
        if code:
            values.setdefault(code, {})[Month(year, month)] = value
    return Table(tuple(counted), values)


def leaving(months: int = 24, *, on: date) -> Table:
    """Return leavers and headcount alone of the last months up to a day (1 query)."""
    wanted = (Kind.LEAVERS, Kind.HEADCOUNT)
    rows = Figure.objects.filter(_from(month_of(on).plus(-months)), kind__in=wanted)
    values: dict[str, dict[Month, Decimal]] = {}
    for year, month, kind, value in rows.values_list("year", "month", "kind", "value"):
        values.setdefault(kind, {})[Month(year, month)] = value
    return Table(tuple(EVERYBODYS[kind] for kind in wanted), values)


def figures_of(month: Month) -> dict[str, Decimal]:
    """Return what is written down of one month, by the measure's code (2 queries)."""
    found = table(month, month)
    return {code: values[month] for code, values in found.values.items()}


def mark_of(figures: Mapping[str, Decimal]) -> str:
    """Return a mark that is the same for the same figures."""
    told = sorted((code, plain(value)) for code, value in figures.items())
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Suggestion:
    """What Bothways itself knows of a month; None where it can't know."""

    values: Mapping[str, Decimal]
    known_since: date | None


def suggestion_for(month: Month) -> Suggestion:
    """Return headcount and leavers by the list of people, and what other rooms deliver.

    The list is known since the firm was named here; of months that began before that nobody can
    tell from it who was there. Never kept by itself: somebody looks at it and saves it.
    """
    founded = Entry.objects.filter(verb="organisation.named").order_by("id").first()
    since = founded.at.date() if founded else None
    values: dict[str, Decimal] = {}
    if since and month.last_day >= since:
        values[Kind.HEADCOUNT] = Decimal(_here_at_the_end_of(month))
    if since and month.first_day >= since:
        values[Kind.LEAVERS] = Decimal(_left_in(month))
    return Suggestion(values | delivered(month), since)


def delivered(month: Month) -> dict[str, Decimal]:
    """Return what other rooms have counted for a month, by the measure's code."""
    sources: Iterable[tuple[str, Callable[[Month], Decimal | None]]] = registry.SOURCES.items()
    found = ((code, source(month)) for code, source in sources)
    return {code: value for code, value in found if value is not None}


def _here_at_the_end_of(month: Month) -> int:
    day = month.last_day
    begun = Q(started_on=None) | Q(started_on__lte=day)
    here = Q(left_on=None) | Q(left_on__gt=day)
    stays = Q(leaves_on=None) | Q(leaves_on__gte=day)
    return Person.objects.filter(begun & here & stays).count()


def _left_in(month: Month) -> int:
    """Whoever has a last day named left on it; else on the day they were noted as leavers."""
    within = (month.first_day, month.last_day)
    named = Q(leaves_on__range=within, left_on__isnull=False)
    noted = Q(leaves_on=None, left_on__range=within)
    return Person.objects.filter(named | noted).count()


def _from(month: Month | None) -> Q:
    if month is None:
        return Q()
    return Q(year__gt=month.year) | Q(year=month.year, month__gte=month.month)


def _until(month: Month | None) -> Q:
    if month is None:
        return Q()
    return Q(year__lt=month.year) | Q(year=month.year, month__lte=month.month)
