"""Promises in the words of whoever reads them."""

from datetime import timedelta

import pytest
from django.utils import translation

from bothways.commitments.models import Commitment
from bothways.commitments.queries import SayDo
from bothways.commitments.templatetags.promises import (
    addressee,
    addressees,
    author,
    in_words,
    signs,
    standing,
)
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.factories import TODAY, make_person, make_promise, make_unit

LONG = "Ludmila-Antoinette Freifrau von und zu Hohenlohe-Waldenburg-Schillingsfürst"


def again(promise: Commitment) -> Commitment:
    return Commitment.objects.select_related("made_by", "to_unit", "to_person").get(pk=promise.pk)


def test_ones_own_promise_is_yours_and_others_have_their_name(firm: Cast) -> None:
    promise = make_promise(firm.manager)

    assert author(promise, firm.manager) == "You"
    assert author(promise, firm.employee) == "Ruben Dahl"


def test_what_somebody_does_stands_behind_their_name(firm: Cast) -> None:
    maker = make_person(LONG, title="Head of everything", email="l@millrace.example")

    assert author(make_promise(maker), firm.owner) == f"{LONG}, Head of everything"


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "(has left)"), ("de", "(nicht mehr hier)"), ("es", "(ya no está)")],
)
def test_a_leavers_promise_says_that_they_left(firm: Cast, language: str, says: str) -> None:
    promise = make_promise(firm.manager)
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    with translation.override(language):
        assert author(again(promise), firm.employee) == f"Ruben Dahl {says}"


@pytest.mark.parametrize(
    ("language", "everyone", "you"),
    [("en", "everyone", "you"), ("de", "alle", "Sie"), ("es", "todas", "usted")],
)
def test_the_addressee_is_all_a_unit_or_one_person(
    firm: Cast, language: str, everyone: str, you: str
) -> None:
    to_all, to_one = make_promise(firm.owner), make_promise(firm.owner, to=firm.manager)
    to_unit = make_promise(firm.owner, to=make_unit(ASSEMBLY))

    with translation.override(language):
        assert everyone in addressee(to_all, firm.employee)
        assert addressee(to_unit, firm.manager) == "Assembly"
        assert addressee(to_one, firm.manager) == you
        assert addressee(to_one, firm.owner) == "Ruben Dahl"


@pytest.mark.parametrize(
    ("language", "unit", "all_here"),
    [
        ("en", ["1 person in Assembly", "the 2 people in Assembly"],
         ["1 other person", "all 2 others here"]),
        ("es", ["1 persona de Assembly", "las 2 personas de Assembly"],
         ["1 persona más", "las otras 2 personas de aquí"]),
    ],
)  # fmt: skip
def test_one_and_several_who_heard_it_are_said_differently(
    firm: Cast, language: str, unit: list[str], all_here: list[str]
) -> None:
    to_all, to_unit = make_promise(firm.owner), make_promise(firm.owner, to=make_unit(ASSEMBLY))

    with translation.override(language):
        assert [addressees(to_unit, n) for n in (1, 2)] == unit
        assert [addressees(to_all, n) for n in (1, 2)] == all_here


def test_the_signs_stand_in_one_order_one_for_each_promise() -> None:
    said = SayDo(kept=2, moved=1, overdue=1, silent=1, broken=1, waiting=9)

    assert signs(said) == ["kept", "kept", "moved", "silent", "silent", "broken"]
    assert len(signs(said)) == said.due
    assert signs(SayDo(waiting=3)) == []


def test_a_day_is_said_with_its_year_only_where_it_is_another_one() -> None:
    assert in_words(TODAY, TODAY) == "2 November"
    assert in_words(TODAY, TODAY + timedelta(days=60)) == "2 November 2026"


def test_a_list_says_how_a_promise_stands_as_its_page_does(firm: Cast) -> None:
    promise = make_promise(firm.owner, due_on=TODAY)

    assert standing(promise, TODAY).words == "Due today"
    assert standing(promise, TODAY + timedelta(days=1)).state == "silent"
