"""What people write about promises: what is taken, and what is said to what is not."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.commitments import forms
from bothways.commitments.forms import HandOverForm, MakeForm, MoveForm, ShowForm
from bothways.commitments.models import Commitment
from bothways.people.models import Person, Unit, Value
from bothways.record.prompted import LONGEST_PROMPT, Prompt
from tests.cast import ASSEMBLY, Cast
from tests.factories import TODAY, make_people, make_person, make_promise, make_unit

SOUND = {"text": "Every station gets its own gauges.", "to": "all", "due_on": "2026-11-12"}


def typed(author: Person, **fields: Any) -> MakeForm:
    return MakeForm(SOUND | fields, author=author)


def errors_of(author: Person, **fields: Any) -> dict[str, list[str]]:
    form = typed(author, **fields)
    return {name: [str(one) for one in said] for name, said in form.errors.items()}


def made(author: Person, **fields: Any) -> dict[str, Any]:
    form = typed(author, **fields)
    assert form.is_valid(), form.errors
    return form.made()


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"text": ""}, "text", "Say it in a sentence."),
        ({"text": "   \n "}, "text", "Say it in a sentence."),
        ({"text": "x" * 281}, "text", "at most 280"),
        ({"text": "a\x00b"}, "text", "Null characters"),
        ({"due_on": ""}, "due_on", "A promise needs a day. Choose one."),
        ({"due_on": "soon"}, "due_on", "This is no day. Write it as in 2026-11-27."),
        ({"due_on": "2026-02-30"}, "due_on", "This is no day. Write it as in 2026-11-27."),
        ({"to": "unit:0"}, "to", "Choose somebody who is on this list."),
        ({"to": "person:"}, "to", "Choose somebody who is on this list."),
        ({"to": "person:x' OR 1=1"}, "to", "Choose somebody who is on this list."),
        ({"prompt_words": "x" * (LONGEST_PROMPT + 1)}, "prompt_words", "at most 400"),
        ({"kind": "threat"}, "kind", "Select a valid choice"),
        ({"confirm": "loudly"}, "confirm", "Select a valid choice"),
        ({"prompt_kind": "weather"}, "prompt_kind", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_alone(
    owner: Person, fields: dict[str, str], field: str, says: str
) -> None:
    said = errors_of(owner, **fields)

    assert list(said) == [field]
    assert says in said[field][0]


@pytest.mark.parametrize(
    ("language", "says"),
    [("de", "Eine Zusage braucht einen Tag."), ("es", "Una promesa necesita un día.")],
)
def test_a_missing_day_is_said_in_the_readers_language(
    owner: Person, language: str, says: str
) -> None:
    with translation.override(language):
        assert errors_of(owner, due_on="")["due_on"][0].startswith(says)


def test_those_it_is_made_to_are_all_a_unit_or_one_person(firm: Cast) -> None:
    assembly = make_unit(ASSEMBLY)

    assert made(firm.owner)["to"] is None
    assert made(firm.owner, to=f"unit:{assembly.pk}")["to"] == assembly
    assert made(firm.owner, to=f"person:{firm.employee.pk}")["to"] == firm.employee


def test_nobody_chooses_themselves_a_leaver_or_the_whole_firm_as_a_unit(firm: Cast) -> None:
    top = Unit.objects.get(parent=None)

    for to in (f"person:{firm.owner.pk}", f"person:{firm.leaver.pk}", f"unit:{top.pk}"):
        assert "to" in errors_of(firm.owner, to=to)


def test_a_unit_is_named_with_what_is_above_it_and_a_person_with_their_unit(firm: Cast) -> None:
    _all, (_units, units), (_people, people) = MakeForm(author=firm.owner).fields["to"].choices  # type: ignore[attr-defined]

    assert "Operations, Assembly" in dict(units).values()
    assert dict(people)[f"person:{firm.employee.pk}"] == "Jo Marsh, Assembly"


def test_two_of_one_name_can_be_told_apart_by_their_units(firm: Cast) -> None:
    other = make_person("Jo Marsh", unit="Millrace/Office", email="jo2@millrace.example")

    _all, _units, (_label, people) = MakeForm(author=firm.owner).fields["to"].choices  # type: ignore[attr-defined]
    hand_over = str(HandOverForm(promise=make_promise(firm.manager)))

    assert dict(people)[f"person:{other.pk}"] == "Jo Marsh, Office"
    assert "Jo Marsh, Office" in hand_over
    assert "Jo Marsh, Assembly" in hand_over


def test_a_form_for_a_large_firm_asks_the_database_as_often_as_for_a_small_one(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_people(40, unit=ASSEMBLY)

    with django_assert_num_queries(3):  # values, units, people
        str(MakeForm(author=firm.owner)["to"])


def test_what_is_left_out_gets_its_plain_value(owner: Person) -> None:
    said = made(owner)

    assert said["confirm"] == Commitment.Confirm.NOT
    assert said["kind"] is None
    assert said["prompt"] is None
    assert "question" not in said


def test_words_alone_are_a_meeting_that_prompted_it(owner: Person) -> None:
    said = made(owner, prompt_words="  Stand-up\n of   Monday ")

    assert said["prompt"] == Prompt("meeting", "", "Stand-up of Monday")


def test_a_prompt_without_words_is_none(owner: Person) -> None:
    assert made(owner, prompt_kind="decision", prompt_ref="7")["prompt"] is None


def test_a_decision_that_prompted_it_keeps_its_id(owner: Person) -> None:
    said = made(owner, prompt_kind="decision", prompt_ref="7", prompt_words="One shift only")

    assert said["prompt"] == Prompt("decision", "7", "One shift only")


def test_values_are_asked_for_only_where_the_firm_holds_some(firm: Cast) -> None:
    assert "value" not in MakeForm(author=firm.owner).fields
    dropped = Value.objects.create(place=1, name="Loud", sentence="x", dropped_on=TODAY)
    assert "value" not in MakeForm(author=firm.owner).fields
    held = Value.objects.create(place=2, name="Plain words", sentence="x")

    assert made(firm.owner, value=held.pk)["value"] == held
    assert "value" in errors_of(firm.owner, value=dropped.pk)


def test_a_result_is_asked_for_only_where_there_is_one_to_answer(owner: Person) -> None:
    asked = [("U-TRU1", "“I trust.” 31 of 46")]

    with_results = MakeForm(SOUND | {"question": "U-TRU2"}, author=owner, results=asked)

    assert "question" not in MakeForm(author=owner).fields
    assert with_results.errors["question"] == ["Choose a result that is on this list."]
    assert MakeForm(SOUND | {"question": ""}, author=owner, results=asked).is_valid()


def test_what_most_can_do_without_is_folded_until_something_of_it_is_said(owner: Person) -> None:
    assert [field.name for field in typed(owner).first()] == ["text", "to", "due_on"]
    assert not typed(owner, kind="promise", confirm="not").has_more()
    assert typed(owner, kind="amends").has_more()
    assert typed(owner, confirm="by_name").has_more()
    assert typed(owner, prompt_words="Stand-up").has_more()


def test_one_thing_is_shown_at_a_time() -> None:
    picture = SimpleUploadedFile("a.png", b"dots")
    both = ShowForm({"words": "See", "link": "https://shop.example/"}, {"picture": picture})

    assert both.non_field_errors() == ["Show one thing at a time: the link or the picture."]
    assert ShowForm({"words": "See"}, {"picture": picture}).is_valid()


def test_an_empty_file_reaches_the_sentence_that_knows_what_to_do() -> None:
    assert ShowForm({"words": "See"}, {"picture": SimpleUploadedFile("a.png", b"")}).is_valid()


def test_a_promise_is_handed_to_somebody_else_who_is_here(firm: Cast) -> None:
    promise = make_promise(firm.manager)

    def said(**fields: object) -> dict[str, list[str]]:
        return dict(HandOverForm({"words": "Please."} | fields, promise=promise).errors)

    assert said(to=firm.employee.pk) == {}
    assert said(to="") == {"to": ["Choose somebody."]}
    for nobody in (firm.manager.pk, firm.leaver.pk, uuid4()):
        assert said(to=nobody) == {"to": ["Choose again."]}


@pytest.mark.parametrize(
    "form",
    [forms.WordForm, forms.KeepForm, forms.BreakForm, forms.LetGoForm, forms.EndForm,
     forms.TakeBackForm],
)  # fmt: skip
def test_every_act_needs_words_and_takes_a_thousand_characters(form: type[forms.WordForm]) -> None:
    assert form({"words": "x" * 1000}).is_valid()
    assert form({"words": ""}).errors["words"] == ["Say it in a sentence."]
    assert "at most 1000" in form({"words": "x" * 1001}).errors["words"][0]


def test_moving_asks_for_a_day_and_a_reason() -> None:
    assert MoveForm({}).errors == {
        "to": ["A promise needs a day. Choose one."],
        "words": ["Say it in a sentence."],
    }


def test_a_yes_needs_no_words() -> None:
    assert forms.AnswerForm({"words": ""}).is_valid()
    assert not forms.AnswerForm({"words": "x" * 1001}).is_valid()
