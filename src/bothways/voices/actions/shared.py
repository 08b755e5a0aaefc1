"""What every act on a voice goes through: what is noted, who is told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.search.actions import refresh
from bothways.voices.models import Voice


def noted(verb: str, voice: Voice, *, by: Person | None, at: datetime, **details: Any) -> None:
    """Put it on the record and into the search, in the transaction that does it."""
    note(verb, by=by, about=voice, at=at, **details)
    refresh(voice.kind, voice.pk)


def link_to(voice: Voice) -> str:
    """Return the whole address of a voice's page."""
    return settings.BASE_URL + path_of(voice)


def path_of(voice: Voice) -> str:
    """Return the path of a voice's page."""
    return reverse("questions:one" if voice.is_question else "voices:one", args=[voice.pk])


def tell_about(kind: str, voice: Voice, *, to: Iterable[Person], at: datetime, **said: Any) -> None:
    """Tell people something about a voice, with the way to it."""
    tell(kind, to=to, at=at, title=voice.title, link=link_to(voice), **said)
