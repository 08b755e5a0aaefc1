"""A decision says something, most of all a no."""

from datetime import timedelta
from typing import Any

import pytest

from bothways.decisions import errors
from bothways.decisions.wording import Told, checked, checked_reasons, how_much, text
from tests.factories import TODAY, tell_of


@pytest.mark.parametrize(
    "reasons",
    ["", "   ", "No.", "No money", "no no no no no no no no no no no no", "....................."],
)
def test_a_no_without_a_reason_of_some_substance_is_refused_and_told_what_to_do(
    reasons: str,
) -> None:
    with pytest.raises(errors.NoReasonError, match="Say in a sentence or two what stands in the"):
        checked_reasons(reasons, "no")


@pytest.mark.parametrize(
    "reasons",
    [
        "The wiring in the hall is at its limit.",
        "Die Leitungen in der Halle sind am Ende.",
        "今年度は予算が足りないため、来年度に見直します。",
        "Электропроводка в цехе уже на пределе.",
    ],
)
def test_one_plain_sentence_is_reason_enough_in_any_script(reasons: str) -> None:
    assert checked_reasons(reasons, "no") == reasons


def test_a_yes_needs_less_but_not_nothing() -> None:
    assert checked_reasons("Everyone asked for it.", "yes")

    with pytest.raises(errors.TooShortReasonError, match="Say in a sentence why"):
        checked_reasons("Because.", "yes")


def test_words_are_counted_once_and_signs_without_spaces_as_words() -> None:
    assert how_much("No, no: NO") == (1, 6)
    assert how_much("予算が足りない") == (3, 21)
    assert how_much("1234 !?") == (1, 0)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"question": " "}, errors.NoWordsError),
        ({"question": "x" * 281}, errors.TooManyWordsError),
        ({"outcome": "other", "decided": ""}, errors.NothingDecidedError),
        ({"decided_on": TODAY + timedelta(days=1)}, errors.DecidedInTheFutureError),
        ({"look_again_on": None}, errors.NoDayToLookAgainError),
        ({"look_again_on": TODAY}, errors.LookAgainInThePastError),
        ({"look_again_on": TODAY - timedelta(days=9)}, errors.LookAgainInThePastError),
        ({"look_again_on": TODAY + timedelta(days=2000)}, errors.LookAgainTooFarError),
        ({"context": "x" * 4001}, errors.TooManyWordsError),
    ],
)
def test_what_is_missing_or_wrong_is_said(fields: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked(tell_of(**fields), on=TODAY)


def test_options_keep_their_order_and_empty_rows_go() -> None:
    options = [
        {"text": "A third  shift", "for": "more parts", "against": "nobody to staff it"},
        {"text": "  ", "for": "left over", "against": ""},
        {"text": "Buy a press"},
    ]

    words = checked(tell_of(options=options), on=TODAY)

    assert words["options"] == [
        {"text": "A third shift", "for": "more parts", "against": "nobody to staff it"},
        {"text": "Buy a press", "for": "", "against": ""},
    ]


def test_paragraphs_stay_and_stray_spaces_go() -> None:
    assert text(" One  line.\r\n\r\n\r\n\r\nAnother. ", 100) == "One line.\n\nAnother."


def test_a_day_to_look_again_that_has_passed_may_stay_where_it_stands_already() -> None:
    told: Told = tell_of(
        decided_on=TODAY - timedelta(days=60), look_again_on=TODAY - timedelta(days=5)
    )

    words = checked(told, on=TODAY, since=TODAY - timedelta(days=60))

    assert words["look_again_on"] == TODAY - timedelta(days=5)
