"""Stamps of the month: four a book, six books a person, and no moment of anything."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bothways.letterbox.queries import MonthKey, month_keys, signing_month
from bothways.mailbox.actions import draw_book, keep_the_months
from bothways.mailbox.errors import BooksGoneError, NoBookError, NoMonthError
from bothways.mailbox.models import Drawn
from bothways.people.models import Person
from bothways.pure.mailbox import BOOK, BOOKS
from bothways.record.models import Entry, Leaf
from tests.cast import Cast
from tests.letterbox.pen import a_month
from tests.mailbox.desk import drawn_by

NOVEMBER = datetime(2026, 11, 23, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 3, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 9, 12, tzinfo=UTC)


def blinded(stamps: list) -> list[bytes]:
    return [stamp.blinded for stamp in stamps]


def test_a_month_begins_with_a_key_that_stands_on_the_record(firm: Cast) -> None:
    said = keep_the_months(at=NOVEMBER)

    key = signing_month("2026-11")
    assert key is not None
    assert said == "the stamps of 2026-11 have a key"
    entry = Entry.objects.get(verb="stamps.began")
    assert entry.details == {"month": "2026-11", "key": key.id}
    assert entry.by is None


def test_a_row_is_made_for_everybody_who_is_here_at_once(firm: Cast, month: MonthKey) -> None:
    keep_the_months(at=NOVEMBER)

    rows = Drawn.objects.filter(month=month.id)
    assert set(rows.values_list("person", flat=True)) == set(
        Person.objects.here().values_list("pk", flat=True)
    )
    assert [len(row.not_drawn()) for row in rows] == [BOOKS] * len(rows)
    assert not rows.filter(person=firm.leaver).exists()


def test_whoever_joins_gets_a_row_by_the_next_run(firm: Cast, month: MonthKey) -> None:
    keep_the_months(at=NOVEMBER)
    Drawn.objects.filter(person=firm.employee).delete()

    keep_the_months(at=NOVEMBER)

    assert Drawn.objects.filter(person=firm.employee).count() == 1


def test_a_book_is_drawn_and_of_it_a_digest_is_kept(firm: Cast, month: MonthKey) -> None:
    keep_the_months(at=NOVEMBER)

    stamps = drawn_by(firm.employee, month)

    assert len(stamps) == BOOK
    row = Drawn.objects.get(person=firm.employee)
    assert len(row.not_drawn()) == BOOKS - 1
    assert {len(one.digests) for one in Drawn.objects.all()} == {65 * BOOKS - 1}
    assert set(vars(row)) - {"_state"} == {"id", "person_id", "month", "digests"}


def test_the_same_book_again_gets_the_same_stamps(firm: Cast, month: MonthKey) -> None:
    stamps = drawn_by(firm.employee, month)

    again = [draw_book(firm.employee, month=month.id, blinded=blinded(stamps)) for _ in range(2)]

    assert again[0] == again[1]
    assert len(Drawn.objects.get(person=firm.employee).not_drawn()) == BOOKS - 1


def test_one_person_draws_six_books_and_no_more(firm: Cast, month: MonthKey) -> None:
    books = [drawn_by(firm.employee, month) for _ in range(BOOKS)]

    with pytest.raises(BooksGoneError, match="first of the next"):
        drawn_by(firm.employee, month)

    draw_book(firm.employee, month=month.id, blinded=blinded(books[0]))
    drawn_by(firm.colleague, month)
    digests = Drawn.objects.get(person=firm.employee).digests.split()
    assert digests == sorted(digests)


def test_what_is_no_book_is_refused(firm: Cast, month: MonthKey) -> None:
    for keys in ([], [b"x" * 384] * 3, [b"x" * 383] * 4, [b"\xff" * 384] * 4):
        with pytest.raises(NoBookError):
            draw_book(firm.employee, month=month.id, blinded=keys)

    assert all(len(row.not_drawn()) == BOOKS for row in Drawn.objects.all())


def test_a_month_that_there_is_not_stamps_nothing(firm: Cast, month: MonthKey) -> None:
    with pytest.raises(NoMonthError, match="no stamps of this month"):
        draw_book(firm.employee, month="0" * 64, blinded=[b"\x01" * 384] * 4)


def test_a_month_that_is_over_stamps_no_more_and_is_dropped_a_week_later(firm: Cast) -> None:
    november = a_month("2026-11")
    keep_the_months(at=NOVEMBER)
    december = a_month("2026-12")

    assert "no more stamps of 2026-11 are made" in keep_the_months(at=DECEMBER)
    assert [(key.month, key.signs) for key in month_keys()] == [
        ("2026-12", True),
        ("2026-11", False),
    ]
    assert keep_the_months(at=DECEMBER) == ""

    assert keep_the_months(at=LATER) == "the stamps of 2026-11 count no more"
    assert month_keys() == [december]
    assert not Drawn.objects.filter(month=november.id).exists()


def test_who_drew_is_forgotten_with_a_key_that_was_lost_with_the_box(
    firm: Cast, month: MonthKey
) -> None:
    Drawn.objects.create(person=firm.employee, month="0" * 64, digests="a key of a lost box")

    keep_the_months(at=NOVEMBER)

    assert not Drawn.objects.filter(month="0" * 64).exists()
    assert Drawn.objects.filter(month=month.id).exists()


def test_a_month_s_key_is_made_a_week_before_and_both_can_be_drawn(firm: Cast) -> None:
    november = a_month("2026-11")
    december = a_month("2026-12")

    keep_the_months(at=NOVEMBER + timedelta(days=6))

    assert len(drawn_by(firm.employee, november)) == len(drawn_by(firm.employee, december)) == BOOK
    assert Drawn.objects.filter(month=december.id).count() == Person.objects.here().count()


def test_a_key_that_a_crash_kept_off_the_record_is_noted_by_the_next_run(
    firm: Cast, month: MonthKey
) -> None:
    assert not Entry.objects.filter(verb="stamps.began").exists()

    assert keep_the_months(at=NOVEMBER) == "the stamps of 2026-11 have a key"
    assert keep_the_months(at=NOVEMBER) == ""

    entry = Entry.objects.get(verb="stamps.began")
    assert entry.details == {"month": "2026-11", "key": month.id}
    assert Leaf.objects.filter(entry=entry).exists()


def test_whoever_draws_first_does_not_get_the_first_row(firm: Cast, month: MonthKey) -> None:
    drawn_by(firm.employee, month)

    assert Drawn.objects.filter(month=month.id).count() == Person.objects.here().count()


def test_with_the_table_alone_nobody_can_tell_who_drew(
    firm: Cast, month: MonthKey, settings: Any
) -> None:
    drawn_by(firm.employee, month)

    settings.SECRET_KEY = "of somebody who has a copy of the tables alone"

    assert {len(row.not_drawn()) for row in Drawn.objects.all()} == {0}
