"""The day a box closes, for somebody's own calendar."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bothways.notifications.calendar import Day, dated
from bothways.people.models import Person
from bothways.surveys.queries import entitlement_of, open_round


@dated
def closing_days(person: Person, on: date) -> Iterator[Day]:
    """The day the announced box closes, for whoever is asked: the same, answered or not."""
    round_ = open_round()
    if round_ is not None and entitlement_of(person, round_) is not None:
        yield Day(
            key=f"round-{round_.pk}",
            on=localdate(round_.closes_at),
            title=_("The box of “%(title)s” closes") % {"title": round_.title},
            link=reverse("surveys:round", args=[round_.pk]),
        )
