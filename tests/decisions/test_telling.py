"""Who is told what about a decision."""

from datetime import timedelta

import pytest

from bothways.decisions.actions import (
    answer_question,
    ask_about,
    change_decision,
    correct,
    let_stand,
)
from bothways.decisions.models import Decision
from bothways.notifications.models import Message, Wish
from bothways.notifications.weekly import ANSWERED, lines_for
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

Told = list[tuple[str, set[str]]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What was told, each kind with the names of those who were, whatever becomes of the mails."""
    heard: Told = []

    def tell(kind: str, *, to: object, **_said: object) -> int:
        people: list[Person] = list(to)  # type: ignore[call-overload]
        heard.append((kind, {person.name for person in people}))
        return len(people)

    monkeypatch.setattr("bothways.decisions.actions.telling.tell", tell)
    return heard


@pytest.fixture
def shared(firm: Cast) -> Decision:
    """A decision that the manager and the owner took, about which two have asked."""
    decision = make_decision(firm.manager, deciders=[firm.manager, firm.owner])
    for person in (firm.employee, firm.colleague):
        ask_about(decision, by=person, words="Why?", at=NOW)
    return decision


CONCERNED = {"Sanne Weir", "Jo Marsh", "Tariq Bell"}


def test_a_question_goes_to_all_who_decided(firm: Cast, told: Told) -> None:
    decision = make_decision(firm.manager, deciders=[firm.manager, firm.owner])
    ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    assert told == [
        ("decision.recorded", {"Sanne Weir"}),
        ("decision.asked", {"Ruben Dahl", "Sanne Weir"}),
    ]


def test_an_answer_goes_to_whoever_asked(firm: Cast, shared: Decision, told: Told) -> None:
    question = shared.questions.get(by=firm.employee)

    answer_question(question, by=firm.owner, words="The wiring.", at=NOW)

    assert told == [("decision.answered", {"Jo Marsh"})]


def test_new_words_go_to_those_who_decided_or_asked_but_not_to_whoever_wrote_them(
    firm: Cast, shared: Decision, told: Told
) -> None:
    words = tell_of(reasons=f"{WHY} So in May.")
    change_decision(shared, by=firm.manager, told=words, why="A course.", version=1, at=NOW)

    assert told == [("decision.changed", CONCERNED)]


def test_that_it_stands_goes_to_the_same(firm: Cast, shared: Decision, told: Told) -> None:
    later = TODAY + timedelta(days=200)
    let_stand(shared, by=firm.manager, why="Still.", look_again_on=later, version=1, at=NOW)

    assert told == [("decision.stands", CONCERNED)]


def test_a_correction_goes_to_the_same_and_the_thanks_to_one(
    firm: Cast, shared: Decision, told: Told
) -> None:
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    correct(shared, by=firm.manager, at=NOW, thanks_to=firm.dispatcher, **said)

    assert told == [("decision.corrected", CONCERNED), ("decision.thanks", {"Omar Lind"})]


def test_what_was_replaced_goes_to_those_of_the_older_one(
    firm: Cast, shared: Decision, told: Told
) -> None:
    make_decision(firm.manager, "And in May?", replaces=shared)

    assert ("decision.replaced", CONCERNED) in told


def test_whoever_has_left_is_told_nothing(firm: Cast, shared: Decision, told: Told) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(left_on=TODAY)

    correct(shared, by=firm.manager, was="Both.", now="One.", words="Misread.", at=NOW)

    assert told == [("decision.corrected", CONCERNED - {"Jo Marsh"})]


def test_whoever_chose_nothing_finds_it_in_the_week_and_gets_no_mail(firm: Cast) -> None:
    Wish.objects.all().delete()
    decision = make_decision(firm.manager)

    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(question, by=firm.manager, words="The wiring.", at=NOW)

    assert not Message.objects.exists()
    lines = lines_for([firm.employee], TODAY)[firm.employee.pk][ANSWERED]
    assert [line.said for line in lines if line.key.startswith("decision")] == ["The wiring."]


@pytest.mark.parametrize(("group", "kind"), [("news", "decision.answered")])
def test_whoever_chose_it_gets_it_at_once(firm: Cast, group: str, kind: str) -> None:
    Wish.objects.exclude(about=group).delete()
    decision = make_decision(firm.manager)
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    answer_question(question, by=firm.manager, words="The wiring.", at=NOW)

    assert [message.kind for message in Message.objects.filter(to=firm.employee)] == [kind]
