"""What people type about decisions, into clean values."""

from datetime import timedelta
from typing import Any

import pytest
from django import forms

from bothways.decisions.forms import (
    CorrectForm,
    People,
    WriteForm,
    initial_of,
    typed_in,
    typed_options,
)
from bothways.decisions.models import MOST_OPTIONS, Decision
from bothways.people.models import Value
from tests.cast import Cast
from tests.factories import TODAY, WHY, make_decision, make_person

SOON = TODAY + timedelta(days=90)


def form_of(**typed: Any) -> WriteForm:
    """Return the form of a new decision as somebody filled it in."""
    plain = {"question": "Do we?", "outcome": "no", "reasons": WHY, "look_again_on": str(SOON)}
    return WriteForm(plain | typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "Jo Marsh, Tariq Bell",
        "jo marsh,tariq bell",
        " Jo   Marsh ,, Tariq Bell , ",
        "Jo Marsh\nTariq Bell",
        "Jo Marsh, Tariq Bell, Jo Marsh",
        "jo.marsh@millrace.example, TARIQ.BELL@millrace.example",
    ],
)
def test_people_are_read_by_name_or_address_once_each(firm: Cast, typed: str) -> None:
    assert People().clean(typed) == [firm.employee, firm.colleague]


def test_nobody_named_is_nobody(firm: Cast) -> None:
    assert People(required=False).clean("") == []
    assert People(required=False).clean(" , ") == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Jo Marshall", "Nobody here has the name Jo Marshall."),
        ("Jo Marsh, Somebody Else", "Nobody here has the name Somebody Else."),
        ("Nils Grau", "Nobody here has the name Nils Grau."),
    ],
)
def test_a_name_that_nobody_here_has_is_said(firm: Cast, typed: str, says: str) -> None:
    with pytest.raises(forms.ValidationError, match=says):
        People().clean(typed)


def test_a_name_that_two_have_is_said(firm: Cast) -> None:
    make_person("Jo Marsh", email="another.jo@millrace.example")

    with pytest.raises(forms.ValidationError, match="More than one person here"):
        People().clean("Jo Marsh")


def test_the_short_form_is_enough(firm: Cast) -> None:
    form = form_of()

    assert form.is_valid(), form.errors
    told = form.told()
    assert (told.question, told.outcome, told.reasons) == ("Do we?", "no", WHY)
    assert (told.decided_on, told.look_again_on) == (TODAY, SOON)
    assert not form.more_is_open


def test_a_new_form_begins_with_today_and_half_a_year(firm: Cast) -> None:
    form = WriteForm(today=TODAY)

    assert form["decided_on"].value() == TODAY
    assert form["look_again_on"].value() == TODAY + timedelta(days=182)
    assert not form.more_is_open


@pytest.mark.parametrize(
    "typed",
    [{"context": "Two orders."}, {"option_1_for": "Cheap"}, {"decided_on": "2099-01-01"}],
)
def test_what_was_filled_in_or_is_wrong_is_not_folded_away(
    firm: Cast, typed: dict[str, str]
) -> None:
    form = form_of(**typed)
    form.is_valid()

    assert form.more_is_open


@pytest.mark.parametrize(("n_filled", "n_rows"), [(0, 3), (2, 3), (3, 4), (11, 12), (12, 12)])
def test_there_is_always_a_row_left_for_another_option_up_to_the_most(
    firm: Cast, n_filled: int, n_rows: int
) -> None:
    typed = {f"option_{number}_text": "An option" for number in range(n_filled)}

    assert len(form_of(**typed).options) == n_rows
    assert n_rows <= MOST_OPTIONS


def test_values_are_offered_where_the_firm_has_some(firm: Cast) -> None:
    assert "value" not in form_of().fields

    Value.objects.create(place=1, name="Safety first", sentence="Nobody is hurt.")
    Value.objects.create(place=2, name="Speed", sentence="Fast.", dropped_on=TODAY)

    offered = form_of().fields["value"].queryset  # type: ignore[attr-defined]
    assert [value.name for value in offered] == ["Safety first"]


def test_a_change_asks_why_and_not_who(firm: Cast) -> None:
    decision = make_decision(firm.manager)
    form = WriteForm(today=TODAY, changing=decision, initial=initial_of(decision))

    assert "why" in form.fields
    assert not {"deciders", "writers", "value"} & set(form.fields)
    assert [field.name for field in form.short][-1] == "why"


def test_what_stands_in_a_decision_stands_in_the_form_that_changes_it(firm: Cast) -> None:
    options = [{"text": "A press", "for": "Fast", "against": "Dear"}, {"text": "Nothing"}]
    decision: Decision = make_decision(firm.manager, options=options, context="Two orders.")

    first = initial_of(decision)

    assert first["context"] == "Two orders."
    assert first["version"] == 1
    assert first["option_0_against"] == "Dear"
    assert first["option_1_text"] == "Nothing"
    assert "options" not in first


def test_an_option_without_all_of_its_parts_fills_empty_fields() -> None:
    assert typed_options([{"text": "A press"}]) == {
        "option_0_text": "A press",
        "option_0_for": "",
        "option_0_against": "",
    }


def test_a_draft_keeps_what_is_wrong_and_drops_what_is_empty(firm: Cast) -> None:
    form = form_of(reasons="No.", context="", look_again_on="soon", writers="Jo Marsh")

    assert typed_in(form) == {
        "question": "Do we?",
        "outcome": "no",
        "reasons": "No.",
        "look_again_on": "soon",
    }


def test_thanks_are_optional_and_to_one(firm: Cast) -> None:
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    nobody, one = CorrectForm(said), CorrectForm(said | {"thanks_to": "Jo Marsh"})

    assert nobody.is_valid()
    assert one.is_valid()
    assert nobody.cleaned_data["thanks_to"] is None
    assert one.cleaned_data["thanks_to"] == firm.employee
