"""What was done gets its place on the ledger: once, for good, and signed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from bothways.pure.ledger import includes, is_consistent, leaf_hash, root
from bothways.record import queries
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry, Head, Leaf
from tests.cast import Cast
from tests.record.done import done


def commitments() -> list[bytes]:
    """What stands on the ledger, in order."""
    return [bytes(leaf.commitment) for leaf in Leaf.objects.order_by("position")]


def test_where_nothing_was_done_there_is_no_head(db: None, now: datetime) -> None:
    assert append_entries(at=now) is None
    assert queries.newest_head() is None


def test_every_entry_gets_its_place_in_the_order_of_what_was_done(now: datetime) -> None:
    entries = done(5, at=now)

    head = append_entries(at=now)

    assert [leaf.entry for leaf in Leaf.objects.order_by("position")] == entries
    assert head is not None
    assert head.size == 5
    assert bytes(head.root) == root([leaf_hash(bytes(e.commitment)) for e in entries])
    assert head.holds()


def test_what_has_a_place_keeps_it_and_what_comes_later_comes_behind(now: datetime) -> None:
    done(3, at=now)
    append_entries(at=now)
    first = commitments()

    done(4, at=now)
    append_entries(at=now + timedelta(minutes=1))

    assert commitments()[:3] == first
    assert len(commitments()) == 7


def test_where_nothing_new_was_done_nothing_is_signed_again(now: datetime) -> None:
    done(2, at=now)
    head = append_entries(at=now)

    assert append_entries(at=now + timedelta(hours=1)) == head
    assert Head.objects.count() == 1


def test_every_head_is_the_beginning_of_every_later_one(now: datetime) -> None:
    heads = []
    for some in (1, 1, 3, 2, 8, 5, 1):
        done(some, at=now)
        heads.append(append_entries(at=now))

    for place, old in enumerate(heads):
        for new in heads[place:]:
            assert old is not None
            assert new is not None
            path = queries.consistency_path(old.size, new.size)
            assert is_consistent(old.size, new.size, bytes(old.root), bytes(new.root), path)


def test_every_entry_is_proved_under_the_newest_head(now: datetime) -> None:
    done(21, at=now)
    append_entries(at=now)
    done(2, at=now)
    append_entries(at=now)

    for leaf in Leaf.objects.all():
        proof = queries.proof_of(leaf)
        assert proof is not None
        hashed = leaf_hash(bytes(leaf.commitment))
        whole = bytes(proof.head.root)
        assert includes(hashed, leaf.position, proof.head.size, proof.path, whole)


def test_a_proof_reads_a_few_rows_however_long_the_ledger_is(
    now: datetime, django_assert_num_queries: Any
) -> None:
    done(150, at=now)
    append_entries(at=now)
    leaf = Leaf.objects.get(position=77)

    with django_assert_num_queries(2):
        queries.proof_of(leaf)


def test_a_place_beyond_the_newest_head_has_no_proof_yet(now: datetime) -> None:
    (entry,) = done(1, at=now)
    append_entries(at=now)
    beyond = Leaf.objects.create(position=1, commitment=bytes(entry.commitment))

    assert queries.proof_of(beyond) is None


def test_what_was_rolled_back_has_no_place_and_no_head(now: datetime) -> None:
    done(2, at=now)
    append_entries(at=now)

    def fail_after_appending() -> None:
        with transaction.atomic():
            done(1, at=now)
            append_entries(at=now)
            raise RuntimeError("the rest failed")

    with pytest.raises(RuntimeError):
        fail_after_appending()

    done(1, at=now)
    head = append_entries(at=now)
    assert head is not None
    assert (head.size, Leaf.objects.count(), Head.objects.count()) == (3, 3, 2)


def test_the_key_follows_from_the_secret_and_the_origin_from_the_key(
    now: datetime, settings: Settings
) -> None:
    done(1, at=now)
    first = append_entries(at=now)
    settings.SECRET_KEY = "another secret, as after a change of it"
    done(1, at=now)
    second = append_entries(at=now)

    assert first is not None
    assert second is not None
    assert first.key != second.key
    assert first.origin != second.origin
    assert first.holds()
    assert second.holds()


def test_after_a_restore_the_ledger_has_another_epoch(now: datetime) -> None:
    done(2, at=now)
    before = append_entries(at=now)
    note("installation.restored", by=None, at=now, made_at="2026-11-01")
    restored = append_entries(at=now)
    done(1, at=now)
    after = append_entries(at=now)

    assert before is not None
    assert restored is not None
    assert after is not None
    assert before.origin.endswith("/0")
    assert restored.origin == after.origin == before.origin[:-1] + "20261102T090000.000000Z"


def test_a_leaf_and_a_head_can_not_be_changed_or_deleted(now: datetime) -> None:
    done(1, at=now)
    head = append_entries(at=now)
    assert head is not None
    leaf = Leaf.objects.get()

    for row in (head, leaf):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()
        with pytest.raises(TypeError, match="never changed"):
            type(row).objects.update(pk=7)
        with pytest.raises(TypeError, match="never deleted"):
            type(row).objects.all().delete()


def test_a_head_says_how_long_the_ledger_is_and_its_root(now: datetime) -> None:
    done(1, at=now)
    head = append_entries(at=now)

    assert head is not None
    assert str(head) == f"1-{head.root_hex}"
    assert str(Leaf.objects.get()) == "0"


def test_a_commitment_is_the_same_when_the_entry_is_read_back(firm: Cast, now: datetime) -> None:
    details = {
        "words": 'Grüße – 🌿 "quoted" \\ ',
        "n": 12,
        "yes": True,
        "none": None,
        "list": [1, "a"],
    }
    entry = note("unit.renamed", by=firm.owner, about=firm.owner.unit, at=now, **details)

    again = Entry.objects.get(pk=entry.pk)

    assert again.computed_commitment() == bytes(again.commitment) == bytes(entry.commitment)


def test_two_entries_of_the_same_words_have_two_commitments(now: datetime) -> None:
    one, other = note("keys.destroyed", by=None, at=now), note("keys.destroyed", by=None, at=now)

    assert one.text == other.text
    assert one.commitment != other.commitment
