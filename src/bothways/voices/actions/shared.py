"""What every act on a voice goes through: what is kept and noted, who is told."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.search.actions import refresh
from bothways.storage.alone import stand_alone
from bothways.voices.models import Voice, Word

Kind = Word.Kind
State = Voice.State


def hold(voice: Voice) -> Voice:
    """Let nobody else change this voice meanwhile, and read how it stands now."""
    stand_alone(f"voice {voice.pk}")
    voice.refresh_from_db()
    return voice


def settle(voice: Voice, **becomes: Any) -> None:
    """Write how a voice that is held stands from now on."""
    Voice.objects.filter(pk=voice.pk).update(**becomes)
    voice.refresh_from_db()


def append(
    voice: Voice, kind: Word.Kind, *, by: Person | None, words: str, at: datetime, **more: Any
) -> Word:
    """Add what was said to a voice, put it on the record and let it be found.

    What its author adds stands there as a mark, as the voice itself does.
    """
    said = Word.objects.create(
        voice=voice, kind=kind, by=by, words=words, said_on=localdate(at), **more
    )
    details = {"mark": mark_of_words(words)} if kind == Kind.ADDED else {"words": words}
    noted(f"voice.{kind.value}", voice, by=by, at=at, **(details if words else {}))
    return said


def said_just_now(
    voice: Voice, kind: Word.Kind, *, by: Person, words: str, at: datetime
) -> Word | None:
    """Return what was said to a voice last, if it is the same on the same day: a second click."""
    last = voice.words.order_by("pk").last()
    if last is None or (last.kind, last.by_id, last.words) != (kind, by.pk, words):
        return None
    return last if last.said_on == localdate(at) else None


def noted(verb: str, voice: Voice, *, by: Person | None, at: datetime, **details: Any) -> None:
    """Put it on the record and into the search, in the transaction that does it."""
    note(verb, by=by, about=voice, at=at, **details)
    refresh(voice.kind, voice.pk)


def mark_of(voice: Voice) -> str:
    """Return the mark of a voice's words, which the record keeps in the words' place.

    So what is taken back or hidden does not stand on the record for ever, and what is not can't
    become other words without it being seen.
    """
    return mark_of_words(f"{voice.title}\n{voice.text}")


def mark_of_words(words: str) -> str:
    """Return the mark of what an author said."""
    return hashlib.sha256(words.encode()).hexdigest()


def link_to(voice: Voice) -> str:
    """Return the whole address of a voice's page."""
    return settings.BASE_URL + path_of(voice)


def path_of(voice: Voice) -> str:
    """Return the path of a voice's page."""
    return reverse("questions:one" if voice.is_question else "voices:one", args=[voice.pk])


def tell_about(kind: str, voice: Voice, *, to: Iterable[Person], at: datetime, **said: Any) -> None:
    """Tell people something about a voice, with the way to it."""
    tell(kind, to=to, at=at, title=voice.title, link=link_to(voice), **said)


def tell_owing(kind: str, voice: Voice, *, at: datetime, but: Person | None, who: object) -> None:
    """Tell those who owe the answer, but for whoever does it."""
    owing = [person for person in voice.answered_by() if person != but]
    tell_about(kind, voice, to=owing, at=at, who=who)
