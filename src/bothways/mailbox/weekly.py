"""What stands in everybody's week: that letters and answers came out, and where to look.

It stands there whether somebody wrote or not: nobody is told of an answer of their own, since
that would need their address beside their letter.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import DateField
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bothways.mailbox.models import Packet
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEW, Asked, Line, weekly
from bothways.people.models import Person

A_WEEK = timedelta(days=7)


def came_out(_asking: Asking) -> list[Pointing]:
    """The newest packet, in everybody's week."""
    newest = Packet.objects.order_by("-hour").values("pk")[:1]
    day = Cast(Substr("hour", 1, 10), DateField())
    return [point(Packet.objects.filter(pk__in=newest), since=day)]


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
