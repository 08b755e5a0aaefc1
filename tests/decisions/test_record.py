"""Everything that becomes of a decision is on the record, and the record's proof holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bothways.decisions.actions import (
    answer_question,
    answer_thanks,
    ask_about,
    begin_draft,
    change_decision,
    correct,
    drop_draft,
    let_stand,
    save_draft,
)
from bothways.decisions.errors import AlreadyRecordedError, NoReasonError
from bothways.decisions.models import Decision, Thanks
from bothways.record.actions import append_entries
from bothways.record.models import Entry, Leaf
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

LATER = TODAY + timedelta(days=300)
ALL = [
    "decision.recorded",
    "decision.asked",
    "decision.answered",
    "decision.corrected",
    "decision.thanked",
    "decision.changed",
    "decision.stands",
    "decision.recorded",
    "decision.replaced",
]


@pytest.fixture
def whole_life(firm: Cast) -> Decision:
    """A decision to which everything happened that can."""
    decision = make_decision(firm.manager)
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(question, by=firm.manager, words="The wiring.", at=NOW)
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    correct(decision, by=firm.manager, at=NOW, thanks_to=firm.employee, **said)
    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=True, at=NOW)
    told = tell_of(reasons=f"{WHY} So in May.")
    change_decision(decision, by=firm.manager, told=told, why="A course.", version=1, at=NOW)
    let_stand(decision, by=firm.manager, why="Still.", look_again_on=LATER, version=2, at=NOW)
    make_decision(firm.manager, "And in May?", replaces=decision)
    return decision


def entries() -> list[Entry]:
    """Return what the record says of decisions, the oldest first."""
    return list(Entry.objects.filter(verb__startswith="decision.").order_by("pk"))


def test_everything_is_noted_in_its_order(whole_life: Decision) -> None:
    assert [entry.verb for entry in entries()] == ALL


def test_every_entry_has_its_place_on_the_ledger_and_its_commitment_holds(
    whole_life: Decision,
) -> None:
    append_entries(at=NOW)

    for entry in entries():
        assert entry.computed_commitment() == bytes(entry.commitment)
        assert bytes(Leaf.objects.get(entry=entry).commitment) == bytes(entry.commitment)


def test_each_version_is_on_the_record_in_all_its_words(whole_life: Decision) -> None:
    noted = [entry.details for entry in entries() if "wording" in entry.details]

    assert [details["version"] for details in noted] == [1, 2, 1]
    versions = {version.number: version for version in whole_life.versions.all()}
    for details in noted[:2]:
        version = versions[details["version"]]
        assert details["wording"]["reasons"] == version.reasons
        assert details["wording"]["decided_on"] == version.decided_on.isoformat()


def test_who_did_it_is_whoever_did_it(firm: Cast, whole_life: Decision) -> None:
    by = {entry.verb: entry.by for entry in entries()}

    assert by["decision.asked"] == by["decision.thanked"] == firm.employee
    assert by["decision.answered"] == by["decision.changed"] == firm.manager


def test_the_record_shows_what_people_said(
    firm: Cast, whole_life: Decision, client_of: ClientOf
) -> None:
    append_entries(at=NOW)

    shown = client_of(firm.dispatcher).get("/record/").content.decode()

    for words in (
        "The wiring.",
        "changed the words of a decision",
        "corrected a decision",
        "Still.",
    ):
        assert words in shown
    assert reverse("decisions:one", args=[whole_life.pk]) in shown


def test_what_is_refused_is_on_no_record(firm: Cast) -> None:
    make_decision(firm.manager)
    with pytest.raises(AlreadyRecordedError):
        make_decision(firm.manager)
    with pytest.raises(NoReasonError):
        make_decision(firm.manager, "Another?", reasons="No.")

    assert [entry.verb for entry in entries()] == ["decision.recorded"]


def test_a_second_click_is_noted_once(firm: Cast, decision: Decision) -> None:
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    for _ in range(2):
        ask_about(decision, by=firm.employee, words="Why?", at=NOW)
        correct(decision, by=firm.manager, at=NOW, **said)

    verbs = [entry.verb for entry in entries()]
    assert verbs == ["decision.recorded", "decision.asked", "decision.corrected"]


def test_drafts_and_a_no_to_thanks_leave_nothing_there(firm: Cast, decision: Decision) -> None:
    draft = begin_draft(by=firm.manager, typed={}, writers=[firm.owner], at=NOW)
    save_draft(draft, by=firm.owner, typed={"question": "Do we?"}, version=1, at=NOW)
    drop_draft(draft)
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    correct(decision, by=firm.manager, at=NOW, thanks_to=firm.employee, **said)
    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=False, at=NOW)

    assert [entry.verb for entry in entries()] == ["decision.recorded", "decision.corrected"]


def test_an_empty_field_takes_no_room_on_the_record(firm: Cast) -> None:
    make_decision(firm.manager)

    (entry,) = entries()
    assert set(entry.details["wording"]) == {
        "question",
        "outcome",
        "reasons",
        "decided_on",
        "look_again_on",
    }
