"""The days of decisions for somebody's own calendar."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bothways.decisions.models import SILENT_AFTER, Decision
from bothways.decisions.queries import with_people
from bothways.notifications.calendar import Day, dated
from bothways.people.models import Person, Role


@dated
def days_of_decisions(person: Person, on: date) -> Iterator[Day]:
    """The days to look again, and by when an answer is owed, for those who answer (3 queries).

    Where nobody who decided is here any more, these are the owners.
    """
    stands = Q(replaced_on=None, look_again_on__isnull=False)
    due = Decision.objects.filter(stands | Q(n_answered__lt=F("n_questions")))
    is_owner = person.has_role(Role.Kind.OWNER)
    mine = due if is_owner else due.filter(Q(deciders__person=person) | Q(made_by=person))
    for decision in with_people(mine).distinct():
        owing = decision.answered_by()
        if person in owing or (is_owner and not owing):
            yield from _days(decision)


def _days(decision: Decision) -> Iterator[Day]:
    page = reverse("decisions:one", args=[decision.pk])
    if decision.replaced_on is None and decision.look_again_on is not None:
        yield Day(
            key=f"decision-{decision.pk}",
            on=decision.look_again_on,
            title=_("Look at it again: %(question)s") % {"question": decision.question},
            link=page,
            n_moves=decision.version - 1,
        )
    if decision.waits_since is not None:
        yield Day(
            key=f"decision-{decision.pk}-answer",
            on=decision.waits_since + SILENT_AFTER,
            title=_("An answer is owed: %(question)s") % {"question": decision.question},
            link=page,
            words=_("The day after, everyone sees that it is silent."),
            n_moves=decision.n_answered,
        )
