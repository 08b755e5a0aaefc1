"""What was changed behind the record's back is found, whatever it is."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from bothways.record.actions import append_entries, note
from bothways.record.models import Entry, Head, Leaf
from bothways.record.queries import (
    Broken,
    BrokenHead,
    Why,
    WhyHead,
    broken_entries,
    heads_that_do_not_hold,
)
from tests.record.done import done

Sql = Callable[[str], None]


@pytest.fixture
def ledger(now: datetime) -> list[Entry]:
    """Ten entries under two heads, of 6 and of 10."""
    entries = done(6, at=now)
    append_entries(at=now)
    entries += done(4, at=now)
    append_entries(at=now)
    return entries


@pytest.fixture
def behind() -> Sql:
    """Change rows as somebody with the database in hand does."""

    def change(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return change


def other_bytes(n: int) -> str:
    """Bytes as SQL writes them."""
    value = (b"\x07" * n).hex()
    return f"X'{value}'" if connection.vendor == "sqlite" else f"'\\x{value}'::bytea"


def test_a_ledger_that_nobody_touched_is_whole(ledger: list[Entry]) -> None:
    assert list(broken_entries()) == []
    assert list(heads_that_do_not_hold()) == []


@pytest.mark.parametrize(
    "change",
    [
        """details = '{"words": "something else"}'""",
        "verb = 'thing.undone'",
        "at = '2026-11-02 09:00:00.000001+00:00'",
        "about_kind = 'people.person'",
        "about_id = '7'",
    ],
)
def test_an_entry_that_was_altered_does_not_fit_its_commitment(
    ledger: list[Entry], behind: Sql, change: str
) -> None:
    altered = ledger[3].pk
    behind(f"UPDATE record_entry SET {change} WHERE id = {altered}")

    assert list(broken_entries()) == [Broken(3, altered, Why.CHANGED)]


def test_an_entry_with_another_salt_does_not_fit_its_commitment(
    ledger: list[Entry], behind: Sql
) -> None:
    behind(f"UPDATE record_entry SET salt = {other_bytes(32)} WHERE id = {ledger[0].pk}")
    behind(f"UPDATE record_entry SET salt = {other_bytes(5)} WHERE id = {ledger[1].pk}")

    assert [broken.why for broken in broken_entries()] == [Why.CHANGED, Why.CHANGED]


def test_details_that_nobody_of_us_would_have_written_are_found(
    ledger: list[Entry], behind: Sql
) -> None:
    behind(f"""UPDATE record_entry SET details = '{{"n": 0.5}}' WHERE id = {ledger[2].pk}""")

    assert list(broken_entries()) == [Broken(2, ledger[2].pk, Why.CHANGED)]


def test_an_entry_rewritten_with_a_commitment_of_its_own_is_not_that_of_the_ledger(
    ledger: list[Entry],
) -> None:
    entry = ledger[5]
    entry.details = {"words": "something else"}
    rewritten = entry.computed_commitment()
    Entry._base_manager.filter(pk=entry.pk).update(details=entry.details, commitment=rewritten)

    assert list(broken_entries()) == [Broken(5, entry.pk, Why.COMMITMENT)]
    assert list(heads_that_do_not_hold()) == []


def test_rewriting_the_ledger_too_breaks_every_head_that_was_signed(ledger: list[Entry]) -> None:
    entry = ledger[2]
    entry.details = {"words": "something else"}
    rewritten = entry.computed_commitment()
    Entry._base_manager.filter(pk=entry.pk).update(details=entry.details, commitment=rewritten)
    Leaf._base_manager.filter(position=2).update(commitment=rewritten)

    assert list(broken_entries()) == []
    found = list(heads_that_do_not_hold())
    assert BrokenHead(6, WhyHead.ROOT) in found
    assert BrokenHead(10, WhyHead.ROOT) in found
    assert BrokenHead(4, WhyHead.SUBTREE) in found


def test_an_entry_that_was_taken_away_leaves_its_place_empty(ledger: list[Entry]) -> None:
    Leaf._base_manager.filter(position=4).update(entry=None)

    assert list(broken_entries()) == [Broken(4, None, Why.GONE)]


def test_a_place_that_was_taken_out_of_the_middle_is_missed(
    ledger: list[Entry], behind: Sql
) -> None:
    behind("DELETE FROM record_leaf WHERE position = 7")

    assert list(broken_entries()) == [Broken(7, None, Why.NO_PLACE)]
    assert BrokenHead(10, WhyHead.TOO_LONG) in list(heads_that_do_not_hold())


def test_a_ledger_that_was_cut_short_is_shorter_than_a_head_that_was_signed(
    ledger: list[Entry], behind: Sql
) -> None:
    behind("DELETE FROM record_leaf WHERE position >= 8")

    assert list(broken_entries()) == []
    assert list(heads_that_do_not_hold()) == [BrokenHead(10, WhyHead.TOO_LONG)]


@pytest.mark.parametrize("column", ["signature", "origin", "key"])
def test_a_head_that_was_not_signed_so_is_found(
    ledger: list[Entry], behind: Sql, column: str
) -> None:
    said = "'bothways/somewhere else/0'" if column == "origin" else other_bytes(32)
    behind(f"UPDATE record_head SET {column} = {said} WHERE size = 6")

    assert list(heads_that_do_not_hold()) == [BrokenHead(6, WhyHead.SIGNATURE)]


def test_an_entry_erased_in_silence_is_not_taken_for_an_erasure_by_law(
    ledger: list[Entry], now: datetime
) -> None:
    Entry._base_manager.filter(pk=ledger[1].pk).update(details={}, salt=b"", erased_on=now.date())

    assert list(broken_entries()) == [Broken(1, ledger[1].pk, Why.ERASED_IN_SILENCE)]

    note("person.erased", by=None, at=now, places=[1])
    assert list(broken_entries()) == []


def test_there_are_heads_to_look_at(ledger: list[Entry]) -> None:
    assert list(Head.objects.values_list("size", flat=True)) == [10, 6]
