"""An idea that says something else than it said is found, and so is what tells of the nameless."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from bothways.operations.actions.erasing import erase
from bothways.operations.audit import Look, voices
from bothways.record.models import Entry
from bothways.storage.triggers import put_up, take_down
from bothways.voices import actions
from bothways.voices.models import Voice, Word
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_voice
from tests.tampering import tamper
from tests.voices.test_boarding import opened

LOOK = Look(now=timezone.now(), data=Path())


@contextmanager
def past_the_guards() -> Iterator[None]:
    """As whoever has root can."""
    take_down()
    yield
    put_up()


def found() -> list[str]:
    return [one.code for one in voices.check(LOOK)]


@pytest.fixture
def said(firm: Cast) -> Voice:
    """One idea by name, one without, one from paper, one taken back."""
    actions.take_from_board(opened())
    actions.take_back(make_voice(firm.employee, "A thing"), by=firm.employee, at=NOW)
    return make_voice(firm.employee, "Ask Jo Marsh for a bench")


def test_what_was_said_is_in_order(said: Voice) -> None:
    assert found() == []


def test_words_that_were_changed_past_the_program_are_found(said: Voice) -> None:
    with past_the_guards():
        Voice.objects.filter(pk=said.pk).update(title="Nothing is missing here")

    assert found() == ["voice-words-changed"]


def test_one_that_was_put_there_past_the_program_is_found(said: Voice) -> None:
    Voice.objects.create(
        kind="suggestion",
        way="no_name",
        title="All is well",
        thread="X",
        said_on=TODAY,
        answer_due_on=TODAY,
    )

    assert found() == ["voice-of-no-record"]


def test_a_name_that_the_law_took_out_is_no_change_in_silence(said: Voice, firm: Cast) -> None:
    erase(firm.employee, by=firm.owner, on=TODAY, at=NOW)

    assert found() == []


TELLS = {
    "who": lambda firm, entry: {"by": firm.employee},
    "when": lambda firm, entry: {"at": entry.at + timedelta(minutes=4)},
    "more": lambda firm, entry: {"details": {**entry.details, "session": "8f14e45fceea"}},
}


@pytest.mark.parametrize("tells", TELLS)
@pytest.mark.parametrize("verb", ["voice.came", "voice.added", "voice.taken_back"])
def test_what_tells_of_somebody_without_a_name_is_found(
    said: Voice, firm: Cast, verb: str, tells: str
) -> None:
    letter = opened(thread="U" * 43, digest="e" * 64)
    actions.take_from_board(letter)
    actions.take_from_board(replace(letter, text="And in yellow.", digest="f" * 64))
    actions.take_from_board(replace(letter, takes_back=True, digest="a" * 64))
    entry = Entry.objects.filter(verb=verb, by=None).latest("pk")
    assert found() == []

    tamper(Entry.objects.filter(pk=entry.pk), **TELLS[tells](firm, entry))

    assert found() == ["voice-tells-more"]


def test_a_name_beside_what_was_added_without_one_is_found(said: Voice, firm: Cast) -> None:
    actions.take_from_board(opened(text="In green, too.", is_first=False, digest="e" * 64))

    tamper(Word.objects.filter(kind=Word.Kind.ADDED), by=firm.employee)

    assert found() == ["voice-tells-more"]


def test_words_that_were_put_into_somebody_s_mouth_are_found(said: Voice, firm: Cast) -> None:
    actions.look_at(said, by=firm.people_lead, words="I ask around.", at=NOW)
    assert found() == []

    tamper(Word.objects.filter(kind=Word.Kind.LOOKING), words="I decide it today.")

    assert found() == ["voice-words-changed"]
