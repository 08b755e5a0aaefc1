"""A promise that a decision prompted stands on the page of that decision."""

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bothways.commitments.actions import make_commitment
from bothways.commitments.models import Commitment
from bothways.decisions.models import Decision
from bothways.people.models import Person
from bothways.record.came_of import what_came_of
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_decision


def promise_from(decision: Decision, by: Person, text: str, to: Person | None = None) -> Commitment:
    """Return a promise that a decision prompted."""
    prompt = Prompt("decision", str(decision.pk), decision.question)
    return make_commitment(by=by, text=text, due_on=TODAY, to=to, at=NOW, prompt=prompt)


def test_what_was_promised_to_all_from_a_decision_is_told(firm: Cast) -> None:
    decision, other = make_decision(firm.manager), make_decision(firm.manager, "Another?")
    promise = promise_from(decision, firm.manager, "The course begins in May.")

    found = what_came_of("decision", [str(decision.pk), str(other.pk)])

    (came,) = found[str(decision.pk)]
    assert (came.words, came.by) == ("The course begins in May.", "Ruben Dahl")
    assert came.link == reverse("commitments:one", args=[promise.pk])
    assert came.stands
    assert str(other.pk) not in found


def test_what_is_between_two_is_not_told(firm: Cast) -> None:
    decision = make_decision(firm.manager)
    promise_from(decision, firm.manager, "You go first.", to=firm.employee)

    assert what_came_of("decision", [str(decision.pk)]) == {}


def test_it_costs_one_query_however_many(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decision = make_decision(firm.manager)
    for text in ("The course.", "The room.", "The books."):
        promise_from(decision, firm.manager, text)

    with django_assert_num_queries(1):
        assert len(what_came_of("decision", [str(decision.pk)])[str(decision.pk)]) == 3


def test_the_decision_s_page_leads_to_the_promise_and_to_a_new_one_and_the_promise_back(
    firm: Cast, client_of: ClientOf
) -> None:
    decision = make_decision(firm.manager)
    promise = promise_from(decision, firm.manager, "The course begins in May.")
    client, there = client_of(firm.manager), reverse("decisions:one", args=[decision.pk])

    shown = client.get(there).content.decode()
    new = shown.partition(reverse("commitments:new"))[2].partition('"')[0].replace("&amp;", "&")
    back = client.get(reverse("commitments:one", args=[promise.pk])).content.decode()
    form = client.get(reverse("commitments:new") + new).content.decode()

    assert reverse("commitments:one", args=[promise.pk]) in shown
    assert there in back
    assert f'value="{decision.pk}"' in form
    assert decision.question in form
