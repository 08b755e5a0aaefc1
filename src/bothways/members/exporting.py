"""The list of people as a file that an import reads again; no cell can be a formula."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from bothways.members.importing import Fate
from bothways.people.models import Line, Person

HEADER = [
    *("number", "name", "email", "unit", "manager", "title", "site", "started", "language"),
    *("last day", "also in", "matrix manager", "interim", "interim from", "interim until"),
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def people_as_csv(people: Iterable[Person]) -> str:
    """Return one row per person, with a header; `people` come with what it needs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for person in people:
        writer.writerow(
            [
                plain(cell)
                for cell in (
                    person.number,
                    person.name,
                    person.email,
                    person.unit.path,
                    _key_of(person.manager),
                    person.title,
                    person.site,
                    _day(person.started_on),
                    person.language,
                    _day(person.leaves_on),
                    "; ".join(also.unit.path for also in person.also.all()),
                    *_further_lines(person),
                )
            ]
        )
    return out.getvalue()


def _further_lines(person: Person) -> list[str]:
    """Return the cells of second leaders and of whoever stands in."""
    lines = list(person.lines.all())
    matrix = [_key_of(line.leader) for line in lines if line.kind == Line.Kind.MATRIX]
    interim = next((line for line in lines if line.kind == Line.Kind.INTERIM), None)
    if interim is None:
        return ["; ".join(matrix), "", "", ""]
    days = [_day(interim.from_on), _day(interim.until_on)]
    return ["; ".join(matrix), _key_of(interim.leader), *days]


def _key_of(person: Person | None) -> str:
    return (person.email or person.number or "") if person else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def problems_as_csv(fates: Iterable[Fate]) -> str:
    """Return one row per problem of a file, so that it can be mended beside it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("row"), _("sheet"), _("name"), _("column"), _("problem")])
    for fate in fates:
        for problem in fate.problems:
            row, _bracket, sheet = fate.row.partition(" (")
            cells = (row, sheet.removesuffix(")"), fate.name, problem.label, problem.reason)
            writer.writerow([plain(cell) for cell in cells])
    return out.getvalue()


def plain(cell: str | None) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = cell or ""
    return f"'{text}" if text.startswith(FORMULA) else text
