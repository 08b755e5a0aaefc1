"""Who is told what about a decision, and what goes on the record."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from bothways.decisions.models import Decision
from bothways.decisions.queries import those_who_answer
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.search.actions import refresh


def noted(verb: str, decision: Decision, *, by: Person, at: datetime, **details: Any) -> None:
    """Put it on the record and into the search, in the transaction that does it."""
    note(verb, by=by, about=decision, at=at, **details)
    refresh("decision", decision.pk)


def tell_about(
    kind: str, decision: Decision, *, to: Iterable[Person], at: datetime, **said: Any
) -> None:
    """Tell people something about a decision, with the way to it."""
    link = settings.BASE_URL + reverse("decisions:one", args=[decision.pk])
    tell(kind, to=to, at=at, question=decision.question, link=link, **said)


def tell_deciders(kind: str, decision: Decision, *, by: Person, at: datetime) -> None:
    """Tell those who decided, but for whoever wrote it down."""
    deciders = Person.objects.here().filter(decided__decision=decision).exclude(pk=by.pk)
    tell_about(kind, decision, to=deciders, at=at, who=by.name)


def tell_concerned(kind: str, decision: Decision, *, by: Person, at: datetime, words: str) -> None:
    """Tell those who decided or asked, but for whoever does it."""
    asked = Q(pk__in=decision.questions.values("by"))
    concerned = Person.objects.here().filter(asked | Q(decided__decision=decision))
    people = concerned.exclude(pk=by.pk).distinct()
    tell_about(kind, decision, to=people, at=at, who=by.name, words=words)


def tell_replaced(decision: Decision, *, by: Person, at: datetime) -> None:
    """Tell those who decided or asked that a later decision took its place."""
    now = decision.replaced_by.question if decision.replaced_by else ""
    tell_concerned("decision.replaced", decision, by=by, at=at, words=now)


@transaction.atomic
def remind_deciders(decision: Decision, *, at: datetime) -> bool:
    """Tell those who answer for it that the day to look again has come; once for each day."""
    first = Decision.objects.filter(pk=decision.pk, told_look_again=False)
    if not first.update(told_look_again=True):
        return False
    tell_about("decision.look_again", decision, to=those_who_answer(decision), at=at)
    return True
