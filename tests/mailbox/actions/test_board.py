"""The board: what is written to it comes to everybody, once, and its author gets answers."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import get_language

from bothways.letterbox.actions import put_letter
from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import forget_old_packets, hear_board, open_board, take_out
from bothways.mailbox.actions.board import keys_of
from bothways.mailbox.board import Voice, answer_from_board, board, on_board
from bothways.mailbox.errors import LongAnswerError
from bothways.mailbox.models import BoardAnswer, Desk, Heard
from bothways.mailbox.queries import board_key, letters_of, public_state
from bothways.mailbox.registry import ON_BOARD
from bothways.people.errors import RefusedError
from bothways.people.models import Organisation
from bothways.pure.ballots import to_text
from bothways.pure.mailbox import Letter, Thread, read_letter, seal_letter
from bothways.pure.mailbox.letters import TO_AUTHOR
from bothways.pure.mailbox.marks import ANSWERS, marks_of
from bothways.record.models import Entry
from tests.letterbox.pen import a_letter
from tests.mailbox.desk import ON

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
AFTERNOON = MORNING + timedelta(hours=6)
NEXT_DAY = MORNING + timedelta(days=1)
SAID = {"kind": "suggestion", "title": "A bench", "about": "yard", "language": "de"}


class TooLateError(RefusedError):
    def __str__(self) -> str:
        return "This question is closed."


@pytest.fixture(autouse=True)
def desk(month: MonthKey) -> Desk:
    take_out(at=MORNING)
    return open_board(on=ON)


@pytest.fixture
def heard() -> Iterator[list[Voice]]:
    """What a room that registered for suggestions took in."""
    voices: list[Voice] = []
    before = ON_BOARD["suggestion"]
    on_board("suggestion")(voices.append)
    yield voices
    ON_BOARD["suggestion"] = before


def a_thread() -> Thread:
    return Thread.of(secrets.token_bytes(32), 0)


def write(thread: Thread, text: Any = "In the sun.", number: int = 0, **changes: Any) -> bytes:
    """What an author writes to the board, laid into the tray."""
    key = board_key()
    assert key is not None
    fields = {
        "v": 1,
        "kind": "letter",
        "thread": to_text(thread.sign_public),
        "seal": to_text(thread.seal_public),
        "replies": to_text(thread.in_),
        "epoch": 1,
        "pin": key.epoch.sign,
        "n": number,
        "text": text,
        "voice": SAID,
    }
    letter = seal_letter(
        fields | changes,
        desk=key.epoch.desk.code_bytes,
        mark=thread.mark(number),
        sign=thread.sign,
        to_desk=keys_of(key).seal_public,
        to_author=thread.seal_public,
        key=secrets.token_bytes(32),
    )
    put_letter(letter.pack())
    return letter.pack()


def answers_to(thread: Thread) -> list[str]:
    """What the author reads, as any device with the code finds it."""
    key, hour = board_key(), f"{NEXT_DAY:%Y-%m-%d}T07"
    assert key is not None
    signer = keys_of(key).sign_public
    marks = marks_of(thread.in_, 0, ANSWERS)
    letters = map(Letter.unpack, letters_of(hour))
    return [
        str(read_letter(one, private=thread.seal, role=TO_AUTHOR, signed_by=signer).fields["text"])
        for one in letters
        if one.mark in marks
    ]


def test_the_board_is_opened_once_and_its_key_stands_on_the_record(desk: Desk) -> None:
    assert open_board(on=ON) == desk == board()

    verbs = list(Entry.objects.filter(about_id=str(desk.pk)).values_list("verb", flat=True))
    assert sorted(verbs) == ["desk.key_changed", "desk.opened"]
    (told,) = public_state()["desks"]
    assert told["board"] is True
    assert [epoch["number"] for epoch in told["epochs"]] == [1]
    assert not Desk.objects.with_readers().exists()


def test_a_desk_of_that_name_does_not_stand_in_its_way(desk: Desk) -> None:
    name = desk.name
    board_key().epoch.delete()  # type: ignore[union-attr]
    desk.delete()
    Desk.objects.create(name=name)

    assert open_board(on=ON).name.startswith(f"{name} ")


def test_a_letter_to_the_board_is_handed_over_at_its_hour_and_once(heard: list[Voice]) -> None:
    thread = a_thread()
    write(thread, "In the sun\x00.")
    put_letter(a_letter("to a desk that people read at").pack())
    assert hear_board() == 0

    take_out(at=AFTERNOON)

    assert hear_board() == 1
    (voice,) = heard
    assert (voice.kind, voice.title, voice.text) == ("suggestion", "A bench", "In the sun.")
    assert (voice.about, voice.language, voice.is_first) == ("yard", "de", True)
    assert (voice.thread, voice.hour) == (to_text(thread.sign_public), "2026-11-23T13")
    assert hear_board() == 0
    assert len(heard) == 1


def test_a_later_letter_of_a_thread_is_of_its_kind_and_said_to_be_later(
    heard: list[Voice],
) -> None:
    thread = a_thread()
    write(thread)
    take_out(at=AFTERNOON)
    hear_board()
    write(thread, "Near the door.", 1, voice={"kind": "question"})
    take_out(at=NEXT_DAY)

    assert hear_board() == 1
    assert [(one.kind, one.is_first) for one in heard] == [
        ("suggestion", True),
        ("suggestion", False),
    ]


def test_only_a_later_letter_of_the_same_thread_takes_something_back(heard: list[Voice]) -> None:
    thread = a_thread()
    write(thread, "", 1, voice={"takes_back": True})
    write(thread, voice=SAID | {"takes_back": True})
    write(thread, "It was not meant so.", 2, voice={"takes_back": "yes"})
    take_out(at=AFTERNOON)

    hear_board()

    assert [(one.is_first, one.takes_back) for one in heard] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_an_afterthought_of_the_same_half_day_is_heard_after_the_first(
    heard: list[Voice],
) -> None:
    threads = [a_thread() for _ in range(6)]
    for number in (1, 0):
        for thread in threads:
            write(thread, f"Letter {number}", number)
    take_out(at=AFTERNOON)

    hear_board()

    said = [(one.text, one.is_first) for one in heard]
    assert said == [("Letter 0", True)] * 6 + [("Letter 1", False)] * 6


def test_a_letter_that_could_not_be_taken_in_is_brought_again_and_holds_up_no_other(
    heard: list[Voice],
) -> None:
    away = [True]

    def take(voice: Voice) -> None:
        if away and voice.title == "A bench":
            raise OSError("away")
        heard.append(voice)

    on_board("suggestion")(take)
    write(a_thread())
    write(a_thread(), voice=SAID | {"title": "A table"})
    take_out(at=AFTERNOON)

    with pytest.raises(OSError, match="away"):
        hear_board()
    assert [one.title for one in heard] == ["A table"]
    away.clear()

    assert hear_board() == 1
    assert [one.title for one in heard] == ["A table", "A bench"]


def test_what_a_room_refuses_is_told_to_the_author(heard: list[Voice]) -> None:
    def refuse(_voice: Voice) -> None:
        raise TooLateError

    on_board("suggestion")(refuse)
    thread = a_thread()
    write(thread)
    take_out(at=AFTERNOON)
    assert hear_board() == 1

    take_out(at=NEXT_DAY)

    assert answers_to(thread) == ["This question is closed."]


class SpokenError(RefusedError):
    def __str__(self) -> str:
        return str(get_language())


def test_what_the_board_says_by_itself_is_in_the_firm_s_language(heard: list[Voice]) -> None:
    Organisation.objects.create(name="Nordlicht", language="es")

    def refuse(_voice: Voice) -> None:
        raise SpokenError

    on_board("suggestion")(refuse)
    threads = [a_thread(), a_thread()]
    write(threads[0], voice=SAID | {"language": ""})
    write(threads[1])
    take_out(at=AFTERNOON)
    hear_board()
    take_out(at=NEXT_DAY)

    assert [answers_to(thread) for thread in threads] == [["es"], ["de"]]


def test_an_answer_waits_for_the_hour_and_opens_with_the_author_s_code(heard: list[Voice]) -> None:
    thread = a_thread()
    write(thread)
    take_out(at=AFTERNOON)
    hear_board()
    (voice,) = heard
    to = {"thread": voice.thread, "seal": voice.seal, "replies": voice.replies}
    answer_from_board(**to, text="We will do it. 🌻", number=0)
    answer_from_board(**to, text="It stands.", number=1)
    assert take_out(at=AFTERNOON + timedelta(hours=1)) == 0
    assert BoardAnswer.objects.count() == 2

    assert take_out(at=NEXT_DAY) == 2

    assert sorted(answers_to(thread)) == ["It stands.", "We will do it. 🌻"]
    assert not BoardAnswer.objects.exists()
    with pytest.raises(LongAnswerError, match="20,000"):
        answer_from_board(**to, text="x" * 20_001, number=2)


STRANGE = {
    "a key that opens nothing": {"seal": to_text(bytes(32))},
    "no voice at all": {"voice": "suggestion"},
    "words that are none": {"text": 7},
    "half a sign": {"text": "\udc00 a"},
    "another kind": {"voice": {"kind": "threat"}},
    "not the author's kind of letter": {"kind": "answer"},
    "no key for answers": {"replies": "x"},
}


def test_what_is_strange_stops_neither_the_hour_nor_the_letters_of_others(
    heard: list[Voice],
) -> None:
    for strange in STRANGE.values():
        try:
            write(a_thread(), **strange)
        except ValueError:  # such a letter can't even be sealed
            continue
    write(a_thread(), voice=SAID | {"title": "A table"})
    take_out(at=AFTERNOON)

    hear_board()
    for voice in heard:
        to = {"thread": voice.thread, "seal": voice.seal, "replies": voice.replies}
        answer_from_board(**to, text="Thank you.", number=0)

    assert "A table" in [one.title for one in heard]
    assert take_out(at=NEXT_DAY) >= 1
    assert not BoardAnswer.objects.exists()


def test_what_was_heard_is_forgotten_with_its_packet(heard: list[Voice]) -> None:
    write(a_thread())
    take_out(at=AFTERNOON)
    hear_board()

    forget_old_packets(at=AFTERNOON + timedelta(days=402))

    assert not Heard.objects.exists()
    assert hear_board() == 0
