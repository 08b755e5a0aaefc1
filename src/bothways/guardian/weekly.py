"""What the second key puts into the week of whoever keeps it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy, ngettext

from bothways.guardian.pages import FOR_THE_KEY
from bothways.guardian.queries import rounds_of, step_of
from bothways.keyholders.models import Keyholder
from bothways.notifications.weekly import NEEDS_ME, Line, Lines, in_words, moment_of, weekly
from bothways.people.models import Person

KEY_IS_AWAITED = 90


@weekly(NEEDS_ME)
def rounds_that_wait_for_a_key(people: Sequence[Person], on: date) -> Lines:
    """Rounds that wait for a key, for whoever keeps it. Most people keep none: 1 query."""
    held: dict[UUID, list[Keyholder]] = defaultdict(list)
    for holder in Keyholder.objects.filter(person__in=people):
        if holder.person_id:
            held[holder.person_id].append(holder)
    return {pk: _waiting(holders, on) for pk, holders in held.items()}


def _waiting(holders: list[Keyholder], on: date) -> list[Line]:
    at = moment_of(on)
    rounds = [one for one in rounds_of(holders) if step_of(one, at=at) in FOR_THE_KEY]
    if not rounds:
        return []
    return [
        Line(
            key="keys",
            words=in_words(partial(_so_many, len(rounds))),
            link=reverse("guardian:desk"),
            act=gettext_lazy("To my desk"),
            minutes=2,
            since=localdate(min(one.closes_at for one in rounds)),
            weight=KEY_IS_AWAITED,
        )
    ]


def _so_many(n: int) -> str:
    return ngettext("%(n)s round waits for your key.", "%(n)s rounds wait for your key.", n) % {
        "n": n
    }
