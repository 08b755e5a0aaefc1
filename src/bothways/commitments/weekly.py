"""What promises put into somebody's week: one's own word first, then what one was promised."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.commitments.models import Commitment, HandOver, Heard
from bothways.commitments.queries import with_people
from bothways.commitments.words import sign_of, standing
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import (
    FRESH,
    NEEDS_ME,
    PROMISED,
    Asked,
    Line,
    in_words,
    weekly,
)
from bothways.people.models import Person
from bothways.ui.days import day_and_year
from bothways.ui.links import link_to

SOON = timedelta(days=7)
SILENT, DUE = 100, 70
MOST_PROMISED = 6  # to one person; the list of promises has them all
OPEN = Commitment.State.OPEN


def due_soon(asking: Asking) -> list[Pointing]:
    """Open promises that are past their day or due within a week, in the week of who gave them."""
    due = Commitment.objects.filter(state=OPEN, due_on__lte=asking.day(SOON))
    return [point(due.filter(asking.of("made_by")), with_people, whose="made_by_id")]


@weekly(NEEDS_ME, points=due_soon)
def ones_own_word(_person: Person, promises: Sequence[Commitment], asked: Asked) -> list[Line]:
    """What somebody promised that is past its day or due within a week."""
    return [_own(promise, asked.on) for promise in promises]


def asked_now(asking: Asking) -> list[Pointing]:
    """Promises that wait for the yes or no of whoever is asked to take them on."""
    waiting = HandOver.objects.filter(asking.of("taken_by"), state=HandOver.State.ASKED)
    waiting = waiting.filter(commitment__state=OPEN)  # its end may come first
    said = {"about": "commitment_id", "said": "commitment__text", "who": "given_by__name"}
    return [point(waiting, whose="taken_by_id", since="asked_on", **said)]


@weekly(NEEDS_ME, points=asked_now)
def asked_to_take_on(_person: Person, waiting: Sequence[Point], _asked: Asked) -> list[Line]:
    """Which promises somebody is asked to take on."""
    return [
        Line(
            key=f"hand-over:{one.thing}",
            words=gettext_lazy("You are asked to take a promise on"),
            said=one.said,
            by=one.who,
            link=reverse("commitments:answer", args=[UUID(one.about)]),
            act=gettext_lazy("Say yes or no"),
            sign="out",
            minutes=2,
            since=one.since,
            weight=DUE,
        )
        for one in waiting
    ]


def open_or_fresh(asking: Asking) -> list[Pointing]:
    """Promises that are open or ended in the last 30 days, in the weeks of those they were to."""
    heard = Heard.objects.filter(asking.of("person"))
    due, word = F("commitment__due_on"), F("commitment__last_word_on")
    past = Q(commitment__state=OPEN, commitment__due_on__lt=asking.day())
    lately = Q(commitment__closed_on__gte=asking.day(-FRESH))
    others = Q(commitment__state=OPEN, commitment__due_on__gte=asking.day()) | lately
    told = {"whose": "person_id", "thing": "commitment_id"}
    quiet = Greatest(due, Coalesce(word, due))
    newest = Coalesce("commitment__closed_on", word, "commitment__made_on")
    return [
        point(heard.filter(past), with_people, MOST_PROMISED, since=quiet, **told),
        point(heard.filter(others), with_people, MOST_PROMISED, since=newest, **told),
    ]


@weekly(PROMISED, points=open_or_fresh)
def what_one_was_promised(
    _person: Person, promises: Sequence[Commitment], asked: Asked
) -> list[Line]:
    """What was promised to somebody: the past its day and then the newest, a few."""
    on = asked.on

    def place(promise: Commitment) -> tuple[bool, date]:
        return promise.is_past_its_day(on), news_since(promise, on)

    first = sorted(promises, key=lambda promise: promise.pk)
    first = sorted(first, key=place, reverse=True)[:MOST_PROMISED]
    return [_to_them(promise, on) for promise in first]


def _own(promise: Commitment, on: date) -> Line:
    silent = promise.is_silent(on)
    return Line(
        key=f"promise:{promise.pk}",
        words=in_words(lambda: standing(promise, on).words),
        more=in_words(lambda: standing(promise, on).more),
        said=promise.text,
        by=in_words(partial(_to_whom, promise, on)),
        link=link_to("commitments:one", promise.pk),
        act=gettext_lazy("Say how it stands"),
        sign=sign_of(promise, on),
        minutes=1,
        since=promise.due_on,
        weight=SILENT if silent else DUE,
    )


def _to_whom(promise: Commitment, on: date) -> str:
    day = day_and_year(promise.made_on, on)
    addressee = promise.to_person or promise.to_unit
    if addressee is None:
        return _("You, to everyone, on %(day)s") % {"day": day}
    return _("You, to %(who)s, on %(day)s") % {"who": addressee.name, "day": day}


def _to_them(promise: Commitment, on: date) -> Line:
    return Line(
        key=f"promise:{promise.pk}",
        words=in_words(lambda: standing(promise, on).words),
        more=in_words(lambda: standing(promise, on).more),
        said=promise.text,
        by=promise.made_by.name,
        link=link_to("commitments:one", promise.pk),
        sign=sign_of(promise, on),
        since=news_since(promise, on),
        weight=10 if promise.is_past_its_day(on) else 0,
    )


def news_since(promise: Commitment, on: date) -> date:
    """The last day on which something became of it: its end, a word, the first day of silence."""
    if promise.closed_on:
        return promise.closed_on
    if promise.is_silent(on):
        return promise.quiet_since() + timedelta(days=1)
    return promise.last_word_on or promise.made_on
