"""An entry says what was done, by whom, about what, when."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from bothways.record.actions import erase_entries, note
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import TODAY


def test_an_entry_holds_who_what_and_when(firm: Cast, now: datetime) -> None:
    note("unit.renamed", by=firm.owner, about=firm.owner.unit, at=now, before="Mill", after="Race")

    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.at) == ("unit.renamed", firm.owner, now)
    assert entry.about_kind == "people.unit"
    assert entry.about_id == str(firm.owner.unit.pk)
    assert entry.details == {"before": "Mill", "after": "Race"}
    assert str(entry) == "unit.renamed"


def test_an_entry_may_be_about_nothing_and_by_nobody(db: None, now: datetime) -> None:
    entry = note("keys.destroyed", by=None, at=now)

    assert (entry.by, entry.about_kind, entry.about_id, entry.details) == (None, "", "", {})


def test_an_entry_is_of_now_unless_a_moment_is_given(db: None) -> None:
    before = timezone.now()

    assert before <= note("keys.destroyed", by=None).at <= timezone.now()


def test_what_did_not_happen_is_not_on_the_record(db: None, now: datetime) -> None:
    def fail_after_noting() -> None:
        with transaction.atomic():
            note("round.announced", by=None, at=now)
            raise RuntimeError("the rest failed")

    with pytest.raises(RuntimeError):
        fail_after_noting()

    assert not Entry.objects.exists()


def test_the_same_done_twice_is_two_entries(firm: Cast, now: datetime) -> None:
    first, second = (note("keys.destroyed", by=firm.owner, at=now) for _twice in range(2))

    assert first.pk != second.pk
    assert bytes(first.salt) != bytes(second.salt)


@pytest.mark.parametrize("details", [{"share": 0.5}, {"list": [1, {"deep": 2.5}]}])
def test_a_fraction_is_refused_because_programs_write_it_differently(
    firm: Cast, now: datetime, details: dict[str, object]
) -> None:
    with pytest.raises((ValueError, TypeError)), transaction.atomic():
        note("round.released", by=firm.owner, at=now, **details)

    assert not Entry.objects.exists()


def test_what_is_erased_says_nothing_and_keeps_its_commitment(firm: Cast, now: datetime) -> None:
    entry = note("unit.renamed", by=firm.owner, about=firm.owner.unit, at=now, after="Race")
    stays = note("unit.renamed", by=firm.owner, about=firm.owner.unit, at=now, after="Mill")

    places = erase_entries([entry], on=TODAY, at=now)

    empty = Entry.objects.get(pk=entry.pk)
    assert places == [0]
    assert (empty.verb, empty.by, empty.about_kind, empty.about_id) == ("", None, "", "")
    assert (empty.details, bytes(empty.salt), empty.erased_on) == ({}, b"", TODAY)
    assert bytes(empty.commitment) == bytes(entry.commitment)
    assert Entry.objects.get(pk=stays.pk).details == {"after": "Mill"}


def test_erasing_twice_keeps_the_first_day(firm: Cast, now: datetime) -> None:
    entry = note("unit.renamed", by=firm.owner, at=now, after="Race")
    erase_entries([entry], on=TODAY, at=now)

    assert erase_entries([entry], on=TODAY + timedelta(days=9), at=now) == [0]

    assert Entry.objects.get(pk=entry.pk).erased_on == TODAY


def test_erasing_nothing_erases_nothing(firm: Cast, now: datetime) -> None:
    note("unit.renamed", by=firm.owner, at=now, after="Race")

    assert erase_entries([], on=TODAY, at=now) == []
    assert Entry.objects.get().details == {"after": "Race"}


def test_an_erasure_that_fails_leaves_everything_as_it_was(firm: Cast, now: datetime) -> None:
    entry = note("unit.renamed", by=firm.owner, at=now, after="Race")

    def fail_after_erasing() -> None:
        with transaction.atomic():
            erase_entries([entry], on=TODAY, at=now)
            raise RuntimeError("the rest failed")

    with pytest.raises(RuntimeError):
        fail_after_erasing()

    assert Entry.objects.get().details == {"after": "Race"}
