"""Days for somebody's own calendar (RFC 5545): each room registers what has a day.

A calendar's address is a secret that can be renewed. Its signature is made from the secret of the
installation, so that no backup and no reader of the database has it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from bothways.notifications.models import Feed
from bothways.notifications.tokens import feed_signature, is_feed_signature
from bothways.people.models import Person


@dataclass(frozen=True)
class Day:
    """One all-day entry. key: stable, as in 'promise-<id>'; n_moves: how often it was moved."""

    key: str
    on: date
    title: str
    link: str
    words: str = ""
    n_moves: int = 0


Provider = Callable[[Person, date], Iterable[Day]]

PROVIDERS: list[Provider] = []


def dated(provider: Provider) -> Provider:
    """Register who says which days concern a person, from a day on."""
    PROVIDERS.append(provider)
    return provider


def days_of(person: Person, *, on: date) -> list[Day]:
    """Return every day that concerns this person, the first first."""
    days = [day for provider in PROVIDERS for day in provider(person, on)]
    return sorted(days, key=lambda day: (day.on, day.key))


def feed_address(person: Person) -> str:
    """Return the secret address of a person's calendar, '' while there is none."""
    feed = Feed.objects.filter(person=person).first()
    if feed is None:
        return ""
    path = reverse("notifications:calendar", args=[feed.pk, feed_signature(feed.pk)])
    return f"{settings.BASE_URL}{path}"


@transaction.atomic
def renew_feed(*, by: Person) -> None:
    """Give `by` a new calendar address; the one before leads nowhere any more."""
    Feed.objects.filter(person=by).delete()
    Feed.objects.create(person=by)


def end_feed(*, by: Person) -> None:
    """Switch the calendar address off."""
    Feed.objects.filter(person=by).delete()


def whose_feed(feed: UUID, signature: str) -> Person | None:
    """Return whose calendar this address is, or None: unknown, renewed, or its person has left."""
    if not is_feed_signature(feed, signature):
        return None
    found = Feed.objects.filter(pk=feed).select_related("person").first()
    return found.person if found and found.person.is_active else None


def calendar_name() -> str:
    """Return what the calendar is called in a calendar program."""
    return _("Bothways: days of promises and rounds")
