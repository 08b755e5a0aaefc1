"""Two years of Millrace in figures, as its people lead takes them in; with who came and left."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from bothways.demo import firm
from bothways.demo.clock import Clock
from bothways.demo.stories import DATA, Somebody, everybody
from bothways.outcomes.actions import keep_measure, write_figures
from bothways.outcomes.measures import Kind
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.outcomes.months import Month, month_of
from bothways.outcomes.rules import Wanted

DAYS_A_MONTH = 20  # that each of them is planned to work
MENDED = Decimal("77.5")


def taking_in(clock: Clock) -> Callable[[datetime], None]:
    """Return the act of taking in two years of figures."""
    return lambda at: _take_in(clock, at)


def _take_in(clock: Clock, at: datetime) -> None:
    """Say what the firm counts of its own, take two years in, and mend one figure."""
    by = firm.person("M003")
    own = keep_measure(
        None,
        name=_("Orders out on time"),
        unit="%",
        better=OwnMeasure.Better.MORE,
        decimals=1,
        by=by,
        at=at,
    )
    last = month_of(at.date()).plus(-1)
    wanted = dict(_figures(own.code, last, clock))
    write_figures(wanted, by=by, source=Figure.Source.FILE, at=at, file_name="millrace.csv")
    mended: Wanted = {(last, Kind.DAYS_LOST): MENDED}
    write_figures(mended, by=by, source=Figure.Source.TYPED, at=at)


def _figures(own: str, last: Month, clock: Clock) -> Iterator[tuple[tuple[Month, str], Decimal]]:
    with (DATA / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for place, row in enumerate(rows):
        month = last.plus(1 - int(row["ago"]))
        not_gone_yet = sum(int(later["leavers_before"]) for later in rows[place + 1 :])
        people = sum(_is_here(who, month, clock) for who in everybody()) + not_gone_yet
        left = sum(_left_in(who, month, clock) for who in everybody())
        yield (month, Kind.HEADCOUNT), Decimal(people)
        yield (month, Kind.LEAVERS), Decimal(left + int(row["leavers_before"]))
        yield (month, Kind.DAYS_LOST), Decimal(row["days_lost"])
        yield (month, Kind.DAYS_PLANNED), Decimal(people * DAYS_A_MONTH)
        if row["days_to_decide"]:
            yield (month, Kind.DAYS_TO_DECIDE), Decimal(row["days_to_decide"])
        yield (month, own), Decimal(row["on_time"])


def _is_here(who: Somebody, month: Month, clock: Clock) -> bool:
    begun = who.joined_days_ago is None or clock.workday(who.joined_days_ago) <= month.last_day
    ended = who.left_days_ago is not None and clock.workday(who.left_days_ago) <= month.last_day
    return begun and not ended


def _left_in(who: Somebody, month: Month, clock: Clock) -> bool:
    return who.left_days_ago is not None and month_of(clock.workday(who.left_days_ago)) == month
