"""What stands on the record stays there."""

from datetime import datetime

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from bothways.record.actions import note
from bothways.record.models import Entry
from tests.cast import Cast


@pytest.fixture
def entry(firm: Cast, now: datetime) -> Entry:
    return note("commitment.kept", by=firm.manager, about=firm.organisation, at=now, words="Done.")


def test_an_entry_can_not_be_changed(entry: Entry) -> None:
    entry.verb = "commitment.broken"

    with pytest.raises(TypeError, match="never changed"):
        entry.save()


def test_an_entry_can_not_be_deleted(entry: Entry) -> None:
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()


def test_entries_can_not_be_changed_by_the_dozen(entry: Entry) -> None:
    with pytest.raises(TypeError, match="never changed"):
        Entry.objects.filter(verb="commitment.kept").update(verb="commitment.broken")
    with pytest.raises(TypeError, match="never changed"), transaction.atomic():
        Entry.objects.bulk_update([entry], ["verb"])

    assert Entry.objects.get().verb == "commitment.kept"


def test_entries_can_not_be_deleted_by_the_dozen(entry: Entry) -> None:
    with pytest.raises(TypeError, match="never deleted"):
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1


def test_who_stands_on_the_record_can_not_be_deleted(entry: Entry, firm: Cast) -> None:
    with pytest.raises(ProtectedError):
        firm.manager.delete()


def test_the_newest_entry_comes_first(entry: Entry, firm: Cast, now: datetime) -> None:
    newer = note("round.announced", by=firm.owner, at=now)

    assert list(Entry.objects.all()) == [newer, entry]
