"""What the database itself refuses, and what a decision says about itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bothways.decisions.actions import answer_question, ask_about
from bothways.decisions.models import (
    Answer,
    Correction,
    Decider,
    Decision,
    Draft,
    Question,
    Thanks,
    Version,
    Writer,
    waits_since,
)
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision

SOUND = {"question": "Do we?", "outcome": "no", "reasons": WHY, "decided_on": TODAY}


def row(by: Person, **fields: Any) -> Decision:
    """A decision that is sound unless a field says otherwise, not saved."""
    return Decision(**(SOUND | {"made_by": by, "recorded_on": TODAY} | fields))


def version(decision: Decision, **fields: Any) -> Version:
    """A second version that is sound unless a field says otherwise, not saved."""
    sound = {"number": 2, "kind": "changed", "why": "People were hired."}
    beside = {"decision": decision, "by": decision.made_by, "said_on": TODAY}
    return Version(**(SOUND | beside | sound | fields))


def test_a_sound_decision_is_taken(owner: Person) -> None:
    row(owner).save()

    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"question": ""},
        {"reasons": ""},
        {"look_again_on": TODAY},
        {"look_again_on": TODAY - timedelta(days=1)},
        {"replaced_on": TODAY},
        {"n_questions": 1},
        {"n_answered": 1},
        {"waits_since": TODAY},
        {"prompt_kind": "suggestion"},
        {"prompt_words": "Do we?"},
        {"prompt_ref": "a ref of nothing"},
    ],
)
def test_the_database_refuses_what_is_no_decision(owner: Person, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(owner, **fields).save()


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 1},
        {"kind": "first"},
        {"why": ""},
        {"kind": "stands", "why": ""},
        {"number": 1, "kind": "first", "why": ""},
    ],
)
def test_the_database_refuses_a_version_without_its_reason_or_number(
    decision: Decision, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        version(decision, **fields).save()


def test_the_database_refuses_words_that_say_nothing(firm: Cast, decision: Decision) -> None:
    beside = {"by": firm.manager, "said_on": TODAY}
    asked = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    for empty in (
        Question(decision=decision, text="", **beside),
        Answer(question=asked, text="", **beside),
        Correction(decision=decision, was="", now="13", words="Misread.", **beside),
        Correction(decision=decision, was="30", now="", words="Misread.", **beside),
        Correction(decision=decision, was="30", now="13", words="", **beside),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            empty.save()


def test_nobody_decides_or_writes_a_draft_twice(firm: Cast, decision: Decision) -> None:
    draft = Draft.objects.create(made_by=firm.manager, saved_on=TODAY)
    Writer.objects.create(draft=draft, person=firm.owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decider.objects.create(decision=decision, person=firm.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Writer.objects.create(draft=draft, person=firm.owner)


def test_a_question_is_answered_once(firm: Cast, decision: Decision) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(question, by=firm.manager, words="Because of the wiring.", at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question=question, by=firm.manager, said_on=TODAY, text="Also.")


def test_its_wording_is_all_of_its_words_and_nothing_else(decision: Decision) -> None:
    assert set(decision.wording()) == {
        "question",
        "outcome",
        "decided",
        "reasons",
        "context",
        "options",
        "who_was_heard",
        "uncertain",
        "would_change_our_mind",
        "decided_on",
        "look_again_on",
    }


def test_it_waits_since_the_oldest_of_what_has_no_answer(firm: Cast, decision: Decision) -> None:
    first = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    second = ask_about(decision, by=firm.colleague, words="How?", at=NOW + timedelta(days=2))
    answer_question(first, by=firm.manager, words="Because of the wiring.", at=NOW)

    fresh = list(Question.objects.select_related("answer"))

    assert waits_since(fresh) == second.said_on
    assert waits_since([]) is None


def test_it_is_written_by_those_who_decided_and_whoever_wrote_it_down(firm: Cast) -> None:
    decision = make_decision(firm.people_lead, deciders=[firm.owner, firm.manager])

    allowed = {one for one in firm.people() if decision.may_be_written_by(one)}

    assert allowed == {firm.people_lead, firm.owner, firm.manager}


def test_it_is_answered_by_those_who_decided_and_not_by_whoever_wrote_it_down(firm: Cast) -> None:
    decision = make_decision(firm.people_lead, deciders=[firm.owner, firm.manager])

    allowed = {one for one in firm.people() if decision.may_be_answered_by(one)}

    assert allowed == {firm.owner, firm.manager}


def test_every_row_says_what_it_is(firm: Cast, decision: Decision) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer = answer_question(question, by=firm.manager, words="Because of the wiring.", at=NOW)
    draft = Draft(made_by=firm.manager, typed={"question": "Do we?"})

    assert str(decision) == "Do we run a third shift?"
    assert str(decision.versions.get()) == "1: Do we run a third shift?"
    assert (str(question), str(answer)) == ("Why?", "Because of the wiring.")
    assert str(draft) == "Do we?"
    assert str(Draft(made_by=firm.manager)) == ""
    assert str(Thanks(correction_id=7)) == "7"
    assert str(Correction(now="It is 13.")) == "It is 13."
    assert str(decision.deciders.get()).startswith(str(firm.manager.pk))
    assert str(Writer(draft=draft, person=firm.owner)).startswith(str(firm.owner.pk))
