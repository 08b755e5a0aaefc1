"""What the second key puts into the week of whoever keeps it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy, ngettext

from bothways.guardian.pages import FOR_THE_KEY
from bothways.guardian.queries import rounds_of, step_of
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import of_ids
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Pointing, point
from bothways.notifications.weekly import NEEDS_ME, Asked, Line, in_words, moment_of, weekly
from bothways.people.models import Person

KEY_IS_AWAITED = 90


def keys_kept(asking: Asking) -> list[Pointing]:
    """Every key, in the week of whoever keeps it; most people keep none."""
    rows = Keyholder.objects.filter(asking.of("person"))
    return [point(rows, of_ids, whose="person_id")]


@weekly(NEEDS_ME, points=keys_kept)
def rounds_that_wait_for_a_key(
    _person: Person, held: Sequence[Keyholder], asked: Asked
) -> list[Line]:
    """Rounds that wait for a key, for whoever keeps it."""
    return _waiting(list(held), asked.on)


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
