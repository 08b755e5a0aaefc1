"""Figures of Millrace, which most of these tests are about. The tests' day is 2 November 2026."""

from decimal import Decimal

import pytest

from bothways.outcomes.actions import keep_measure, write_figures
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.outcomes.months import Month
from bothways.people.models import Person
from tests.factories import NOW

OCTOBER = Month(2026, 10)


@pytest.fixture(autouse=True)
def on_the_tests_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the clock which months are over; the clock stands at the tests' day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def on_time(owner: Person) -> OwnMeasure:
    """An own measure: orders out on time, in %, more is better."""
    return keep_measure(
        None, name="Orders out on time", unit="%", better="more", decimals=1, by=owner, at=NOW
    )


def write(by: Person, month: Month = OCTOBER, **figures: object) -> None:
    """Write figures of a month down through the real action."""
    wanted = {
        (month, code): None if value is None else Decimal(str(value))
        for code, value in figures.items()
    }
    write_figures(wanted, by=by, source=Figure.Source.TYPED, at=NOW)


def write_year(by: Person, until: Month = OCTOBER, months: int = 12, **figures: object) -> None:
    """Write the same figures down for so many months."""
    for n in range(months):
        write(by, until.plus(-n), **figures)


def value(month: Month, kind: str) -> Decimal | None:
    """What stands there now."""
    found = Figure.objects.filter(year=month.year, month=month.month, kind=kind).first()
    return found.value if found else None
