"""The figures as a file: what goes out can be put in again."""

import csv
import io
from collections.abc import Sequence

from bothways.outcomes.measures import plain
from bothways.outcomes.months import Month
from bothways.outcomes.queries import Table

MONTH = "month"


def as_csv(figures: Table, *, otherwise: Sequence[Month] = ()) -> str:
    """Return one row a month, columns by the measures' codes; a month without figures is blank.

    otherwise: the months of a file to fill in, where nothing is written down yet.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([MONTH, *(measure.code for measure in figures.measures)])
    for month in figures.months or otherwise:
        found = (figures.of(measure.code).get(month) for measure in figures.measures)
        writer.writerow([str(month), *("" if value is None else plain(value) for value in found)])
    return out.getvalue()
