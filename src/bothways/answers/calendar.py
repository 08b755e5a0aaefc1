"""By when results have to be answered, for the calendars of those who see to it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from bothways.answers.queries import owed_now
from bothways.notifications.calendar import Day, dated
from bothways.notifications.weekly import moment_of
from bothways.people.models import Person, Role
from bothways.surveys.models import Round
from bothways.surveys.schedule import plan_of_the_year

SEE_TO_IT = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


@dated
def days_of_owed_answers(person: Person, on: date) -> Iterator[Day]:
    """The day on which the next box is to open, which it can't before the last result is answered.

    It is that of the next draft, else that of the plan; where neither names one there is no day.
    """
    if not person.role_kinds & SEE_TO_IT:
        return
    owed: dict[Round, int] = {}
    for entry in owed_now(on):
        if entry.round is not None:
            owed[entry.round] = owed.get(entry.round, 0) + 1
    for round_, n in owed.items():
        opens = _next_opens(round_, on)
        if opens is not None:
            yield Day(
                key=f"owed-{round_.pk}",
                on=opens,
                title=_title(round_, n),
                link=f"{reverse('answers:list')}?round={round_.pk}",
            )


def _next_opens(round_: Round, on: date) -> date | None:
    """Return when the same people are to be asked next."""
    drafts = Round.objects.filter(state=Round.State.DRAFT, audience=round_.audience)
    ahead = drafts.exclude(kind=Round.Kind.PROMISES).filter(opens_at__gte=moment_of(on))
    first = ahead.order_by("opens_at").first()
    if first is not None:
        return localdate(first.opens_at)
    months = plan_of_the_year(moment_of(on))
    leaders = round_.audience == Round.Audience.LEADERS
    planned = (month.leaders_on if leaders else month.on for month in months)
    return next((day for day in planned if day is not None and day >= on), None)


def _title(round_: Round, n: int) -> str:
    return ngettext(
        "Before the next round: %(n)d question of “%(title)s” asks for an answer",
        "Before the next round: %(n)d questions of “%(title)s” ask for an answer",
        n,
    ) % {"n": n, "title": round_.title}
