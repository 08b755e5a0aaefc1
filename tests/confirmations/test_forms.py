"""What people say of a promise, into clean values."""

import pytest

from bothways.confirmations.errors import (
    AnsweredOnceError,
    NotAskedByNameError,
    NothingToAnswerError,
    NotKeptNowError,
    NotMadeToYouError,
    NotTooFewError,
    ReasonMissingError,
    TooLateToChangeError,
)
from bothways.confirmations.forms import JudgeForm, ReplyForm


def test_to_confirm_one_need_not_say_a_word() -> None:
    form = JudgeForm({"says": "confirmed", "words": ""})

    assert form.is_valid()
    assert form.cleaned_data == {"says": "confirmed", "words": ""}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "says"),
        ({"says": "perhaps"}, "says"),
        ({"says": "contested", "words": "   "}, "words"),
        ({"says": "contested", "words": "x" * 1001}, "words"),
    ],
)
def test_what_is_missing_is_said_at_its_field(typed: dict[str, str], field: str) -> None:
    form = JudgeForm(typed)

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_an_answer_needs_words() -> None:
    assert not ReplyForm({"words": " "}).is_valid()
    assert ReplyForm({"words": "On Monday."}).is_valid()


@pytest.mark.parametrize(
    "error",
    [
        NotKeptNowError, NotMadeToYouError, NotAskedByNameError, ReasonMissingError,
        TooLateToChangeError, AnsweredOnceError, NothingToAnswerError, NotTooFewError,
    ],
)  # fmt: skip
def test_each_refusal_is_a_sentence_or_two(error: type[Exception]) -> None:
    said = str(error())

    assert said.endswith(".")
    assert len(said) < 160
