"""New words for a decision, and looking at it again."""

from datetime import timedelta
from typing import Any

import pytest

from bothways.decisions import errors
from bothways.decisions.actions import ask_about, change_decision, let_stand
from bothways.decisions.models import Decision, Version
from bothways.decisions.queries import versions_of
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

NEXT = TODAY + timedelta(days=200)
NOW_SO = "From March on we have four more people, two of them trained on the presses."


def change(decision: Decision, by: Person, **said: Any) -> Version:
    """Give it new reasons, as whoever read its newest version."""
    said = {"why": "Four people were hired.", "version": decision.version} | said
    told = tell_of(decision.question, **{"reasons": NOW_SO} | said.pop("told", {}))
    return change_decision(decision, by=by, told=told, at=NOW, **said)


def test_new_words_leave_the_old_ones_readable_with_the_reason(
    manager: Person, decision: Decision
) -> None:
    change(decision, manager, told={"outcome": "yes"})

    first, second = versions_of(decision)
    assert (first.reasons, first.outcome) == (WHY, "no")
    assert (second.reasons, second.outcome) == (NOW_SO, "yes")
    assert (second.kind, second.why) == (Version.Kind.CHANGED, "Four people were hired.")
    assert decision.wording() == second.wording()
    assert Entry.objects.get(verb="decision.changed").details["version"] == 2


def test_whoever_wrote_second_is_told_and_nothing_is_lost(firm: Cast) -> None:
    decision = make_decision(firm.manager, deciders=[firm.manager, firm.owner])
    theirs = Decision.objects.get(pk=decision.pk)
    change(decision, firm.manager)

    with pytest.raises(errors.ChangedMeanwhileError, match="Your text is still here"):
        change(
            theirs,
            firm.owner,
            version=1,
            told={"reasons": "Quite another reason: the hall is too loud at night."},
        )

    assert theirs.reasons == NOW_SO
    assert decision.versions.count() == 2


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"why": " "}, errors.NoWhyError),
        ({"told": {"reasons": WHY}}, errors.NothingChangedError),
        ({"told": {"reasons": "No."}}, errors.NoReasonError),
        ({"told": {"look_again_on": TODAY - timedelta(days=1)}}, errors.LookAgainInThePastError),
    ],
)
def test_a_change_needs_a_reason_and_something_that_changes(
    manager: Person, decision: Decision, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        change(decision, manager, **said)

    assert decision.versions.count() == 1


def test_only_those_who_decided_change_it(firm: Cast, decision: Decision) -> None:
    with pytest.raises(errors.NotYoursToWriteError, match="You can ask them"):
        change(decision, firm.employee)
    with pytest.raises(errors.NotYoursToWriteError):
        let_stand(decision, by=firm.owner, why="Still so.", look_again_on=NEXT, version=1, at=NOW)


def test_looked_at_again_it_stands_because_and_has_its_next_day(
    manager: Person, decision: Decision
) -> None:
    let_stand(
        decision, by=manager, why="Nobody is trained yet.", look_again_on=NEXT, version=1, at=NOW
    )

    last = versions_of(decision)[-1]
    assert (last.kind, last.why, last.look_again_on) == ("stands", "Nobody is trained yet.", NEXT)
    assert last.reasons == WHY
    assert decision.look_again_on == NEXT


def test_past_its_day_a_decision_should_have_been_looked_at_again(decision: Decision) -> None:
    day = TODAY + timedelta(days=90)

    assert not decision.is_to_be_looked_at_again(day)
    assert decision.is_to_be_looked_at_again(day + timedelta(days=1))
    late = Decision.objects.all().to_look_at_again(day + timedelta(days=1))
    assert list(late) == [decision]


def test_what_was_replaced_is_looked_at_and_changed_no_more(
    manager: Person, decision: Decision
) -> None:
    make_decision(manager, "Do we run a third shift in May?", replaces=decision)
    decision.refresh_from_db()

    assert not decision.is_to_be_looked_at_again(TODAY + timedelta(days=900))
    with pytest.raises(errors.AlreadyReplacedError):
        change(decision, manager)


def test_those_who_asked_are_told_of_new_words(firm: Cast, decision: Decision) -> None:
    ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    change(decision, firm.manager)

    assert Message.objects.get(kind="decision.changed").to == firm.employee
