"""That mails come back stands in the week of who does not get them, and of who keeps the list."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from bothways.notifications.models import Unreachable
from bothways.notifications.weekly import NEEDS_ME, Line, Lines, in_words, weekly
from bothways.people.models import Person, Role

MAILS_COME_BACK, OF_OTHERS = 95, 40
KEEPS = frozenset({Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD})


@weekly(NEEDS_ME)
def mails_that_come_back(people: Sequence[Person], on: date) -> Lines:
    """One's own address that does not work; and how many others have such a one."""
    dead = _dead_addresses(on)
    if not dead:
        return {}
    keepers = _keepers(people)
    found: dict[UUID, list[Line]] = {}
    for person in people:
        lines = [_own(dead[person.pk])] if person.pk in dead else []
        n_others = len(dead) - len(lines)
        if person.pk in keepers and n_others:
            lines.append(_others(n_others))
        if lines:
            found[person.pk] = lines
    return found


def _dead_addresses(on: date) -> dict[UUID, date]:
    """Return since when mails come back, by person, of those who are here (1 query)."""
    rows = Unreachable.objects.select_related("person").filter(since_on__lte=on)
    return {
        row.person_id: row.since_on
        for row in rows
        if row.person.is_active and row.address == row.person.email
    }


def _keepers(people: Sequence[Person]) -> set[UUID]:
    if len(people) == 1:
        return {person.pk for person in people if person.role_kinds & KEEPS}
    return set(Role.objects.filter(kind__in=KEEPS).values_list("person_id", flat=True))


def _own(since: date) -> Line:
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
