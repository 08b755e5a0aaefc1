"""Ideas and questions without a name, as the board hands them over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.db import models

from bothways.decisions.errors import NoWordsError
from bothways.notifications.models import Message
from bothways.record.models import Entry
from bothways.voices import actions, errors, posting
from bothways.voices.models import Voice
from bothways.voices.words import author
from tests.cast import Cast
from tests.factories import NOW, make_voice


@dataclass(frozen=True)
class Opened:
    """A letter to the board, as it was opened."""

    kind: str = "suggestion"
    title: str = "Gloves in smaller sizes"
    text: str = "The smallest ones are too big for many of us."
    about: str = ""
    language: str = "en"
    thread: str = "T" * 43
    seal: str = "S" * 43
    replies: str = "R" * 43
    hour: str = "2026-11-02T13"


@pytest.fixture
def posted() -> Iterator[list[tuple[str, int, str]]]:
    """What is posted into boxes: thread, number, words."""
    taken: list[tuple[str, int, str]] = []

    def post(voice: Voice, words: str) -> None:
        taken.append((voice.thread, voice.n_posted, words))

    before = posting.POSTS[:]
    posting.POSTS[:] = [post]
    yield taken
    posting.POSTS[:] = before


def test_it_stands_before_everybody_with_no_author(firm: Cast) -> None:
    voice = actions.take_from_board(Opened())

    assert (voice.way, voice.author, voice.typed_in_by) == ("no_name", None, None)
    assert voice.said_on == date(2026, 11, 2)
    assert author(voice) == "Somebody without a name"
    assert [one.to for one in Message.objects.all()] == [firm.people_lead]


def test_the_record_names_the_hour_and_nobody(firm: Cast) -> None:
    actions.take_from_board(Opened())

    entry = Entry.objects.get(verb="voice.came")
    assert entry.by is None
    assert (entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0)
    assert "Gloves" not in str(entry.details)


def test_nothing_that_is_kept_is_finer_than_the_day() -> None:
    moments = [
        field.name
        for field in Voice._meta.concrete_fields
        if isinstance(field, models.DateTimeField | models.TimeField)
    ]

    assert moments == []


def test_the_same_letter_again_changes_nothing_and_a_later_one_is_added(firm: Cast) -> None:
    first = actions.take_from_board(Opened())
    assert actions.take_from_board(Opened()) == first
    later = replace(Opened(), title="", text="Size six, that is.", hour="2026-11-04T07")
    for _again in range(2):
        assert actions.take_from_board(later) == first

    [word] = first.words.all()
    assert (word.kind, word.by, word.words) == ("added", None, "Size six, that is.")
    assert word.said_on == date(2026, 11, 4)


def test_a_question_is_put_to_the_leader_whom_it_names(firm: Cast) -> None:
    asked = replace(Opened(), kind="question", about=str(firm.manager.pk))

    assert actions.take_from_board(asked).answered_by() == [firm.manager]


@pytest.mark.parametrize("about", ["nobody", "0f7c9cf6-6c1e-4a9e-9f55-1d1f3a5d2c11"])
def test_a_question_to_nobody_in_charge_goes_back(firm: Cast, about: str) -> None:
    with pytest.raises(errors.NobodyInChargeError):
        actions.take_from_board(replace(Opened(), kind="question", about=about))
    with pytest.raises(NoWordsError):
        actions.take_from_board(replace(Opened(), title=" "))
    assert not Voice.objects.exists()


def test_every_answer_is_posted_into_the_authors_box_and_counted(
    firm: Cast, posted: list[tuple[str, int, str]]
) -> None:
    voice = actions.take_from_board(replace(Opened(), language="de"))

    actions.look_at(voice, by=firm.people_lead, words="Ich frage nach.", at=NOW)
    actions.will_do(
        voice, by=firm.people_lead, words="Größe 6 liegt aus.", due_on=date(2026, 12, 1), at=NOW
    )

    assert [(thread, number) for thread, number, _words in posted] == [("T" * 43, 0), ("T" * 43, 1)]
    letter = posted[1][2]
    assert "Größe 6 liegt aus." in letter
    assert "Danke" in letter
    assert f"/ideas/{voice.pk}/" in letter
    assert not Message.objects.filter(kind="voice.answered").exists()


def test_merged_into_anothers_it_gets_the_answer_too(
    firm: Cast, posted: list[tuple[str, int, str]]
) -> None:
    voice = actions.take_from_board(Opened())
    other = make_voice(firm.employee, "Gloves that fit")

    actions.merge(voice, into=other, by=firm.people_lead, words="", at=NOW)
    actions.look_at(other, by=firm.people_lead, words="I ask the supplier.", at=NOW)

    assert len(posted) == 2
    assert "I ask the supplier." in posted[1][2]


def test_what_is_hidden_takes_no_more_words(firm: Cast) -> None:
    voice = actions.take_from_board(replace(Opened(), title="Gloves", text="Smaller."))
    actions.hide(voice, by=firm.people_lead, words="It names somebody.", at=NOW)

    with pytest.raises(errors.ChangedMeanwhileError):
        actions.take_from_board(replace(Opened(), text="More."))
