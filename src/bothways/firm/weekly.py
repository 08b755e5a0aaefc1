"""What is left of the first hour stands in the week of whoever sets up."""

from collections.abc import Sequence
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.firm.path import Left, is_over, steps_left
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEEDS_ME, Asked, Line, in_words, weekly
from bothways.people.models import Organisation, Person, Role

SETTING_UP = 60
SETS_UP = frozenset({Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD})


def not_over(_asking: Asking) -> list[Pointing]:
    """The firm, for as long as its first hour is not over."""
    return [point(Organisation.objects.exclude(is_over()))]


@weekly(NEEDS_ME, points=not_over, only=lambda person: bool(person.role_kinds & SETS_UP))
def the_first_hour(person: Person, _firm: Sequence[Point], _asked: Asked) -> list[Line]:
    """The next step on the way to the first round, until one was counted."""
    left = steps_left(person)
    return [_line(left)] if left else []


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
