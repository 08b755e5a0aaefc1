"""The weekly mails: built by the worker in batches, exactly one for each person and week.

A person's row for the week and the message are written in one transaction. So whoever kills the
worker at any point leaves people with both or with neither, and the next one goes on from there.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation

from bothways.notifications.catalogue import WEEKLY
from bothways.notifications.letters import is_empty, news_of, write_letter
from bothways.notifications.marks import head_to_tell
from bothways.notifications.models import Message, Rhythm, WeeklyMail, Wish
from bothways.notifications.weekly import Week, lines_for
from bothways.notifications.wishes import who_can_be_reached
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.record.actions import note
from bothways.record.models import Head
from bothways.storage.alone import stand_alone

KIND = "week.mail"
AT_ONCE = 50
CATCHES_UP = timedelta(days=3)  # a worker that was away for longer leaves it for the next week
MARK_EVERY = timedelta(days=27)  # so that the mark goes out at least once a month
KEPT_FOR = timedelta(days=120)


def rhythm() -> Rhythm:
    """Return when the weekly mail leaves."""
    return Rhythm.objects.first() or Rhythm()


@transaction.atomic
def set_rhythm(*, weekday: int, hour: int, by: Person, at: datetime) -> None:
    """Let the weekly mails leave at another hour, and say so on the record."""
    Rhythm.objects.update_or_create(only=True, defaults={"weekday": weekday, "hour": hour})
    note("weekly_mail.moved", by=by, at=at, weekday=weekday, hour=hour)


def build_weekly_mails(*, at: datetime) -> int:
    """Write the mails of this week that are due and not written yet; return how many.

    One batch a transaction. Nobody gets a second one: the row for person and week is unique.
    """
    begins = _begin_of(at)
    if not begins <= at < begins + CATCHES_UP:
        return 0
    n_mails, more = 0, True
    while more:
        n_built, more = _build_batch(_monday_of(begins), since=timezone.localdate(begins), at=at)
        n_mails += n_built
    return n_mails


def pass_over_this_week(*, at: datetime) -> None:
    """Write no weekly mail until the next one is due: those of this week may have left before."""
    monday = _monday_of(_begin_of(at))
    rows = (WeeklyMail(person=one, week=monday, mailed=False) for one in Person.objects.here())
    WeeklyMail.objects.bulk_create(rows, ignore_conflicts=True)


def wipe_old_weeks(*, on: date) -> int:
    """Forget which weekly mails were dealt with, four months later."""
    return WeeklyMail.objects.filter(week__lt=on - KEPT_FOR).delete()[0]


def _begin_of(at: datetime) -> datetime:
    """The moment at which the mails of this week begin to leave."""
    when, today = rhythm(), timezone.localdate(at)
    day = today - timedelta(days=(today.weekday() - when.weekday) % 7)
    begins = timezone.make_aware(datetime.combine(day, time(when.hour)))
    return begins if begins <= at else begins - timedelta(days=7)


def _monday_of(begins: datetime) -> date:
    day = timezone.localdate(begins)
    return day - timedelta(days=day.weekday())


@transaction.atomic
def _build_batch(monday: date, *, since: date, at: datetime) -> tuple[int, bool]:
    stand_alone("weekly mails")
    left = Person.objects.here().exclude(weekly_mails__week=monday).order_by("pk")
    batch = list(left[:AT_ONCE])
    if not batch:
        return 0, False
    letters = _letters(batch, since=since, on=timezone.localdate(at), at=at)
    WeeklyMail.objects.bulk_create(
        WeeklyMail(person=person, week=monday, mailed=person.pk in letters) for person in batch
    )
    Message.objects.bulk_create(letters.values())
    return len(letters), len(batch) == AT_ONCE


def _letters(
    people: Sequence[Person], *, since: date, on: date, at: datetime
) -> dict[UUID, Message]:
    """Return the message of each person who gets one."""
    wishing = _who_wish_it(people)
    weeks = lines_for(wishing, on)
    told, head, firms = _last_told(wishing), head_to_tell(at=at), firm_language()
    messages = {}
    for person in wishing:
        news = news_of(weeks[person.pk], since=since)
        if is_empty(news) and not _mark_is_due(told.get(person.pk), head, since):
            continue
        language = person.language or firms or settings.LANGUAGE_CODE
        messages[person.pk] = _message(person, news, head, language=language, at=at)
    return messages


def _who_wish_it(people: Sequence[Person]) -> list[Person]:
    off = Wish.objects.filter(person__in=people, about=WEEKLY, wished=False)
    without = set(off.values_list("person_id", flat=True))
    return [person for person in who_can_be_reached(people) if person.pk not in without]


def _last_told(people: Sequence[Person]) -> dict[UUID, date]:
    mailed = WeeklyMail.objects.filter(person__in=people, mailed=True)
    return dict(mailed.values_list("person_id").annotate(last=Max("week")).order_by())


def _mark_is_due(last: date | None, head: Head | None, since: date) -> bool:
    return head is not None and (last is None or since - last > MARK_EVERY)


def _message(
    person: Person, news: Week, head: Head | None, *, language: str, at: datetime
) -> Message:
    with translation.override(language):
        letter = write_letter(person, news, head)
    return Message(
        to=person,
        kind=KIND,
        subject=letter.subject[:200],
        body=letter.text,
        html=letter.html,
        made_at=at,
        next_try_at=at,
    )
