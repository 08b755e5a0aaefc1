"""What a file of figures would do: new, changed, the same, and what must be mended first."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bothways.outcomes import queries
from bothways.outcomes.measures import Measure, plain
from bothways.outcomes.models import FileDraft
from bothways.outcomes.months import Month
from bothways.outcomes.reading import Problem, read_figures
from bothways.outcomes.rules import Wanted, faults_of


@dataclass(frozen=True)
class Row:
    """One figure that would be written: what it is now ('' for nothing) and what it would be."""

    month: Month
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Preview:
    """What a file would do."""

    wanted: Wanted
    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    n_same: int
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.changed

    @property
    def digest(self) -> str:
        """The same for two that would do the same."""
        told = [(str(r.month), r.label, r.was, r.now) for r in (*self.new, *self.changed)]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def preview_of(draft: FileDraft, *, on: date) -> Preview:
    """Return what a draft would do now (3 queries). Raises FileRefusedError."""
    found = queries.table()
    figures = read_figures(bytes(draft.content), found.measures)
    measures = {measure.code: measure for measure in found.measures}
    kept: dict[tuple[Month, str], Decimal | None] = {
        (month, code): value
        for code, values in found.values.items()
        for month, value in values.items()
        if month in figures.rows
    }
    faults = [
        Problem(figures.rows.get(f.month, 0) if f.month else 0, _label(measures, f.measure), f.why)
        for f in faults_of(figures.wanted, measures, kept, on=on)
    ]
    rows = [
        _row(month, measures[code], kept.get((month, code)), value)
        for (month, code), value in sorted(figures.wanted.items())
        if kept.get((month, code)) != value
    ]
    return Preview(
        wanted=figures.wanted,
        new=tuple(row for row in rows if not row.was),
        changed=tuple(row for row in rows if row.was),
        n_same=len(figures.wanted) - len(rows),
        unread=tuple(figures.unread),
        problems=tuple(sorted([*figures.problems, *faults], key=lambda one: one.row)),
    )


def _row(month: Month, measure: Measure, was: Decimal | None, now: Decimal | None) -> Row:
    return Row(month, str(measure.label), _text(was), _text(now))


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _label(measures: dict[str, Measure], code: str) -> str:
    return str(measures[code].label) if code in measures else code
