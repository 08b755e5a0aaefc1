"""What promises put into somebody's week: one's own word first, then what one was promised."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.commitments.models import Commitment, HandOver, Heard
from bothways.commitments.words import day_and_year, standing
from bothways.notifications.weekly import (
    FRESH_DAYS,
    NEEDS_ME,
    PROMISED,
    Line,
    Lines,
    in_words,
    weekly,
)
from bothways.people.models import Person

SOON = timedelta(days=7)
SILENT, DUE = 100, 70
MOST_PROMISED = 6  # to one person; the list of promises has them all


@weekly(NEEDS_ME)
def ones_own_word(people: Sequence[Person], on: date) -> Lines:
    """What somebody promised that is past its day or due within a week (1 query)."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    due = Commitment.objects.all().still_open().filter(made_by__in=people, due_on__lte=on + SOON)
    for promise in due.select_related("to_person", "to_unit"):
        found[promise.made_by_id].append(_own(promise, on))
    return found


@weekly(NEEDS_ME)
def asked_to_take_on(people: Sequence[Person], on: date) -> Lines:
    """Which promises somebody is asked to take on (1 query)."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    asked = HandOver.objects.filter(state=HandOver.State.ASKED, taken_by__in=people)
    asked = asked.filter(commitment__state=Commitment.State.OPEN)  # its end may come first
    for one in asked.select_related("commitment", "given_by"):
        found[one.taken_by_id].append(
            Line(
                key=f"hand-over:{one.pk}",
                words=gettext_lazy("You are asked to take a promise on"),
                said=one.commitment.text,
                by=one.given_by.name,
                link=reverse("commitments:answer", args=[one.commitment_id]),
                act=gettext_lazy("Say yes or no"),
                sign="out",
                minutes=2,
                since=one.asked_on,
                weight=DUE,
            )
        )
    return found


@weekly(PROMISED)
def what_one_was_promised(people: Sequence[Person], on: date) -> Lines:
    """What was promised to somebody and is open, or ended in the last 30 days (2 queries)."""
    fresh = Q(state=Commitment.State.OPEN) | Q(closed_on__gte=on - timedelta(days=FRESH_DAYS))
    news = Commitment.objects.filter(fresh)
    if len(people) == 1:
        news = news.filter(audience__person=people[0])
    promises = {p.pk: p for p in news.select_related("made_by").order_by("-made_on", "id")}
    heard: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Heard.objects.filter(person__in=people, commitment__in=list(promises))
    for person_id, commitment_id in rows.values_list("person_id", "commitment_id"):
        heard[person_id].add(commitment_id)
    lines = {pk: _to_them(promise, on) for pk, promise in promises.items()}
    return {person_id: _newest(lines[pk] for pk in of) for person_id, of in heard.items()}


def _own(promise: Commitment, on: date) -> Line:
    silent = promise.is_silent(on)
    return Line(
        key=f"promise:{promise.pk}",
        words=in_words(lambda: standing(promise, on).words),
        more=in_words(lambda: standing(promise, on).more),
        said=promise.text,
        by=in_words(partial(_to_whom, promise, on)),
        link=reverse("commitments:one", args=[promise.pk]),
        act=gettext_lazy("Say how it stands"),
        sign=standing(promise, on).sign,
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
        link=reverse("commitments:one", args=[promise.pk]),
        sign=standing(promise, on).sign,
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


def _newest(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.weight, line.since), reverse=True)[:MOST_PROMISED]
