"""What a leader chooses and sends, and what of it counts."""

import pytest
from django.http import QueryDict

from bothways.leaders.forms import DAYS, ShareForm, answers_in
from bothways.leaders.models import ProfileShare

CODES = ["D-TRU1", "D-PSY1"]


@pytest.mark.parametrize("said", ["1", "2", "3", "4", "5"])
def test_each_place_on_the_scale_is_an_answer(said: str) -> None:
    assert answers_in({"D-TRU1": said}, CODES) == {"D-TRU1": int(said)}


@pytest.mark.parametrize(
    "said", ["", "0", "6", "-1", "4.0", " 4", "04", "four", "\u0664", "4;5", "4\n"]
)
def test_what_is_not_on_the_scale_is_no_answer(said: str) -> None:
    assert answers_in({"D-TRU1": said}, CODES) == {}


def test_an_answer_to_what_was_not_asked_is_left_out() -> None:
    assert answers_in({"D-TRU1": "4", "D-COM1": "5", "agreed": "1"}, CODES) == {"D-TRU1": 4}


def test_one_question_may_be_left_out() -> None:
    assert answers_in(QueryDict("D-PSY1=2"), CODES) == {"D-PSY1": 2}


def test_of_two_answers_to_one_question_the_last_counts() -> None:
    assert answers_in(QueryDict("D-TRU1=2&D-TRU1=5"), CODES) == {"D-TRU1": 5}


def test_nothing_sent_is_nothing_said() -> None:
    assert answers_in(QueryDict(""), CODES) == {}
    assert answers_in({"D-TRU1": "4"}, []) == {}


@pytest.mark.parametrize("shown_to", ProfileShare.With.values)
@pytest.mark.parametrize("days", [days for days, _words in DAYS])
def test_each_way_of_sharing_is_for_a_time_that_ends(shown_to: str, days: int) -> None:
    form = ShareForm({"shown_to": shown_to, "days": str(days)})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"shown_to": shown_to, "days": days}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("shown_to", ""),
        ("shown_to", "the press"),
        ("shown_to", "Everyone"),
        ("days", ""),
        ("days", "0"),
        ("days", "36500"),
        ("days", "two weeks"),
    ],
)
def test_a_share_with_nobody_or_for_ever_is_refused_at_its_field(field: str, value: str) -> None:
    form = ShareForm({"shown_to": "team", "days": "14", field: value})

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_month_is_offered_first_and_nobody_is_chosen_beforehand() -> None:
    form = ShareForm()

    assert form["days"].value() == 30
    assert form["shown_to"].value() is None
