"""One change that an old mark betrays by itself: which entry it was, or that it can't tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.checking.mails import Mark
from bothways.pure.checking.one_change import find_one_change
from tests.pure.checking.records import Entry, entries, entry, mail, put_down, record

TRUE = entries(10)


def named(told: list[Entry], size: int, start: int = 0) -> tuple[int, ...] | None:
    change = find_one_change(record(told), start, mail(TRUE, size).mark)
    return change.entries if change else None


@pytest.mark.parametrize("at", range(6))
def test_wherever_an_entry_was_put_in_the_mark_names_it(at: int) -> None:
    assert named([*TRUE[:at], entry(70), *TRUE[at:]], 6) == (at + 1,)


def test_what_an_entry_says_that_was_put_in_stands_beside_its_number() -> None:
    told = [*TRUE[:2], entry(70, words="bonus agreed"), *TRUE[2:]]
    change = find_one_change(record(told), 0, mail(TRUE, 6).mark)

    assert change is not None
    assert change.says == (
        'Entry 3 was put in later (thing.done of 2026-03-05 {"words":"bonus agreed"}): '
        "without it the mark fits."
    )


def test_two_that_changed_places_are_both_named_with_what_would_mend_it() -> None:
    told = [*TRUE[:2], TRUE[5], TRUE[3], TRUE[4], TRUE[2], *TRUE[6:]]
    change = find_one_change(record(told), 0, mail(TRUE, 8).mark)

    assert change is not None
    assert change.entries == (3, 6)
    assert change.says == ("Entries 3 and 6 changed places: the other way round the mark fits.")


@settings(max_examples=20)
@given(st.sets(st.integers(0, 7), min_size=2, max_size=2))
def test_any_two_that_changed_places_are_found(pair: set[int]) -> None:
    one, other = sorted(pair)
    told = list(TRUE)
    told[one], told[other] = told[other], told[one]

    assert named(told, 8) == (one + 1, other + 1)


@settings(max_examples=20)
@given(st.integers(0, 6), st.integers(0, 3))
def test_what_an_earlier_mark_vouches_for_is_not_tried_again(at: int, start: int) -> None:
    told = [*TRUE[:at], entry(70), *TRUE[at:]]

    assert named(told, 7, start) == ((at + 1,) if at >= start else None)


def test_what_was_taken_out_or_written_over_can_not_be_named_by_a_mark() -> None:
    assert named([*TRUE[:3], *TRUE[4:]], 8) is None
    over = put_down(TRUE[3]["entry"]["text"], b"\x01" * 32)
    assert named([*TRUE[:3], over, *TRUE[4:]], 8) is None


def test_two_that_were_put_in_are_more_than_one_change() -> None:
    assert named([*TRUE[:3], entry(70), entry(71), *TRUE[3:]], 8) is None


def test_a_mark_that_is_of_another_record_betrays_nothing() -> None:
    assert find_one_change(record(TRUE), 0, Mark(6, b"\x00" * 32)) is None


def test_where_the_record_ends_at_the_mark_nothing_was_put_in_before_it() -> None:
    told = [*TRUE[:2], entry(70), *TRUE[2:5]]  # six, of which the mark counts six
    assert named(told, 6) is None


def test_among_many_entries_neighbours_that_changed_places_are_still_found() -> None:
    many = entries(90)
    told = [*many[:40], many[41], many[40], *many[42:]]
    change = find_one_change(record(told), 0, mail(many, 90).mark)

    assert change is not None
    assert change.entries == (41, 42)


def test_among_many_entries_two_far_apart_are_not_searched_for_so_that_it_stays_quick() -> None:
    many = entries(90)
    told = list(many)
    told[3], told[80] = told[80], told[3]

    assert find_one_change(record(told), 0, mail(many, 90).mark) is None
    assert find_one_change(record(told[:81]), 0, mail(many, 4).mark) is None
