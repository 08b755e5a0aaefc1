"""A decision while it is written."""

import pytest

from bothways.decisions.actions import begin_draft, drop_draft, save_draft
from bothways.decisions.errors import ChangedMeanwhileError
from bothways.decisions.models import Draft
from bothways.decisions.queries import drafts_of
from bothways.record.models import Entry
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.factories import NOW

TYPED = {"question": "Do we close the night shift?", "reasons": "Not sure yet"}


def test_a_draft_is_seen_by_its_writers_alone_and_is_on_no_record(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed=TYPED, writers=[firm.owner], at=NOW)

    assert drafts_of(firm.manager) == drafts_of(firm.owner) == [draft]
    assert draft.is_in_sight_of(firm.owner)
    assert not draft.is_in_sight_of(firm.people_lead)
    assert drafts_of(firm.people_lead) == []
    assert not Entry.objects.filter(about_kind__startswith="decisions").exists()


def test_whoever_saves_second_is_told_and_keeps_the_text(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed=TYPED, writers=[firm.owner], at=NOW)
    theirs = Draft.objects.get(pk=draft.pk)
    save_draft(draft, by=firm.manager, typed=TYPED | {"reasons": "Mine"}, version=1, at=NOW)

    with pytest.raises(ChangedMeanwhileError):
        save_draft(theirs, by=firm.owner, typed=TYPED | {"reasons": "Theirs"}, version=1, at=NOW)

    assert theirs.typed["reasons"] == "Mine"
    assert theirs.version == 2
    assert theirs.saved_by == firm.manager


def test_writers_come_and_go_and_whoever_began_stays(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed=TYPED, writers=[firm.owner], at=NOW)
    people = [firm.manager, firm.people_lead]

    save_draft(draft, by=firm.owner, typed=TYPED, version=1, writers=people, at=NOW)

    assert [one.person for one in draft.writers.all()] == [firm.people_lead]
    assert draft.is_in_sight_of(firm.manager)


def test_what_prompted_it_is_kept_with_it(firm: Cast) -> None:
    prompt = Prompt("suggestion", "", "Close the night shift")

    assert begin_draft(by=firm.manager, typed=TYPED, prompt=prompt, at=NOW).prompt == prompt


def test_a_draft_can_be_thrown_away(firm: Cast) -> None:
    drop_draft(begin_draft(by=firm.manager, typed=TYPED, at=NOW))

    assert not Draft.objects.exists()
