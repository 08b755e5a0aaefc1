"""Several who note and append at the same moment, on a database that lets all of them write."""

from datetime import datetime

import pytest
from django.db import transaction

from bothways.pure.ledger import leaf_hash, root
from bothways.record import queries
from bothways.record.actions import append_entries
from bothways.record.models import Entry, Head, Leaf
from tests.at_once import both
from tests.record.done import done
from tests.storage.test_alone import beside

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases="__all__")]


def test_two_who_append_at_once_give_every_entry_one_place(now: datetime) -> None:
    done(40, at=now)

    raised = both(lambda: append_entries(at=now), lambda: append_entries(at=now))

    assert raised == [None, None]
    assert sorted(Leaf.objects.values_list("position", flat=True)) == list(range(40))
    assert not queries.waiting().exists()
    head = Head.objects.get()
    assert bytes(head.root) == root(
        [leaf_hash(bytes(leaf.commitment)) for leaf in Leaf.objects.order_by("position")]
    )


def test_those_who_note_and_those_who_append_at_once_lose_nothing(now: datetime) -> None:
    def note_often() -> None:
        for _ in range(15):
            with transaction.atomic():
                done(2, at=now)

    def append_often() -> None:
        for _ in range(15):
            append_entries(at=now)

    assert both(note_often, append_often) == [None, None]
    append_entries(at=now)

    assert Leaf.objects.count() == Entry.objects.count() == 30
    assert list(queries.broken_entries()) == []
    assert list(queries.heads_that_do_not_hold()) == []


def test_an_entry_that_is_committed_late_comes_behind_and_is_not_lost(now: datetime) -> None:
    """Whoever took a number first and ends last leaves a gap meanwhile."""
    with transaction.atomic():
        (late,) = done(1, at=now)
        done_beside: list[Entry] = []
        beside(lambda: done_beside.extend(done(2, at=now))).join(20)
        beside(lambda: append_entries(at=now)).join(20)
    append_entries(at=now)

    assert late.pk < min(entry.pk for entry in done_beside)
    places = [leaf.entry_id for leaf in Leaf.objects.order_by("position")]
    assert places == [*(entry.pk for entry in done_beside), late.pk]
