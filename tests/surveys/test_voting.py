"""Everything that answering writes, found by comparing all that is stored before and after."""

from datetime import timedelta
from typing import Any

from django.db import connections

from bothways.people.models import Person
from bothways.surveys.models import Entitlement
from bothways.surveys.voting import cast_ballot, draw_envelope, put_in
from tests.rounds import SAFETY, opened

Stored = dict[tuple[str, str], set[Any]]


def all_that_is_stored() -> Stored:
    """Return every row of every table of both databases."""
    return {
        (alias, table): _rows(alias, table)
        for alias in ("default", "ballots")
        for table in connections[alias].introspection.table_names()
    }


def _rows(alias: str, table: str) -> set[Any]:
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return set(cursor.fetchall())


def changed(before: Stored, after: Stored) -> dict[str, int]:
    """Return how many rows are new or other, by table."""
    return {
        table[1]: len(rows - before[table]) for table, rows in after.items() if rows - before[table]
    }


def test_drawing_an_envelope_writes_one_digest_and_nothing_else(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner, questions=[SAFETY])
    before = all_that_is_stored()
    row = Entitlement.objects.filter(round=round_, person=employee).values().get()

    draw_envelope(round_, employee, at=round_.opens_at + timedelta(hours=5))

    after = all_that_is_stored()
    assert changed(before, after) == {"surveys_entitlement": 1}
    assert {table: len(rows) for table, rows in after.items()} == {
        table: len(rows) for table, rows in before.items()
    }
    now = Entitlement.objects.filter(round=round_, person=employee).values().get()
    assert {name for name in now if now[name] != row[name]} == {"blinded_digest"}


def test_putting_in_a_ballot_writes_one_bundle_and_nothing_else(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner, questions=[SAFETY])
    wallet = draw_envelope(round_, employee, at=round_.opens_at)
    before = all_that_is_stored()

    put_in(round_, wallet, [4], at=round_.opens_at + timedelta(hours=5))

    assert changed(before, all_that_is_stored()) == {"ballotbox_bundle": 1}


def test_two_who_answer_at_other_times_leave_rows_of_the_same_kind(
    owner: Person, employee: Person, colleague: Person
) -> None:
    round_ = opened(owner, questions=[SAFETY])
    cast_ballot(round_, employee, [1], at=round_.opens_at)
    cast_ballot(round_, colleague, [5], at=round_.opens_at + timedelta(days=3))

    rows = Entitlement.objects.filter(round=round_, person__in=[employee, colleague]).values()

    kept = [{name: type(value) for name, value in row.items()} for row in rows]
    assert kept[0] == kept[1]
    assert len({row["block"] for row in rows}) == 1
