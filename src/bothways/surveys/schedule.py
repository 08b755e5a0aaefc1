"""The year of asking: which questions come when, so that nothing is asked more than once a quarter.

Pulses ask one set of three constructs a month, the sets in turn; what is in no set is asked by
the survey, at most twice a year. The plan follows from what was really asked: a month that was
missed is not made up for, its set comes next and the others move on behind it. Two sets are never
mixed in one round: a construct is compared with itself a quarter ago, and with nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from bothways.surveys.bank import Item, askable
from bothways.surveys.mirrors import leaders_items
from bothways.surveys.models import PlannedMonth, Round, RoundQuestion
from bothways.surveys.queries import BEGAN, held_since, last_counted

SETS: dict[str, tuple[str, ...]] = {
    "a": ("TRU", "PSY", "COM"),
    "b": ("FAI", "REC", "FOL"),
    "c": ("GRO", "WLB", "INC"),
}
PER_CONSTRUCT = 2
IN_A_PULSE = 6
CORE = ("TRU", "CON", "PSY")  # what those who lead are asked where nothing was counted yet
MIRRORED = "a"  # after this set those who lead people are asked, once a quarter
A_QUARTER = timedelta(days=91)  # thirteen weeks: the same day of the week
A_YEAR = timedelta(days=365)
SURVEYS_A_YEAR = 2
MONTHS = 12
TUESDAY = 1
AHEAD = timedelta(days=3)  # from announcing to opening
SOON = timedelta(days=45)
LEADERS_AFTER = timedelta(days=14)  # one box at a time, and everyone's is counted by then
LONG_AGO = date(1970, 1, 1)

What = PlannedMonth.What


@dataclass(frozen=True)
class Asked:
    """When things were asked last: each set, the surveys of a year, those who lead."""

    sets: Mapping[str, date]
    surveys: tuple[date, ...] = ()
    leaders: date = LONG_AGO


@dataclass(frozen=True)
class Month:
    """One month of the plan. on: when its box opens; None: nothing is asked, and `why` says so.

    what: a set, 'survey' or ''. why: 'skipped', 'quarter' (its questions were asked less than a
    quarter before) or 'twice' (two surveys in a year are enough); '' where something is asked.
    """

    first: date
    what: str
    chosen: str
    on: date | None
    why: str = ""
    leaders_on: date | None = None

    @property
    def constructs(self) -> tuple[str, ...]:
        """What a pulse of this month asks about."""
        return SETS.get(self.what, ())


def plan(today: date, asked: Asked, chosen: Mapping[date, str]) -> list[Month]:
    """Return the next twelve months; chosen: what somebody decided for the first day of a month."""
    months = []
    first = _tuesday(today + AHEAD).replace(day=1)  # a month with no day left is over
    for _number in range(MONTHS):
        month = _month(first, today, asked, chosen.get(first, ""))
        asked = _after(month, asked)
        months.append(month)
        first = _next(first)
    return months


def due(asked: Asked) -> str:
    """Return the set that was asked longest ago."""
    return min(SETS, key=lambda one: (asked.sets.get(one, LONG_AGO), one))


def _month(first: date, today: date, asked: Asked, chosen: str) -> Month:
    what = chosen if chosen in {*SETS, What.SURVEY} else due(asked)
    found = Month(first, what, chosen, None)
    if chosen == What.NOTHING:
        return replace(found, what="", why="skipped")
    day = max(_tuesday(first), _tuesday(today + AHEAD), _free_from(what, asked))
    if what == What.SURVEY and sum(one > day - A_YEAR for one in asked.surveys) >= SURVEYS_A_YEAR:
        return replace(found, why="twice")
    if day >= _next(first):
        return replace(found, why="quarter")
    mirror = what == MIRRORED and day + LEADERS_AFTER - asked.leaders >= A_QUARTER
    return replace(found, on=day, leaders_on=day + LEADERS_AFTER if mirror else None)


def _free_from(what: str, asked: Asked) -> date:
    """Return the first Tuesday on which none of it was asked within the quarter before."""
    sets = SETS if what == What.SURVEY else (what,)
    last = max(asked.sets.get(one, LONG_AGO) for one in sets)
    return _tuesday(last + A_QUARTER)


def _after(month: Month, asked: Asked) -> Asked:
    if month.on is None:
        return asked
    is_survey = month.what == What.SURVEY
    told = dict.fromkeys(SETS if is_survey else (month.what,), month.on)
    return Asked(
        {**asked.sets, **told},
        (*asked.surveys, month.on) if is_survey else asked.surveys,
        month.leaders_on or asked.leaders,
    )


def _tuesday(day: date) -> date:
    return day + timedelta(days=(TUESDAY - day.weekday()) % 7)


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def asked_so_far(at: datetime) -> Asked:
    """Return when each set, the surveys of this year and those who lead were asked last."""
    began: dict[str, date] = {}
    held = held_since(at - A_YEAR).filter(audience=Round.Audience.EVERYONE)
    rows = RoundQuestion.objects.filter(round__in=held).values_list("code", "round_id")
    days = {pk: timezone.localdate(day) for pk, day in held.values_list("pk", BEGAN)}
    of_set = {item.code: one for one in SETS for item in items_of(one)}
    for code, round_id in rows:
        if code in of_set:
            began[of_set[code]] = max(began.get(of_set[code], LONG_AGO), days[round_id])
    surveys = held.filter(kind=Round.Kind.SURVEY).values_list("pk", flat=True)
    return Asked(began, tuple(sorted(days[pk] for pk in surveys)), _leaders_asked(at))


def _leaders_asked(at: datetime) -> date:
    held = held_since(at - A_YEAR).filter(audience=Round.Audience.LEADERS)
    days = [timezone.localdate(day) for _pk, day in held.values_list("pk", BEGAN)]
    return max(days, default=LONG_AGO)


def plan_of_the_year(at: datetime) -> list[Month]:
    """Return the next twelve months as they follow from what was asked and decided (4 queries)."""
    chosen = dict(PlannedMonth.objects.values_list("month", "what"))
    return plan(timezone.localdate(at), asked_so_far(at), chosen)


def items_of(one: str) -> list[Item]:
    """Return the questions of a set: two of each construct, the same ones each time."""
    items = askable(Round.Kind.PULSE)
    return [
        item
        for construct in SETS[one]
        for item in [each for each in items if each.construct == construct][:PER_CONSTRUCT]
    ]


def suggested(kind: str, audience: str = Round.Audience.EVERYONE) -> list[Item]:
    """Return the items to ask next: for a pulse the set that was asked longest ago.

    Those who lead people are asked the mirror of what everyone was asked last.
    """
    if audience == Round.Audience.LEADERS:
        return _mirror_of_the_last(kind)
    if kind == Round.Kind.SURVEY:
        return list(askable(kind))
    return items_of(due(asked_so_far(timezone.now())))


def _mirror_of_the_last(kind: str) -> list[Item]:
    last = last_counted()
    core = [{"id": code, "construct": code, "keyed": "+"} for code in CORE]
    asked = last.rules["questions"] if last else core
    return leaders_items(asked, kind=kind)[: None if kind == Round.Kind.SURVEY else IN_A_PULSE]
