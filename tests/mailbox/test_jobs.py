"""What runs by itself says no number of letters."""

from datetime import UTC, datetime, timedelta

from bothways.jobs.registry import JOBS
from bothways.letterbox.actions import put_letter
from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import open_board
from bothways.mailbox.board import board
from bothways.mailbox.jobs import (
    forget_old_letters,
    hear_the_board,
    look_after_the_stamps,
    take_letters_out,
)
from bothways.mailbox.models import Packet
from tests.letterbox.pen import a_letter

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_letters_come_out_without_a_word_of_how_many(month: MonthKey) -> None:
    assert take_letters_out(MORNING) == ""
    for _ in range(3):
        put_letter(a_letter().pack())

    assert take_letters_out(MORNING + timedelta(hours=6)) == "letters came out"
    assert take_letters_out(MORNING + timedelta(hours=7)) == ""


def test_the_months_are_looked_after(month: MonthKey) -> None:
    assert look_after_the_stamps(MORNING) == "the stamps of 2026-11 have a key"
    assert look_after_the_stamps(MORNING) == ""
    assert board() is not None


def test_what_comes_to_the_board_is_said_without_a_number(month: MonthKey) -> None:
    open_board(on=MORNING.date())

    assert hear_the_board(MORNING) == ""


def test_old_letters_go(month: MonthKey) -> None:
    Packet.objects.create(id="2025-01-01T07/2249/0", hour="2025-01-01T07", size=2249, records=b"x")

    assert forget_old_letters(MORNING) == "old letters were deleted"
    assert forget_old_letters(MORNING) == ""


def test_all_four_are_registered() -> None:
    assert {name for name in JOBS if name.startswith("mailbox.")} == {
        "mailbox.take_letters_out",
        "mailbox.hear_the_board",
        "mailbox.look_after_the_stamps",
        "mailbox.forget_old_letters",
    }
