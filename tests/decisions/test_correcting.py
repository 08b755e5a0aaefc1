"""'We were wrong about': on the record, credited, never hidden."""

import pytest

from bothways.decisions import errors
from bothways.decisions.actions import answer_thanks, ask_about, correct
from bothways.decisions.models import Correction, Decision, Thanks
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW

WORDS = "The list held the presses of both halls."


def put_right(decision: Decision, by: Person, thanks_to: Person | None = None) -> Correction:
    """Correct how many presses stand still."""
    said = {"was": "Both presses stand still.", "now": "One of two stands still.", "words": WORDS}
    return correct(decision, by=by, at=NOW, thanks_to=thanks_to, **said)


def test_a_correction_keeps_what_was_said_beside_what_is_so(
    manager: Person, decision: Decision
) -> None:
    put_right(decision, manager)

    correction = decision.corrections.get()
    assert correction.was == "Both presses stand still."
    assert decision.n_corrections == 1
    assert "Both presses stand still" in decision.reasons
    entry = Entry.objects.get(verb="decision.corrected")
    assert entry.details == {
        "was": "Both presses stand still.",
        "now": "One of two stands still.",
        "words": WORDS,
    }


def test_whoever_pointed_it_out_is_named_only_if_they_wish(firm: Cast, decision: Decision) -> None:
    put_right(decision, firm.manager, thanks_to=firm.employee)
    thanks = Thanks.objects.get()
    assert thanks.is_named is None
    assert Message.objects.get(kind="decision.thanks").to == firm.employee

    answer_thanks(thanks, by=firm.employee, is_named=True, at=NOW)

    assert thanks.is_named
    assert Entry.objects.get(verb="decision.thanked").by == firm.employee


def test_a_name_can_be_taken_off_again_and_a_no_is_on_no_record(
    firm: Cast, decision: Decision
) -> None:
    put_right(decision, firm.manager, thanks_to=firm.employee)
    thanks = Thanks.objects.get()

    answer_thanks(thanks, by=firm.employee, is_named=False, at=NOW)

    assert thanks.is_named is False
    assert not Entry.objects.filter(verb="decision.thanked").exists()


def test_nobody_else_says_whether_a_name_is_shown(firm: Cast, decision: Decision) -> None:
    put_right(decision, firm.manager, thanks_to=firm.employee)

    with pytest.raises(errors.NotYoursToSayError):
        answer_thanks(Thanks.objects.get(), by=firm.manager, is_named=True, at=NOW)


def test_nobody_thanks_themselves_and_a_second_click_corrects_once(
    manager: Person, decision: Decision
) -> None:
    put_right(decision, manager, thanks_to=manager)
    put_right(decision, manager)

    assert not Thanks.objects.exists()
    decision.refresh_from_db()
    assert decision.n_corrections == 1


def test_only_those_who_decided_correct_it(firm: Cast, decision: Decision) -> None:
    with pytest.raises(errors.NotYoursToWriteError):
        put_right(decision, firm.employee)


def test_those_who_asked_learn_of_it(firm: Cast, decision: Decision) -> None:
    ask_about(decision, by=firm.employee, words="Both of them?", at=NOW)

    put_right(decision, firm.manager)

    assert Message.objects.get(kind="decision.corrected").to == firm.employee
