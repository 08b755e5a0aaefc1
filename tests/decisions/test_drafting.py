"""A decision while it is written."""

from datetime import timedelta

import pytest

from bothways.decisions.actions import begin_draft, drop_draft, save_draft
from bothways.decisions.actions.drafting import MOST_WRITERS
from bothways.decisions.errors import ChangedMeanwhileError
from bothways.decisions.models import Draft
from bothways.decisions.queries import drafts_of
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.factories import NOW, make_decision

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


def test_saving_again_without_naming_writers_leaves_them_as_they_are(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed=TYPED, writers=[firm.owner], at=NOW)

    save_draft(draft, by=firm.manager, typed=TYPED, version=1, at=NOW)

    assert [one.person for one in draft.writers.all()] == [firm.owner]
    assert draft.version == 2


def test_no_more_than_a_dozen_write_together(firm: Cast) -> None:
    people = list(Person.objects.here().exclude(pk=firm.manager.pk)[:20])

    draft = begin_draft(by=firm.manager, typed=TYPED, writers=people, at=NOW)

    assert draft.writers.count() == MOST_WRITERS


def test_whoever_is_named_no_more_sees_it_no_more(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed=TYPED, writers=[firm.owner], at=NOW)

    save_draft(draft, by=firm.manager, typed=TYPED, version=1, writers=[], at=NOW)

    assert drafts_of(firm.owner) == []
    assert not Draft.objects.get().is_in_sight_of(firm.owner)


def test_what_a_draft_replaces_is_kept_with_it(firm: Cast) -> None:
    old = make_decision(firm.manager)

    draft = begin_draft(by=firm.manager, typed=TYPED, replaces=old, at=NOW)

    assert Draft.objects.get(pk=draft.pk).replaces == old


def test_several_drafts_stand_there_the_newest_first(firm: Cast) -> None:
    for n_days, question in ((0, "Older?"), (3, "Newer?")):
        at = NOW + timedelta(days=n_days)
        begin_draft(by=firm.manager, typed={"question": question}, at=at)

    assert [str(draft) for draft in drafts_of(firm.manager)] == ["Newer?", "Older?"]
