"""What whoever sets up types, into clean values."""

import pytest
from django.utils.datastructures import MultiValueDict

from bothways.firm.actions import MOST_VALUES
from bothways.firm.forms import (
    BeginForm,
    GroupForm,
    NamesForm,
    ReadyForm,
    SettingsForm,
    ValuesForm,
    WordsForm,
    n_rows_for,
    values_as_data,
)
from bothways.firm.models import LONGEST_WORDS


def test_the_first_step_asks_for_the_firm_before_the_person() -> None:
    assert list(BeginForm().fields) == ["firm", "language", "name", "email"]


@pytest.mark.parametrize("language", ["", "en", "de", "es"])
def test_a_firm_speaks_a_language_that_there_is_or_none(language: str) -> None:
    form = SettingsForm({"firm": "Mill", "language": language})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["language"] == language


def test_a_language_that_there_is_not_is_refused() -> None:
    assert "language" in SettingsForm({"firm": "Mill", "language": "tlh"}).errors


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_firm_needs_a_name_that_fits(name: str) -> None:
    assert "firm" in SettingsForm({"firm": name, "language": "en"}).errors


def test_empty_lines_between_names_are_passed_over() -> None:
    form = NamesForm({"lines": "\n  Ada, 1 \n\n\nBo, 2\n"})

    assert form.is_valid()
    assert form.cleaned_data["lines"] == ["Ada, 1", "Bo, 2"]


@pytest.mark.parametrize("seen", ["7/2", "9/3", "5/1"])
def test_a_size_comes_with_the_one_that_was_seen(seen: str) -> None:
    assert GroupForm({"preset": "usual", "seen": seen}).is_valid()


@pytest.mark.parametrize("seen", ["", "7", "7/", "a/b", "7/2/1", "9999/1"])
def test_what_was_seen_is_two_numbers(seen: str) -> None:
    assert "seen" in GroupForm({"preset": "usual", "seen": seen}).errors


def test_values_come_back_in_order_without_holes_and_spaces() -> None:
    data = {
        "name_1": "  Our   word ",
        "sentence_1": "We keep\n it.",
        "name_3": "Fair",
        "sentence_3": "Alike.",
    }
    form = ValuesForm(data, n_rows=MOST_VALUES)

    assert form.is_valid(), form.errors
    assert form.values() == [("Our word", "We keep it."), ("Fair", "Alike.")]


def test_no_values_at_all_are_a_list_too() -> None:
    form = ValuesForm({}, n_rows=3)

    assert form.is_valid()
    assert form.values() == []


def test_what_is_typed_beyond_the_seventh_is_not_read() -> None:
    data = values_as_data([(f"V{number}", "So.") for number in range(1, 9)])
    form = ValuesForm(data, n_rows=MOST_VALUES)

    assert form.is_valid()
    assert len(form.values()) == MOST_VALUES


def test_values_and_their_fields_are_the_same_thing_twice() -> None:
    rows = [("Our word", "We keep it."), ("Fair", "Alike.")]
    form = ValuesForm(values_as_data(rows), n_rows=2)

    assert form.is_valid()
    assert form.values() == rows
    assert [name.value() for name, _sentence in form.rows()] == ["Our word", "Fair"]


@pytest.mark.parametrize(("n_filled", "n_rows"), [(0, 3), (2, 3), (3, 4), (6, 7), (7, 7), (9, 7)])
def test_there_is_always_room_for_one_more_up_to_seven(n_filled: int, n_rows: int) -> None:
    assert n_rows_for(range(n_filled)) == n_rows


def test_every_field_of_a_value_has_a_name_of_its_own_for_those_who_listen() -> None:
    labels = [str(name.label) for name, _sentence in ValuesForm(n_rows=7).rows()]

    assert len(set(labels)) == 7


@pytest.mark.parametrize("moment", ["2026-11-25T08:00", "2026-11-25T08:00:30"])
def test_a_day_is_taken_as_browsers_send_it(moment: str) -> None:
    form = ReadyForm({"ready": "trust", "opens_at": moment, "closes_at": "2026-12-02T18:00"})

    assert form.is_valid(), form.errors


def test_one_of_the_three_rounds_must_be_chosen() -> None:
    form = ReadyForm({"opens_at": "2026-11-25T08:00", "closes_at": "2026-12-02T18:00"})

    assert form.errors["ready"] == ["Choose one of the three."]


def test_words_have_an_end() -> None:
    assert WordsForm({"words": "x" * LONGEST_WORDS}).is_valid()
    assert "words" in WordsForm({"words": "x" * (LONGEST_WORDS + 1)}).errors


def test_a_form_that_somebody_made_up_breaks_nothing() -> None:
    made_up: MultiValueDict[str, str] = MultiValueDict({"name_1": ["a", "b"], "n_rows": ["99"]})

    assert not ValuesForm(made_up, n_rows=3).is_valid()
