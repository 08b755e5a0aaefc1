"""What people write and choose about a programme."""

from datetime import timedelta

import pytest

from bothways.commitments.models import Commitment
from bothways.people.models import Person
from bothways.programmes.forms import DeclareForm, SayForm
from bothways.programmes.queries import askable, newest_groups
from bothways.surveys.models import Round
from tests.factories import make_promise
from tests.programmes.many_groups import STARTS

pytestmark = pytest.mark.django_db


def typed(**fields: object) -> dict[str, object]:
    return {
        "kind": "policy",
        "title": "  Ten   minutes ",
        "text": "Anybody may say\nwhat went wrong.",
        "target": "U-PSY1",
        "should_rise": "no",
        "expected": "More people say so.",
        "otherwise": "We stop.",
        "groups": [group.key for group in newest_groups()],
        "starts_on": STARTS.isoformat(),
        "weeks": "4",
        "rest_weeks": "8",
        **fields,
    }


def form_of(chosen: str, **fields: object) -> DeclareForm:
    return DeclareForm(
        typed(**fields),
        chosen=chosen,
        asked=askable(),
        groups=newest_groups(),
        promises=Commitment.objects.all(),
    )


def test_a_lot_asks_neither_who_begins_nor_why(before: Round) -> None:
    fields = set(form_of("lot").fields)

    assert not {"first", "why", "promise"} & fields
    assert {"groups", "rest_weeks"} <= fields


def test_everybody_at_once_asks_for_no_rest(before: Round) -> None:
    assert not {"first", "why", "rest_weeks"} & set(form_of("all").fields)


@pytest.mark.parametrize("chosen", ["low", "unrelated"])
def test_by_hand_it_asks_who_begins_and_why(before: Round, chosen: str) -> None:
    assert {"first", "why", "rest_weeks"} <= set(form_of(chosen).fields)


def test_all_groups_take_part_unless_somebody_says_otherwise(before: Round) -> None:
    form = form_of("lot")

    assert form.fields["groups"].initial == [group.key for group in newest_groups()]
    assert len(form.fields["groups"].initial) == 12


def test_what_was_typed_becomes_a_wish(before: Round) -> None:
    form = form_of("lot")
    assert form.is_valid(), form.errors

    wish = form.wish()

    assert wish.title == "Ten minutes"
    assert wish.text == "Anybody may say what went wrong."
    assert wish.should_rise is False
    assert wish.rest_on == STARTS + timedelta(weeks=12)
    assert wish.first == ()
    assert wish.asked.items[0]["code"] == "U-PSY1"
    assert len(wish.groups) == 12


def test_everybody_at_once_has_no_day_for_the_rest(before: Round) -> None:
    form = form_of("all")
    assert form.is_valid(), form.errors

    assert form.wish().rest_on is None


def test_a_promise_in_the_open_can_be_named(before: Round, owner: Person) -> None:
    promise = make_promise(owner)
    form = form_of("lot", promise=str(promise.pk))
    assert form.is_valid(), form.errors

    assert form.wish().promise == promise


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("expected", " "),
        ("otherwise", ""),
        ("starts_on", "31.31.2026"),
        ("starts_on", ""),
        ("target", "U-XXX"),
        ("groups", []),
        ("groups", ["Millrace/Nowhere"]),
        ("weeks", "5"),
        ("kind", "wish"),
    ],
)
def test_what_is_missing_or_not_on_the_list_is_said_at_its_field(
    before: Round, field: str, value: object
) -> None:
    form = form_of("lot", **{field: value})

    assert not form.is_valid()
    assert field in form.errors


def test_a_word_needs_words() -> None:
    assert not SayForm({"words": "  "}).is_valid()
    assert SayForm({"words": "It goes well."}).is_valid()
