"""An entry says what was done, by whom, about what, when."""

from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from bothways.record.actions import note
from bothways.record.models import Entry
from tests.cast import Cast


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
