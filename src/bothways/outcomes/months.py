"""A month as a value: '2026-10', the days in it, and the months between two."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format

FIRST_YEAR, LAST_YEAR = 2000, 2199
WRITTEN = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


class Month(NamedTuple):
    """A calendar month; months compare as they follow one another."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def ordinal(self) -> int:
        """Months since the year 0, to count with."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return self.plus(1).first_day - timedelta(days=1)

    @property
    def words(self) -> str:
        """'October 2026', in the reader's language."""
        return date_format(self.first_day, "YEAR_MONTH_FORMAT")

    @property
    def short(self) -> str:
        """'Oct ’26', in the reader's language."""
        return date_format(self.first_day, "SHORT_YEAR_MONTH_FORMAT")

    def plus(self, n: int) -> "Month":
        """The month n months later, earlier below 0."""
        return from_ordinal(self.ordinal + n)

    def is_over(self, on: date) -> bool:
        """Its last day is behind us."""
        return self.last_day < on


def from_ordinal(ordinal: int) -> Month:
    """Return the month that is so many months after the year 0."""
    return Month(ordinal // 12, ordinal % 12 + 1)


def month_of(day: date) -> Month:
    """Return the month in which a day lies."""
    return Month(day.year, day.month)


def month_from(text: str) -> Month | None:
    """Return what '2026-10' means, None where it is no month between 2000 and 2199."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    is_one = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return Month(year, month) if is_one else None


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Yield each month from first to last, both included."""
    yield from (from_ordinal(at) for at in range(first.ordinal, last.ordinal + 1))
