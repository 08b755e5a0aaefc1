"""A month's key signs while it is there, and nothing of it is left when it is dropped."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import OperationalError

from bothways.ballotbox.errors import ShapeRefusal
from bothways.letterbox import remnants
from bothways.letterbox.actions import drop_month, make_month, sign_stamps, stop_stamping, sweep
from bothways.letterbox.errors import OldStampRefusal
from bothways.letterbox.models import Month, Spent, Tray
from bothways.letterbox.queries import MonthKey, month_keys, signing_month
from bothways.pure.mailbox import key_id, record_sizes, tray
from tests.letterbox.pen import a_book, a_month


def test_a_month_is_known_by_the_hash_of_its_key(month: MonthKey) -> None:
    assert month.id == key_id(month.public_key).hex()
    assert signing_month("2026-11") == month
    assert signing_month("2026-12") is None


def test_room_is_laid_out_ahead_for_stamps_and_for_letters_of_each_size(month: MonthKey) -> None:
    assert Spent.objects.filter(month=month.id).count() == tray.SMALLEST
    for size in record_sizes():
        rows = [bytes(row.records) for row in Tray.objects.filter(size=size)]
        assert rows == [tray.empty_row(size)] * tray.SMALLEST


def test_a_book_of_blinded_keys_is_signed(month: MonthKey) -> None:
    assert all(stamp.credential for stamp in a_book(month))


def test_a_number_that_no_key_signs_is_refused(month: MonthKey) -> None:
    for blinded in (b"\xff" * 384, b"", bytes(384)):
        with pytest.raises(ShapeRefusal):
            sign_stamps(month.id, [blinded])


def test_an_ended_month_signs_no_more_and_is_still_known(month: MonthKey) -> None:
    stop_stamping(month.id)

    assert [key.signs for key in month_keys()] == [False]
    assert signing_month("2026-11") is None
    with pytest.raises(OldStampRefusal):
        sign_stamps(month.id, [secrets.token_bytes(384)])


def test_a_dropped_month_leaves_nothing_and_the_next_one_stays(month: MonthKey) -> None:
    other = make_month("2026-12")

    drop_month(month.id)
    drop_month(month.id)

    assert month_keys() == [other]
    assert set(Spent.objects.values_list("month", flat=True)) == {other.id}
    assert Month.objects.count() == 1


def test_the_newest_month_stands_first(month: MonthKey) -> None:
    newer = a_month("2026-12")

    assert month_keys() == [newer, month]


def test_a_month_has_one_key_whoever_asks_for_another(month: MonthKey) -> None:
    assert a_month() == month

    assert month_keys() == [month]


def test_what_could_not_be_overwritten_is_owed_until_it_has_worked(
    month: MonthKey,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    def run(act: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(using="ballots", execute=True):
            act()

    rewritten: list[set[str]] = []

    def broken(*_models: object) -> None:
        raise OperationalError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(remnants, "rewrite", broken)
        with pytest.raises(OperationalError):
            run(lambda: drop_month(month.id))
    monkeypatch.setattr(
        remnants, "rewrite", lambda *of: rewritten.append({one.__name__ for one in of})
    )

    run(sweep)
    run(sweep)

    assert rewritten == [{"Month", "Spent", "Tray"}]
