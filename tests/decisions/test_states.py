"""The page of a decision in each state that it can be in, with names and words of any length."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from bothways.decisions.actions import answer_question, ask_about, correct
from bothways.decisions.models import Decision
from bothways.people.models import Person, Value
from tests.cast import ASSEMBLY, Cast
from tests.conftest import ClientOf
from tests.factories import WHY, at_nine, make_decision, make_people, make_person

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 3


def shown(client_of: ClientOf, reader: Person, decision: Decision, name: str = "one") -> str:
    """Return a page of a decision as somebody reads it."""
    reply = client_of(reader).get(reverse(f"decisions:{name}", args=[decision.pk]))
    assert reply.status_code == 200
    return reply.content.decode()


def past(firm: Cast, **fields: object) -> Decision:
    """A decision whose day to look again was a month ago."""
    return make_decision(firm.manager, recorded_on=localdate() - timedelta(days=120), **fields)


def test_past_its_day_everyone_sees_it_and_its_writers_can_act(
    firm: Cast, client_of: ClientOf
) -> None:
    decision, words = past(firm), "Should have been looked at again on"
    act = reverse("decisions:look-again", args=[decision.pk])

    assert words in shown(client_of, firm.employee, decision)
    assert words in shown(client_of, firm.manager, decision)
    assert act in shown(client_of, firm.manager, decision)
    assert act not in shown(client_of, firm.employee, decision)


def test_there_is_one_filled_button_at_most(firm: Cast, client_of: ClientOf) -> None:
    for decision in (past(firm), make_decision(firm.owner, recorded_on=localdate())):
        for reader in (firm.manager, firm.owner, firm.employee):
            assert shown(client_of, reader, decision).count('class="btn"') <= 1


def test_what_was_replaced_offers_nothing_more_to_do(firm: Cast, client_of: ClientOf) -> None:
    old = past(firm)
    make_decision(firm.manager, "Anew?", recorded_on=localdate(), replaces=old)

    page = shown(client_of, firm.manager, old)

    assert "Your decision" not in page
    assert "Should have been looked at again" not in page
    assert "Anew?" in page


def test_those_who_have_left_are_named_as_such(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(
        firm.owner, recorded_on=localdate(), deciders=[firm.owner, firm.manager]
    )
    Person.objects.filter(pk=firm.manager.pk).update(left_on=localdate())

    assert "Sanne Weir, Ruben Dahl (has left)" in shown(client_of, firm.employee, decision)


def test_where_nobody_is_left_the_owner_is_offered_to_answer(
    firm: Cast, client_of: ClientOf
) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate())
    ask_about(decision, by=firm.employee, words="Why?", at=at_nine(localdate()))
    Person.objects.filter(pk=firm.manager.pk).update(left_on=localdate())

    assert "/answer/" in shown(client_of, firm.owner, decision)
    assert "/answer/" not in shown(client_of, firm.employee, decision)


def test_a_value_that_was_dropped_says_so(firm: Cast, client_of: ClientOf) -> None:
    value = Value.objects.create(place=1, name="Speed", sentence="Fast.")
    decision = make_decision(firm.manager, recorded_on=localdate(), value=value)
    assert f"#value-{value.pk}" in shown(client_of, firm.employee, decision)

    Value.objects.update(dropped_on=localdate())

    assert "no longer among our values" in shown(client_of, firm.employee, decision)


@pytest.mark.parametrize("name", ["one", "versions"])
def test_words_of_any_length_and_script_stand_there_whole(
    firm: Cast, client_of: ClientOf, name: str
) -> None:
    author = make_person(LONG, unit=ASSEMBLY)
    words = {"context": "x" * 4000, "uncertain": "قد تعود الطلبات", "who_was_heard": "組立班"}
    decision = make_decision(author, "z" * 280, recorded_on=localdate(), **words)

    page = shown(client_of, firm.employee, decision, name)

    for whole in ("z" * 280, LONG, *words.values()):
        assert whole in page
    assert page.count('dir="auto"') >= 5


def test_paragraphs_of_reasons_stay_paragraphs(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(
        firm.manager, recorded_on=localdate(), reasons=f"{WHY}\n\nAnd the hall is loud.\nAt night."
    )

    assert "<p>And the hall is loud.<br>At night.</p>" in shown(client_of, firm.employee, decision)


def test_three_corrections_stand_there_the_newest_first(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate())
    for number in range(3):
        said = {"was": f"Was {number}", "now": f"Now {number}", "words": "Misread."}
        correct(decision, by=firm.manager, at=at_nine(localdate()), **said)

    page = shown(client_of, firm.employee, decision)

    assert page.index("Now 2") < page.index("Now 1") < page.index("Now 0")
    assert "Corrected 3 times" in page


def test_a_page_costs_the_same_with_one_question_and_with_twelve(
    firm: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decision = make_decision(
        firm.manager, recorded_on=localdate(), deciders=[firm.manager, firm.owner]
    )
    now = at_nine(localdate())
    for person in make_people(12, unit=ASSEMBLY):
        question = ask_about(decision, by=person, words=f"Why, {person.name}?", at=now)
        answer_question(question, by=firm.manager, words="The wiring.", at=now)
    client, address = client_of(firm.employee), reverse("decisions:one", args=[decision.pk])
    client.get(address)

    with django_assert_max_num_queries(13):
        assert client.get(address).content.count(b"The wiring.") == 12


@pytest.mark.parametrize("show", ["all", "no", "again", "asked", "corrected", "mine", "else", ""])
def test_every_filter_of_the_list_opens_and_marks_itself(
    firm: Cast, client_of: ClientOf, show: str
) -> None:
    past(firm)

    page = client_of(firm.manager).get(reverse("decisions:list"), {"show": show}).content.decode()

    known = show if show in {"no", "again", "asked", "corrected", "mine"} else "all"
    assert f'href="?show={known}" aria-current="true"' in page


@pytest.mark.parametrize("number", ["0", "2", "99", "x", "-1"])
def test_a_page_of_the_list_that_is_not_there_is_the_nearest_one(
    firm: Cast, client_of: ClientOf, number: str
) -> None:
    past(firm)

    reply = client_of(firm.manager).get(reverse("decisions:list"), {"page": number})

    assert reply.status_code == 200
    assert "Do we run a third shift?" in reply.content.decode()
