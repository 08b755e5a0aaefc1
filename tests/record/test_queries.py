"""What the ledger answers, and what it refuses to."""

from datetime import datetime
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.record import queries
from bothways.record.actions import append_entries, note
from bothways.record.models import in_fours
from tests.cast import Cast
from tests.record.done import done


@pytest.mark.parametrize(("position", "size"), [(-1, 5), (5, 5), (9, 5), (0, 0)])
def test_a_place_outside_the_ledger_has_no_path(db: None, position: int, size: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        queries.inclusion_path(position, size)


@pytest.mark.parametrize(("first", "second"), [(0, 5), (6, 5), (-1, 5)])
def test_only_a_beginning_is_proved_to_be_one(db: None, first: int, second: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        queries.consistency_path(first, second)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_a_ledger_is_the_beginning_of_itself(now: datetime, size: int) -> None:
    done(size, at=now)
    append_entries(at=now)

    assert queries.consistency_path(size, size) == []


def test_the_only_entry_is_proved_by_itself(now: datetime) -> None:
    done(1, at=now)
    append_entries(at=now)

    assert queries.inclusion_path(0, 1) == []


@pytest.mark.parametrize("size", [1, 5, 8, 13])
def test_what_the_tree_needs_to_grow_is_read_in_one_question(
    now: datetime, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    done(size, at=now)
    head = append_entries(at=now)

    with django_assert_num_queries(1):
        frontier = queries.frontier_of(size)

    assert head is not None
    assert (frontier.size, frontier.root) == (size, bytes(head.root))


def test_what_has_no_place_yet_waits(now: datetime) -> None:
    done(2, at=now)
    append_entries(at=now)
    later = done(1, at=now)

    assert list(queries.waiting()) == later


def test_entries_are_found_by_what_they_are_about_and_what_they_say(
    firm: Cast, now: datetime
) -> None:
    unit, other = firm.manager.unit, firm.other_manager.unit
    found = note("unit.renamed", by=firm.owner, about=unit, at=now, after="Race")
    note("unit.renamed", by=firm.owner, about=unit, at=now, after="Mill")
    note("unit.renamed", by=firm.owner, about=other, at=now, after="Race")
    note("unit.made", by=firm.owner, about=unit, at=now, after="Race")

    assert list(queries.entries_about(unit, "unit.renamed", after="Race")) == [found]
    assert queries.entries_about(unit, "unit.renamed").count() == 2


def test_a_round_that_was_not_announced_has_no_place(now: datetime) -> None:
    done(3, at=now)
    append_entries(at=now)

    assert queries.announced_rules(uuid4()) is None


@pytest.mark.parametrize(
    ("mark", "shown"), [("", ""), ("abc", "abc"), ("abcd", "abcd"), ("abcdef", "abcd ef")]
)
def test_a_mark_is_shown_in_groups_of_four(mark: str, shown: str) -> None:
    assert in_fours(mark) == shown


def test_a_head_shows_its_root_and_its_key_so_that_they_can_be_read_aloud(now: datetime) -> None:
    done(1, at=now)
    head = append_entries(at=now)

    assert head is not None
    assert head.root_in_fours.replace(" ", "") == head.root_hex == bytes(head.root).hex()
    assert head.key_in_fours.replace(" ", "") == bytes(head.key).hex()
    assert {len(part) for part in head.root_in_fours.split()} == {4}
