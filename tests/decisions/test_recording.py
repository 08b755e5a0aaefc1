"""Writing a decision down."""

from datetime import timedelta

import pytest

from bothways.decisions import errors
from bothways.decisions.actions import begin_draft, record_decision, say_no
from bothways.decisions.models import Decision, Draft, Version
from bothways.decisions.queries import answering
from bothways.notifications.models import Message
from bothways.people.models import Person, Value
from bothways.record.models import Entry
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

ROUND = "6f2c1b52-0f0a-4a3e-9d55-2f8e1f1d7a11"


def test_a_decision_stands_at_once_with_its_first_version_and_on_the_record(
    manager: Person,
) -> None:
    decision = record_decision(by=manager, told=tell_of(), at=NOW)

    first = decision.versions.get()
    assert (first.number, first.kind, first.by) == (1, Version.Kind.FIRST, manager)
    assert first.wording() == decision.wording()
    entry = Entry.objects.get(verb="decision.recorded")
    assert entry.about_id == str(decision.pk)
    assert entry.details["wording"]["reasons"] == WHY


def test_whoever_writes_it_down_decided_unless_others_are_named(firm: Cast) -> None:
    alone = make_decision(firm.employee, "Do I close the store on Fridays?")
    together = make_decision(firm.manager, deciders=[firm.owner, firm.manager, firm.owner])

    assert [one.person for one in alone.deciders.all()] == [firm.employee]
    assert {one.person for one in together.deciders.all()} == {firm.owner, firm.manager}


def test_those_who_decided_with_them_are_told(firm: Cast) -> None:
    make_decision(firm.manager, deciders=[firm.owner, firm.manager])

    told = Message.objects.get(kind="decision.recorded")
    assert told.to == firm.owner
    assert "Ruben Dahl wrote down a decision of yours" in told.subject


def test_nobody_who_is_here_decided_so_nobody_could_answer(firm: Cast) -> None:
    with pytest.raises(errors.NobodyDecidedError):
        make_decision(firm.manager, deciders=[firm.leaver])


def test_a_second_click_is_no_second_decision(manager: Person) -> None:
    first = make_decision(manager)

    with pytest.raises(errors.AlreadyRecordedError) as refused:
        make_decision(manager)

    assert refused.value.first == first.pk
    assert Decision.objects.count() == 1


def test_a_refused_decision_leaves_nothing_behind(manager: Person) -> None:
    with pytest.raises(errors.NoReasonError):
        make_decision(manager, reasons="No.")

    assert not Decision.objects.exists()
    assert not Entry.objects.filter(verb="decision.recorded").exists()


def test_a_short_no_is_a_whole_decision_that_answers_a_result(manager: Person) -> None:
    prompt = Prompt("result", f"{ROUND}/fairness-2", "“Shifts are shared fairly.” 12 of 46 agreed")

    no = say_no(
        by=manager, prompt=prompt, reasons=WHY, look_again_on=TODAY + timedelta(days=90), at=NOW
    )

    assert no.is_no
    assert no.question == prompt.words
    assert no.prompt == prompt
    assert answering(no.pk) == {}
    assert answering(type(no.pk)(ROUND)) == {"fairness-2": [no]}


def test_a_short_no_without_a_reason_is_refused(manager: Person) -> None:
    prompt = Prompt("question", "", "Do we get a bike shed?")

    with pytest.raises(errors.NoReasonError):
        say_no(by=manager, prompt=prompt, reasons="No.", look_again_on=TODAY, at=NOW)


def test_long_words_of_a_prompt_are_cut_to_a_question(manager: Person) -> None:
    prompt = Prompt("suggestion", "", "bike shed " * 39)

    no = say_no(
        by=manager, prompt=prompt, reasons=WHY, look_again_on=TODAY + timedelta(days=9), at=NOW
    )

    assert len(no.question) == 280
    assert no.question.endswith("…")


def test_a_value_of_the_firm_can_be_named(manager: Person) -> None:
    value = Value.objects.create(place=1, name="Safety first", sentence="Nobody is hurt.")

    assert make_decision(manager, value=value).value == value


def test_a_new_decision_takes_the_place_of_an_older_one(firm: Cast, decision: Decision) -> None:
    newer = make_decision(firm.manager, "Do we run a third shift in May?", replaces=decision)

    decision.refresh_from_db()
    assert (decision.replaced_by, decision.replaced_on) == (newer, TODAY)
    assert Entry.objects.get(verb="decision.replaced").about_id == str(decision.pk)


def test_only_its_writers_put_another_in_its_place_and_only_once(
    firm: Cast, decision: Decision
) -> None:
    with pytest.raises(errors.NotYoursToWriteError):
        make_decision(firm.employee, "Do we run four shifts?", replaces=decision)
    make_decision(firm.manager, "Do we run three shifts?", replaces=decision)

    with pytest.raises(errors.AlreadyReplacedError):
        make_decision(firm.manager, "Do we run two shifts?", replaces=decision)

    assert Decision.objects.count() == 2


def test_the_draft_it_was_written_in_goes(manager: Person) -> None:
    draft = begin_draft(by=manager, typed={"question": "Do we?"}, at=NOW)

    record_decision(by=manager, told=tell_of(), draft=draft, at=NOW)

    assert not Draft.objects.exists()
