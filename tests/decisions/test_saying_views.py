"""What is said under a decision, as people meet the forms."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.decisions.actions import answer_question, ask_about, correct, let_stand
from bothways.decisions.models import Correction, Decision, Question, Thanks, Version
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine, make_decision

NEXT = localdate() + timedelta(days=120)


@pytest.fixture
def decision(firm: Cast) -> Decision:
    """The manager's no, written down on the real today."""
    return make_decision(firm.manager, recorded_on=localdate())


def at(name: str, decision: Decision) -> str:
    """Return an address under a decision."""
    return reverse(f"decisions:{name}", args=[decision.pk])


def asked_by(firm: Cast, decision: Decision) -> Question:
    """Return a question of the employee's."""
    return ask_about(decision, by=firm.employee, words="Why?", at=at_nine(localdate()))


def test_anybody_asks_and_those_who_decided_answer(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    employee, manager = client_of(firm.employee), client_of(firm.manager)
    assert "They owe you an answer then" in employee.get(at("ask", decision)).content.decode()

    employee.post(at("ask", decision), {"words": "Why not in summer?"})
    question = Question.objects.get()
    address = reverse("decisions:answer", args=[question.pk])
    assert "Why not in summer?" in manager.get(address).content.decode()
    manager.post(address, {"words": "In summer six are away.\n\nIn autumn four."})

    shown = employee.get(at("one", decision)).content.decode()
    assert "<p>In summer six are away.</p>" in shown
    assert "Answered: 1 of 1" in shown


def test_nobody_else_gets_to_the_answer(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    address = reverse("decisions:answer", args=[asked_by(firm, decision).pk])

    assert client_of(firm.employee).get(address).status_code == 403
    assert client_of(firm.owner).post(address, {"words": "I say so."}).status_code == 403
    assert client_of(firm.manager).get(address).status_code == 200


def test_whoever_answers_second_keeps_the_text(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    question = asked_by(firm, decision)
    answer_question(question, by=firm.manager, words="The wiring.", at=at_nine(localdate()))
    address = reverse("decisions:answer", args=[question.pk])

    reply = client_of(firm.manager).post(address, {"words": "Because of the wiring."})

    assert reply.status_code == 409
    assert "Someone answered this first." in reply.content.decode()
    assert "Because of the wiring." in reply.content.decode()


def test_an_empty_question_is_none(firm: Cast, decision: Decision, client_of: ClientOf) -> None:
    reply = client_of(firm.employee).post(at("ask", decision), {"words": " "})

    assert "Say it in a sentence." in reply.content.decode()
    assert not Question.objects.exists()


def test_whoever_answers_is_told_to_change_the_words_instead_of_asking(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    reply = client_of(firm.manager).post(at("ask", decision), {"words": "Why did I?"})

    assert reply.status_code == 409
    assert "change the words" in reply.content.decode()


def test_a_mistake_is_put_right_in_the_open(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    said = {"was": "Both presses.", "now": "One.", "words": "Misread.", "thanks_to": "Jo Marsh"}

    client_of(firm.manager).post(at("correct", decision), said)

    assert Correction.objects.get().now == "One."
    assert Thanks.objects.get().person == firm.employee


@pytest.mark.parametrize(
    ("thanks_to", "says"),
    [
        ("Nobody Atall", "Nobody here has the name Nobody Atall."),
        ("Jo Marsh, Tariq Bell", "Thank one person here"),
    ],
)
def test_thanks_go_to_one_who_is_here(
    firm: Cast, decision: Decision, client_of: ClientOf, thanks_to: str, says: str
) -> None:
    said = {"was": "Both presses.", "now": "One.", "words": "Misread.", "thanks_to": thanks_to}

    reply = client_of(firm.manager).post(at("correct", decision), said)

    assert says in reply.content.decode()
    assert not Correction.objects.exists()


def test_whoever_is_thanked_says_yes_or_no_and_nobody_else(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    said = {"was": "Both presses.", "now": "One.", "words": "Misread."}
    correct(decision, by=firm.manager, at=at_nine(localdate()), thanks_to=firm.employee, **said)
    thanks = Thanks.objects.get()
    address = reverse("decisions:thanks", args=[thanks.pk])

    assert client_of(firm.manager).post(address, {"named": "yes"}).status_code == 404
    for named, wished in (("yes", True), ("no", False)):
        assert client_of(firm.employee).post(address, {"named": named}).status_code == 302
        thanks.refresh_from_db()
        assert thanks.is_named is wished


def test_looked_at_again_it_stands(firm: Cast, decision: Decision, client_of: ClientOf) -> None:
    client, said = client_of(firm.manager), {"why": "Still nobody.", "look_again_on": NEXT}
    assert 'name="version" value="1"' in client.get(at("look-again", decision)).content.decode()

    client.post(at("look-again", decision), said | {"version": 1})

    decision.refresh_from_db()
    assert decision.look_again_on == NEXT
    assert Version.objects.filter(kind="stands").count() == 1


def test_two_who_look_again_at_once_are_told(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    now, said = at_nine(localdate()), {"why": "Still nobody.", "look_again_on": NEXT}
    let_stand(decision, by=firm.manager, version=1, at=now, **said)  # type: ignore[arg-type]

    reply = client_of(firm.manager).post(at("look-again", decision), said | {"version": 1})

    assert reply.status_code == 409
    assert "Still nobody." in reply.content.decode()
