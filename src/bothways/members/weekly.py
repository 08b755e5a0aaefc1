"""That mails come back stands in the week of who does not get them, and of who keeps the list."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from bothways.notifications.blanks import Asking
from bothways.notifications.models import Unreachable
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEEDS_ME, Asked, Line, in_words, weekly
from bothways.people.models import Person, Role, here_on

MAILS_COME_BACK, OF_OTHERS = 95, 40
KEEPS = frozenset({Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD})


def dead_addresses(asking: Asking) -> QuerySet[Unreachable]:
    """Return the addresses of those who are here from which mails came back by that day."""
    rows = Unreachable.objects.filter(since_on__lte=asking.day(), address=F("person__email"))
    return rows.filter(here_on(asking.today(), prefix="person__"))


def own_address(asking: Asking) -> list[Pointing]:
    """One's own address that does not work."""
    rows = dead_addresses(asking).filter(asking.of("person"))
    return [point(rows, whose="person_id", since="since_on")]


@weekly(NEEDS_ME, points=own_address)
def mails_that_come_back(_person: Person, dead: Sequence[Point], _asked: Asked) -> list[Line]:
    """That mails to one's own address come back."""
    return [_own(one.since) for one in dead]


def every_address(asking: Asking) -> list[Pointing]:
    """All addresses that don't work."""
    return [point(dead_addresses(asking), thing="person_id")]


@weekly(NEEDS_ME, points=every_address, only=lambda person: bool(person.role_kinds & KEEPS))
def others_unreached(person: Person, dead: Sequence[Point], _asked: Asked) -> list[Line]:
    """How many others have such an address, for those who keep the list."""
    n_others = sum(UUID(one.thing) != person.pk for one in dead)
    return [_others(n_others)] if n_others else []


def _own(since: date | None) -> Line:
    return Line(
        key="mails-come-back",
        words=gettext_lazy("Mails to you come back"),
        by=gettext_lazy("Nothing more is sent to your address until it is put right."),
        link=reverse("notifications:settings"),
        act=gettext_lazy("See what to do"),
        minutes=1,
        since=since,
        weight=MAILS_COME_BACK,
    )


def _others(n: int) -> Line:
    return Line(
        key="others-unreached",
        words=in_words(partial(_so_many, n)),
        by=gettext_lazy("Their addresses give every mail back."),
        link=reverse("members:list"),
        act=gettext_lazy("See who"),
        minutes=2,
        weight=OF_OTHERS,
    )


def _so_many(n: int) -> str:
    words = ngettext(
        "No mail reaches one person on the list", "No mail reaches %(n)s people on the list", n
    )
    return words % {"n": n}
