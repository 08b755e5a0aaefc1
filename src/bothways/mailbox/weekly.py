"""What stands in everybody's week: that letters and answers came out, and where to look.

It stands there whether somebody wrote or not: nobody is told of an answer of their own, since
that would need their address beside their letter. Whoever reads at a desk has the way to it there,
and is asked to make a key.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import DateField, ExpressionWrapper, Subquery
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from bothways.mailbox.models import Packet, Reader
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEEDS_ME, NEW, Asked, Line, weekly
from bothways.people.models import Person

A_WEEK = timedelta(days=7)
DAY = Cast(Substr("hour", 1, 10), DateField())


def came_out(_asking: Asking) -> list[Pointing]:
    """The newest packet, in everybody's week."""
    newest = Packet.objects.order_by("-hour").values("pk")[:1]
    return [point(Packet.objects.filter(pk__in=newest), since=DAY)]


def read_at(asking: Asking) -> list[Pointing]:
    """The desks at which somebody reads, their own key (about) and the day of the newest packet."""
    newest = Packet.objects.order_by("-hour").values_list(DAY)[:1]
    reads = Reader.objects.filter(asking.of("person"), until=None)
    columns = {"whose": "person_id", "thing": "desk_id", "about": "seal_public"}
    return [
        point(
            reads,
            **columns,
            said="desk__name",
            since=ExpressionWrapper(Subquery(newest), DateField()),
        )
    ]


@weekly(NEW, points=came_out)
def letters_came_out(_person: Person, packets: Sequence[Point], asked: Asked) -> list[Line]:
    """Letters of the last days; who wrote one knows what to do."""
    days = [one.since for one in packets if one.since and asked.on - one.since < A_WEEK]
    return [
        Line(
            key=f"letters:{day}",
            words=_("Letters without a name came out, and answers to them."),
            more=_("If you wrote one, look with your code. The next come out at 7 and at 13."),
            link=reverse("mailbox:mailbox"),
            since=day,
        )
        for day in days[:1]
    ]


@weekly(NEEDS_ME, points=read_at)
def reading_at_a_desk(_person: Person, desks: Sequence[Point], asked: Asked) -> list[Line]:
    """A desk at which one is named and has no key yet; with a key, where letters came out."""
    lines = []
    for desk in desks:
        link = reverse("mailbox:desk", args=[UUID(desk.thing)])
        if not desk.about:
            words = _("You were named to read letters without a name. Make your key at the desk:")
            act = pgettext("of a reader", "Make your key")
            lines.append(
                Line(f"reader:{desk.thing}", words, link=link, more=desk.said, act=act, minutes=3)
            )
        elif desk.since and asked.on - desk.since < A_WEEK:
            words = _("Letters came out. You read at a desk: look whether one is for you.")
            key, day = f"letters-at:{desk.thing}:{desk.since}", desk.since
            lines.append(Line(key, words, link=link, more=desk.said, since=day, section=NEW))
    return lines
