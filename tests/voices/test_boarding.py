"""Ideas and questions without a name, as the board hands them over."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import models

from bothways.decisions.errors import NoWordsError
from bothways.mailbox.board import Voice as Letter
from bothways.mailbox.models import BoardAnswer, Heard
from bothways.notifications.models import Message
from bothways.record.models import Entry
from bothways.voices import actions, errors
from bothways.voices.models import Voice
from bothways.voices.words import author
from tests.cast import Cast
from tests.factories import NOW, make_voice


def opened(**changes: Any) -> Letter:
    """Return a letter to the board, as it was opened."""
    plain = Letter(
        kind="suggestion",
        title="Gloves in smaller sizes",
        text="The smallest ones are too big for many of us.",
        about="",
        language="en",
        thread="T" * 43,
        seal="S" * 43,
        replies="R" * 43,
        hour="2026-11-02T13",
        is_first=True,
        digest="d" * 64,
    )
    return replace(plain, **changes)


def posted() -> list[tuple[str, int, str]]:
    """What waits for the next fixed hour: thread, number, words."""
    waiting = BoardAnswer.objects.order_by("number")
    return list(waiting.values_list("thread", "number", "text"))


def test_it_stands_before_everybody_with_no_author(firm: Cast) -> None:
    voice = actions.take_from_board(opened())

    assert (voice.way, voice.author, voice.typed_in_by) == ("no_name", None, None)
    assert voice.said_on == date(2026, 11, 2)
    assert author(voice) == "Somebody without a name"
    assert [one.to for one in Message.objects.all()] == [firm.people_lead]


def test_the_record_names_the_hour_and_nobody(firm: Cast) -> None:
    actions.take_from_board(opened())

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
    first = actions.take_from_board(opened())
    assert actions.take_from_board(opened()) == first
    later = opened(title="", text="Size six, that is.", hour="2026-11-04T07")
    for _again in range(2):
        assert actions.take_from_board(later) == first

    [word] = first.words.all()
    assert (word.kind, word.by, word.words) == ("added", None, "Size six, that is.")
    assert word.said_on == date(2026, 11, 4)


def test_a_question_is_put_to_the_leader_whom_it_names(firm: Cast) -> None:
    asked = opened(kind="question", about=str(firm.manager.pk))

    assert actions.take_from_board(asked).answered_by() == [firm.manager]


@pytest.mark.parametrize("about", ["nobody", "0f7c9cf6-6c1e-4a9e-9f55-1d1f3a5d2c11"])
def test_a_question_to_nobody_in_charge_goes_back(firm: Cast, about: str) -> None:
    with pytest.raises(errors.NobodyInChargeError):
        actions.take_from_board(opened(kind="question", about=about))
    with pytest.raises(NoWordsError):
        actions.take_from_board(opened(title=" "))
    assert not Voice.objects.exists()


def test_every_answer_is_posted_into_the_authors_box_and_counted(
    firm: Cast,
) -> None:
    firm.organisation.language = "de"
    firm.organisation.save()
    voice = actions.take_from_board(opened(language="es"))
    assert voice.language == ""  # few may have chosen it

    actions.look_at(voice, by=firm.people_lead, words="Ich frage nach.", at=NOW)
    actions.will_do(
        voice, by=firm.people_lead, words="Größe 6 liegt aus.", due_on=date(2026, 12, 1), at=NOW
    )

    assert [(thread, number) for thread, number, _words in posted()] == [
        ("T" * 43, 0),
        ("T" * 43, 1),
    ]
    letter = posted()[1][2]
    assert "Größe 6 liegt aus." in letter
    assert "Danke" in letter
    assert f"/ideas/{voice.pk}/" in letter
    assert not Message.objects.filter(kind="voice.answered").exists()


def test_merged_into_anothers_it_gets_the_answer_too(
    firm: Cast,
) -> None:
    voice = actions.take_from_board(opened())
    other = make_voice(firm.employee, "Gloves that fit")

    actions.merge(voice, into=other, by=firm.people_lead, words="The same.", at=NOW)
    actions.look_at(other, by=firm.people_lead, words="I ask the supplier.", at=NOW)

    assert len(posted()) == 2
    assert "I ask the supplier." in posted()[1][2]


def test_what_is_hidden_takes_no_more_words(firm: Cast) -> None:
    voice = actions.take_from_board(opened(title="Gloves", text="Smaller."))
    actions.hide(voice, by=firm.people_lead, words="It names somebody.", at=NOW)

    later = opened(text="More.", is_first=False, digest="e" * 64)
    actions.take_from_board(later)

    assert not voice.words.filter(kind="added").exists()
    assert [number for _thread, number, _words in posted()] == [0, 1]
    assert "It is hidden now." in posted()[1][2]


def back(**changes: Any) -> Letter:
    """The same thread takes back what it said."""
    return opened(title="", text="", is_first=False, takes_back=True, digest="f" * 64, **changes)


def test_without_a_name_too_it_is_taken_back_whole_before_it_is_answered(firm: Cast) -> None:
    voice = actions.take_from_board(opened())
    actions.take_from_board(opened(title="", text="Size six, that is.", is_first=False))
    actions.hide(voice, by=firm.people_lead, words="It names somebody.", at=NOW)

    for _again in range(2):
        assert actions.take_from_board(back(hour="2026-11-04T07")) == voice

    voice.refresh_from_db()
    assert (voice.state, voice.title, voice.text, voice.is_hidden) == ("taken_back", "…", "", False)
    taken = voice.words.get(kind="taken_back")
    assert (taken.by, taken.said_on) == (None, date(2026, 11, 4))
    assert Entry.objects.get(verb="voice.taken_back").by is None
    for gone in ("Gloves", "Size six"):
        assert not any(gone in str(one.details) for one in Entry.objects.all())
        assert not any(gone in one.words for one in voice.words.all())


def test_what_was_merged_into_it_goes_on_by_itself_and_nobody_did_that(firm: Cast) -> None:
    voice = actions.take_from_board(opened())
    other = make_voice(firm.employee, "Gloves that fit")
    actions.merge(other, into=voice, by=firm.people_lead, words="The same.", at=NOW)

    actions.take_from_board(back())

    other.refresh_from_db()
    assert (other.merged_into, other.is_owed) == (None, True)
    assert other.words.get(kind="parted").by is None


def test_once_answered_it_stays_and_the_box_says_so(firm: Cast) -> None:
    voice = actions.take_from_board(opened())
    soon = date(2026, 12, 1)
    actions.will_do(voice, by=firm.people_lead, words="Size 6 comes.", due_on=soon, at=NOW)

    actions.take_from_board(back())

    voice.refresh_from_db()
    assert voice.title == "Gloves in smaller sizes"
    assert "It has its answer, so it stays." in posted()[-1][2]


def test_nobody_s_letter_takes_back_what_somebody_else_said(firm: Cast) -> None:
    named, voice = make_voice(firm.employee, "A bench"), actions.take_from_board(opened())
    with pytest.raises(errors.NothingToTakeBackError, match="nothing to take back"):
        actions.take_from_board(back(thread="U" * 43))
    with pytest.raises(errors.NotYoursToTakeBackError):
        actions.take_back(named, by=None, at=NOW)

    for one in (named, voice):
        one.refresh_from_db()
        assert not one.is_taken_back


def test_answers_are_counted_after_those_that_the_board_gave_itself(firm: Cast) -> None:
    kept = {"hour": "2026-11-02T07", "thread": "T" * 43, "kind": "suggestion"}
    Heard.objects.create(pk="a" * 64, **kept)  # a letter that was refused
    voice = actions.take_from_board(opened(is_first=False))

    actions.look_at(voice, by=firm.people_lead, words="I ask the supplier.", at=NOW)

    assert [number for _thread, number, _words in posted()] == [1]
