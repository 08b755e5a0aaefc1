"""What is left of the first hour stands in the week of whoever sets up."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.firm.path import Left, what_is_left
from bothways.notifications.weekly import NEEDS_ME, Line, Lines, in_words, weekly
from bothways.people.models import Person, Role
from bothways.surveys.models import Round

SETTING_UP = 60
SETS_UP = frozenset({Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD})


@weekly(NEEDS_ME)
def the_first_hour(people: Sequence[Person], on: date) -> Lines:
    """The next step on the way to the first round, until one was counted."""
    if len(people) > 1 and Round.objects.filter(state=Round.State.RELEASED).exists():
        return {}  # asked once for all; of one person what_is_left() asks it
    left = {person.pk: what_is_left(person) for person in _who_sets_up(people)}
    return {pk: [_line(steps)] for pk, steps in left.items() if steps}


def _who_sets_up(people: Sequence[Person]) -> list[Person]:
    if len(people) == 1:
        return [person for person in people if person.role_kinds & SETS_UP]
    holders = set(Role.objects.filter(kind__in=SETS_UP).values_list("person_id", flat=True))
    return [person for person in people if person.pk in holders]


def _line(left: Left) -> Line:
    return Line(
        key="first-hour",
        words=gettext_lazy("Your first round"),
        more=in_words(partial(_n_left, left)),
        link=reverse(left.next.address),
        act=gettext_lazy("Go on setting up"),
        minutes=5,
        weight=SETTING_UP,
    )


def _n_left(left: Left) -> str:
    n_steps = ngettext(
        "%(n)s of %(all)s steps is left.", "%(n)s of %(all)s steps are left.", left.n_open
    )
    following = _("Next: %(name)s.") % {"name": left.next.name}
    return f"{n_steps % {'n': left.n_open, 'all': left.n_steps}} {following}"
