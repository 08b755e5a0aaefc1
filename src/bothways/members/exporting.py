"""The list of people as a file that an import reads again; no cell can be a formula."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from bothways.members.importing import Fate
from bothways.people.models import Person

HEADER = ["number", "name", "email", "unit", "manager", "title", "site", "started", "language"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def people_as_csv(people: Iterable[Person]) -> str:
    """Return one row per person, with a header; `people` come with unit and manager."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for person in people:
        manager = person.manager
        writer.writerow(
            [
                plain(cell)
                for cell in (
                    person.number,
                    person.name,
                    person.email,
                    person.unit.path,
                    (manager.email or manager.number) if manager else "",
                    person.title,
                    person.site,
                    person.started_on.isoformat() if person.started_on else "",
                    person.language,
                )
            ]
        )
    return out.getvalue()


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
