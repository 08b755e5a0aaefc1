"""The page of outcomes: each measure with its sentence, its chart, its table, in a fixed order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from bothways.outcomes import sentences
from bothways.outcomes.charts import MonthsChart, TrustMark, months_chart, trust_marks
from bothways.outcomes.measures import Kind, Measure
from bothways.outcomes.months import Month, months_between
from bothways.outcomes.queries import Table
from bothways.outcomes.trustline import TrustLine

SHOWN = 24
FIRST = (Kind.LEAVERS, Kind.HEADCOUNT, Kind.DAYS_LOST, Kind.DAYS_TO_DECIDE)


@dataclass(frozen=True)
class Section:
    """One measure. top, bottom: the ends of its chart in words; desc: the chart for the ear."""

    key: str
    title: str
    said: Sequence[str]
    chart: MonthsChart | None = None
    top: str = ""
    bottom: str = ""
    desc: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    better: str = ""


@dataclass(frozen=True)
class Page:
    """All of it. months: what every chart shows from left to right."""

    months: Sequence[Month]
    sections: Sequence[Section]
    line: TrustLine
    trust: Sequence[TrustMark] = ()
    trust_rows: Sequence[Sequence[str]] = ()
    together: str = ""
    missing: Sequence[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing was ever written down."""
        return not any(section.chart for section in self.sections)

    @property
    def trust_heads(self) -> list[str]:
        return [_("Month"), _("Agreed"), _("True share, probably")]

    @property
    def trust_desc(self) -> str:
        """The trust line for the ear."""
        return "; ".join(f"{month}: {words}, {share}" for month, words, share in self.trust_rows)

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last month, as they stand under each chart."""
        return (self.months[0].short, self.months[-1].short) if self.months else ("", "")


def page_of(figures: Table, line: TrustLine) -> Page:
    """Return the page of these figures beside this trust line; reads no database."""
    months = shown_months(figures, line)
    shown = [point for point in line.points if point.month in months]
    by_code = {measure.code: measure for measure in figures.measures}
    order = [*FIRST, *(measure.code for measure in figures.measures if measure.own)]
    return Page(
        months=months,
        sections=[
            _section(f"m{at}", by_code[code], figures, months) for at, code in enumerate(order)
        ],
        line=line,
        trust=trust_marks(shown, months),
        trust_rows=[[point.month.words, point.words, point.share_words] for point in shown],
        together=sentences.goes_together(figures, line),
    )


def shown_months(figures: Table, line: TrustLine) -> list[Month]:
    """Return the last two years up to the newest figure; younger where there is less."""
    known = figures.months
    if not known:
        return []
    last = max([known[-1], *(point.month for point in line.points)])
    return list(months_between(max(known[0], last.plus(1 - SHOWN)), last))


def _section(key: str, measure: Measure, figures: Table, months: Sequence[Month]) -> Section:
    values: Mapping[Month, Decimal] = figures.of(measure.code)
    title, said = _title(measure), sentences.said_of(measure, figures)
    better = sentences.better_words(measure)
    if measure.code == Kind.DAYS_LOST and values:
        values = sentences.absence_shares(figures)
    shown = {month: float(values[month]) for month in months if month in values}
    if not shown:
        return Section(key, title, said, better=better)
    chart = months_chart(shown, months, is_bars=measure.code == Kind.LEAVERS)
    rows = _rows(measure, figures, months)
    return Section(
        key=key,
        title=title,
        said=said,
        chart=chart,
        top=_plain(chart.top),
        bottom=_plain(chart.bottom),
        desc="; ".join(f"{row[0]}: {row[-1]}" for row in rows),
        heads=_heads(measure),
        rows=rows,
        better=better,
    )


def _title(measure: Measure) -> str:
    if measure.code == Kind.DAYS_LOST:
        return _("Absence, days of 100 planned")
    return f"{measure.label}, {measure.unit}" if measure.unit else str(measure.label)


def _heads(measure: Measure) -> list[str]:
    if measure.code == Kind.DAYS_LOST:
        return [_("Month"), _("Days of absence"), _("Days planned"), _("Of 100 days")]
    return [_("Month"), str(measure.label)]


def _rows(measure: Measure, figures: Table, months: Sequence[Month]) -> list[list[str]]:
    """One row a month; one that is missing says so."""
    if measure.code == Kind.DAYS_LOST:
        planned = next(m for m in figures.measures if m.code == Kind.DAYS_PLANNED)
        shares = {m: sentences.one_digit(s) for m, s in sentences.absence_shares(figures).items()}
        return [
            [
                month.words,
                _cell(measure, figures, month),
                _cell(planned, figures, month),
                shares.get(month, _("missing")),
            ]
            for month in months
        ]
    return [[month.words, _cell(measure, figures, month)] for month in months]


def _cell(measure: Measure, figures: Table, month: Month) -> str:
    value = figures.of(measure.code).get(month)
    return _("missing") if value is None else measure.words(value)


def _plain(value: float) -> str:
    return sentences.one_digit(value) if value % 1 else f"{value:.0f}"
