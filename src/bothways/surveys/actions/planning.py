"""The plan of the year: another set for a month, nothing, and a month's round as a draft."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.people.models import Person
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys.actions.drafts import Asked, prepare_round
from bothways.surveys.bank import Item
from bothways.surveys.errors import NotPlannedError
from bothways.surveys.models import PlannedMonth, Round
from bothways.surveys.schedule import Month, items_of, plan_of_the_year, suggested

PLAN = "plan of the year"
OPENS, CLOSES = time(8), time(18)
OPEN_FOR = timedelta(days=7)


@transaction.atomic
def decide_month(first: date, what: str, *, by: Person, at: datetime) -> None:
    """Keep what is asked in a month, on the record; '' lets the plan say it again.

    The entry says what would have been asked and what is now. Raises NotPlannedError for a month
    that the plan does not reach.
    """
    stand_alone(PLAN)
    before = _month_of(first, at)
    what = what if what in PlannedMonth.What.values else ""
    if what == before.chosen:
        return
    if what:
        PlannedMonth.objects.update_or_create(month=first, defaults={"what": what})
    else:
        PlannedMonth.objects.filter(month=first).delete()
    after = _month_of(first, at)
    note("plan.changed", by=by, at=at, plan=f"{first:%Y-%m}", was=_told(before), now=_told(after))


def _month_of(first: date, at: datetime) -> Month:
    month = next((one for one in plan_of_the_year(at) if one.first == first), None)
    if month is None:
        raise NotPlannedError
    return month


def _told(month: Month) -> dict[str, object]:
    """Return what a month asks, for the record: a choice of PlannedMonth, and who made it."""
    return {"what": month.what or PlannedMonth.What.NOTHING, "by_plan": not month.chosen}


@transaction.atomic
def prepare_month(first: date, *, by: Person, at: datetime, leaders: bool = False) -> Round:
    """Return the draft of a month of the plan, made now unless it is there.

    Raises NotPlannedError for a month in which nothing is asked.
    """
    month = _month_of(first, at)
    on = month.leaders_on if leaders else month.on
    if on is None:
        raise NotPlannedError
    audience = Round.Audience.LEADERS if leaders else Round.Audience.EVERYONE
    opens = timezone.make_aware(datetime.combine(on, OPENS))
    there = Round.objects.filter(state=Round.State.DRAFT, audience=audience, opens_at=opens)
    return there.first() or prepare_round(
        by=by,
        title=_title(month, leaders=leaders),
        kind=_kind(month, leaders=leaders),
        audience=audience,
        questions=[_asked(item) for item in _items(month, leaders=leaders)],
        opens_at=opens,
        closes_at=timezone.make_aware(datetime.combine(on + OPEN_FOR, CLOSES)),
        at=at,
    )


def _title(month: Month, *, leaders: bool) -> str:
    when = {"month": date_format(month.first, "YEAR_MONTH_FORMAT")}
    if leaders:
        return _("Those who lead, %(month)s") % when
    if month.what == PlannedMonth.What.SURVEY:
        return _("Survey, %(month)s") % when
    return _("Pulse, %(month)s") % when


def _kind(month: Month, *, leaders: bool) -> str:
    is_survey = month.what == PlannedMonth.What.SURVEY and not leaders
    return Round.Kind.SURVEY if is_survey else Round.Kind.PULSE


def _items(month: Month, *, leaders: bool) -> list[Item]:
    if leaders:
        return suggested(Round.Kind.PULSE, Round.Audience.LEADERS)
    if month.what == PlannedMonth.What.SURVEY:
        return suggested(Round.Kind.SURVEY)
    return items_of(month.what)


def _asked(item: Item) -> Asked:
    return Asked(item.code, item.text, item.construct, item.version, item.keyed, item.about_leader)
