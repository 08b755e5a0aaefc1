from decimal import Decimal

import pytest
from django.utils import translation

from bothways.outcomes.forms import FileForm, MonthForm, OwnForm
from bothways.outcomes.measures import EVERYBODYS, Measure

OWN = Measure("profit", "Profit", 2, "EUR", "more", 7)
MEASURES = [*EVERYBODYS.values(), OWN]


def month(**typed: str) -> MonthForm:
    return MonthForm(MEASURES, {"seen": "x", **typed}, hints={})


def test_what_is_typed_are_figures_and_what_is_blank_is_none() -> None:
    form = month(headcount="31", leavers="0", days_lost="", profit="-3.25")

    assert form.is_valid()
    assert form.figures == {
        "headcount": 31,
        "leavers": 0,
        "days_lost": None,
        "days_planned": None,
        "days_to_decide": None,
        "profit": Decimal("-3.25"),
    }


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("headcount", "many", "This is no number."),
        ("headcount", "1.5", "Write a whole number."),
        ("leavers", "-1", "There is nothing below 0"),
        ("days_lost", "1.25", "at most 1 digits"),
        ("profit", "1e400", ""),
        ("profit", "NaN", "This is no number."),
    ],
)
def test_what_is_no_figure_has_its_sentence_at_its_field(code: str, typed: str, words: str) -> None:
    form = month(**{code: typed})

    assert not form.is_valid()
    assert words in form.errors[code][0]


def test_a_browser_is_told_how_fine_a_figure_may_be() -> None:
    form = month()

    attrs = {code: form.fields[code].widget.attrs for code in ("headcount", "days_lost", "profit")}
    assert attrs["headcount"] == {"step": "1", "min": "0"}
    assert attrs["days_lost"]["step"] == "0.1"
    assert attrs["profit"] == {"step": "0.01"}


def test_a_unit_stands_beside_the_name() -> None:
    assert month().fields["profit"].label == "Profit (EUR)"


def test_names_of_measures_are_in_the_readers_language() -> None:
    with translation.override("de"):
        assert month().fields["leavers"].label == "Ausgeschiedene Personen"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "On time", "better": "more", "decimals": "1"}, set()),
        ({"name": "   ", "better": "more", "decimals": "1"}, {"name"}),
        ({"name": "On time", "better": "best", "decimals": "1"}, {"better"}),
        ({"name": "On time", "better": "more", "decimals": "4"}, {"decimals"}),
        ({"name": "x" * 61, "better": "less", "decimals": "0"}, {"name"}),
        ({"name": "On time", "unit": "x" * 21, "better": "less", "decimals": "0"}, {"unit"}),
        ({}, {"name", "better", "decimals"}),
    ],
)
def test_a_measure_needs_a_name_and_what_is_better(typed: dict[str, str], wrong: set[str]) -> None:
    assert set(OwnForm(typed).errors) == wrong


def test_without_a_file_it_says_so() -> None:
    assert FileForm({}, {}).errors["file"] == ["Choose a file."]
