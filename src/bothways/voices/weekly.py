"""What ideas and questions put into weeks: answers owed, answers that came, what is new."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import (
    ANSWERED,
    FRESH,
    NEEDS_ME,
    NEW,
    Asked,
    Line,
    in_words,
    weekly,
)
from bothways.people.models import Line as Reporting
from bothways.people.models import Person, Role, here_on, standing_in
from bothways.pure.voices import ANSWER_WITHIN, is_late
from bothways.voices.models import Voice, Word
from bothways.voices.words import owed_in_words

LATE, OWED = 84, 64
MOST_NEW = 5  # the lists have them all
ANSWERS = (Word.Kind.WILL, Word.Kind.WONT, Word.Kind.ANSWERED)
TOLD = {"about": "kind", "said": "title", "since": "answer_due_on"}


def owed_by_name(asking: Asking) -> list[Pointing]:
    """Answers owed by an owner who is here; by the deputy while the owner is away or gone."""
    owed = Voice.objects.all().owed()
    owner, deputy, away = _here(asking, "owner"), _here(asking, "deputy"), _owner_is_away(asking)
    by_owner = owed.filter(owner & (~away | ~deputy), asking.of("owner"))
    by_deputy = owed.filter(deputy & (~owner | away), asking.of("deputy"))
    return [point(by_owner, whose="owner_id", **TOLD), point(by_deputy, whose="deputy_id", **TOLD)]


@weekly(NEEDS_ME, points=owed_by_name)
def what_one_owes(_person: Person, voices: Sequence[Point], asked: Asked) -> list[Line]:
    """Answers that one owes to ideas and questions."""
    return [_owed(voice, asked.on) for voice in voices]


def owed_by_nobody(asking: Asking) -> list[Pointing]:
    """Answers that nobody here owes by name."""
    owed = Voice.objects.all().owed()
    return [point(owed.filter(~_here(asking, "owner") & ~_here(asking, "deputy")), **TOLD)]


def owed_by_nobody_but_owners(asking: Asking) -> list[Pointing]:
    """The same, where there is no people lead."""
    leads = Role.objects.filter(kind=Role.Kind.PEOPLE_LEAD)
    leads = leads.filter(here_on(asking.today(), prefix="person__"))
    owed = Voice.objects.all().owed().filter(~Exists(leads))
    return [point(owed.filter(~_here(asking, "owner") & ~_here(asking, "deputy")), **TOLD)]


@weekly(NEEDS_ME, points=owed_by_nobody, only=lambda who: who.has_role(Role.Kind.PEOPLE_LEAD))
def what_nobody_took_on(_person: Person, voices: Sequence[Point], asked: Asked) -> list[Line]:
    """Answers that nobody took on, in the week of the people lead."""
    return [_owed(voice, asked.on) for voice in voices]


@weekly(NEEDS_ME, points=owed_by_nobody_but_owners, only=lambda who: who.has_role(Role.Kind.OWNER))
def what_owners_owe(_person: Person, voices: Sequence[Point], asked: Asked) -> list[Line]:
    """The same in the week of the owners, where there is no people lead."""
    return [_owed(voice, asked.on) for voice in voices]


def answered_lately(asking: Asking) -> list[Pointing]:
    """Answers by others to one's own ideas and questions, or to what they were merged into.

    One that was opened again is no answer any more.
    """
    fresh = Word.objects.filter(said_on__gte=asking.day(-FRESH), said_on__lte=asking.day())
    later = Word.objects.filter(voice=OuterRef("voice"), pk__gt=OuterRef("pk"))
    opened = Exists(later.filter(kind=Word.Kind.OPENED))
    answers = fresh.filter(~opened, kind__in=ANSWERS)
    names = {"about": "voice_id", "said": "words", "who": "by__name", "since": "said_on"}
    return [
        point(answers.filter(asking.of(whose), ~Q(by=F(whose))), whose=f"{whose}_id", **names)
        for whose in ("voice__author", "voice__merged__author")
    ]


@weekly(ANSWERED, points=answered_lately)
def what_was_answered(_person: Person, words: Sequence[Point], _asked: Asked) -> list[Line]:
    """Answers to what one said."""
    return [
        Line(
            key=f"voice-word:{word.thing}",
            words=_("What you said was answered"),
            said=word.said,
            by=word.who,
            link=reverse("voices:one", args=[UUID(word.about)]),
            sign="back",
            since=word.since,
        )
        for word in words
    ]


def said_lately(asking: Asking) -> list[Pointing]:
    """Ideas and questions of the last 30 days, the newest."""
    fresh = Voice.objects.all().standing().filter(merged_into=None)
    fresh = fresh.filter(said_on__gte=asking.day(-FRESH), said_on__lte=asking.day())
    newest = fresh.order_by("-said_on", "pk").values("pk")[:MOST_NEW]
    rows = Voice.objects.filter(pk__in=newest)
    return [point(rows, about="kind", said="title", who="author__name", since="said_on")]


@weekly(NEW, points=said_lately)
def what_was_said(_person: Person, voices: Sequence[Point], _asked: Asked) -> list[Line]:
    """What others would like to see or to know."""
    return [_new(voice) for voice in voices]


def _here(asking: Asking, who: str) -> Q:
    """Say that somebody is named as owner or deputy, and is here."""
    return Q(**{f"{who}__isnull": False}) & here_on(asking.today(), prefix=f"{who}__")


def _owner_is_away(asking: Asking) -> Exists:
    """Say that somebody stands in for the owner; the same rule as models.is_away()."""
    lines = Reporting.objects.filter(standing_in(asking.today()))
    return Exists(lines.filter(person__manager=OuterRef("owner")).exclude(leader=OuterRef("owner")))


def _owed(voice: Point, on: date) -> Line:
    due = voice.since or on
    late = is_late(due, on)
    return Line(
        key=f"voice:{voice.thing}",
        words=in_words(partial(owed_in_words, due, on)),
        said=voice.said,
        link=_page(voice.about, voice.thing),
        act=_("Answer"),
        sign="silent" if late else "open",
        minutes=3,
        since=due - ANSWER_WITHIN,
        weight=LATE if late else OWED,
    )


def _new(voice: Point) -> Line:
    is_question = voice.about == Voice.Kind.QUESTION
    return Line(
        key=f"voice:{voice.thing}",
        words=_("A question to those in charge") if is_question else _("An idea"),
        said=voice.said,
        by=voice.who or "",
        link=_page(voice.about, voice.thing),
        since=voice.since,
    )


def _page(kind: str, pk: str) -> str:
    name = "questions:one" if kind == Voice.Kind.QUESTION else "voices:one"
    return reverse(name, args=[UUID(pk)])
