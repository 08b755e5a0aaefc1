"""A score out of 5 in words: one decimal, who answered, a range, what was answered beside it."""

import re
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bothways.trust.scores import Score, along, decimal, differs_words, score_of


def said(**more: Any) -> dict[str, Any]:
    """What a reading says of a group: 6 of 8 answered, between 3.3 and 3.9."""
    return {
        "now": [3.58, 3.31, 3.87],
        "climate": [3.52, 3.05, 3.96],
        "raw": [3.4, 3.9],
        "answered": 6,
        "asked": 8,
        "pooled": True,
        "differs": None,
        **more,
    }


def of_firm() -> dict[str, Any]:
    return {"score": [3.6, 3.4, 3.8], "raw": [3.6, 3.6], "answered": 46, "asked": 52}


def test_a_score_is_said_as_the_rules_of_display_have_it() -> None:
    score = score_of(said())

    assert f"{score.words}. {score.sentence}" == (
        "3.6 out of 5. With 6 of 8 answering, the true value is probably between 3.3 and 3.9."
    )


def test_what_was_answered_stands_beside_the_estimate() -> None:
    assert score_of(said()).raw_words == "Their answers alone: between 3.4 and 3.9."
    assert score_of(of_firm()).raw_words == "Their answers alone: 3.6."


def test_what_rounds_to_one_number_is_said_once() -> None:
    assert score_of(said(raw=[3.61, 3.64])).raw_words == "Their answers alone: 3.6."


def test_a_comparison_shows_what_a_group_is_like_and_its_page_who_is_there_now() -> None:
    assert score_of(said()).probable == (3.31, 3.87)
    assert score_of(said(), to_compare=True).probable == (3.05, 3.96)


def test_the_firm_has_one_score_however_it_is_asked_for() -> None:
    assert score_of(of_firm()).probable == score_of(of_firm(), to_compare=True).probable


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    with translation.override("de"):
        assert decimal(3.58) == "3,6"
    with translation.override("en"):
        assert decimal(3.58) == "3.6"
        assert decimal(4.0) == "4.0"


@pytest.mark.parametrize(
    ("went", "how", "words"),
    [
        ("up", "clearly", "Clearly higher than the firm"),
        ("down", "clearly", "Clearly lower than the firm"),
        ("up", "probably", "Maybe higher than the firm"),
        ("down", "probably", "Maybe lower than the firm"),
        ("up", "leaning", "No clear difference from the firm"),
        ("down", "leaning", "No clear difference from the firm"),
        ("unclear", "", "No clear difference from the firm"),
    ],
)
def test_a_difference_is_clear_or_maybe_or_none(went: str, how: str, words: str) -> None:
    assert differs_words({"went": went, "how": how}) == words
    assert score_of(said(differs={"went": went, "how": how})).differs == words


def test_who_is_compared_with_nobody_has_no_word_for_it() -> None:
    assert differs_words(None) == ""
    assert score_of(said()).differs == ""


def test_a_change_is_only_said_where_it_was_handed_over() -> None:
    hidden = said(change={"went": "up", "how": "clearly"})

    assert score_of(hidden).change == ""
    assert score_of(said(), change={"went": "up", "how": "clearly"}).change == "Clearly up"


def test_under_seven_in_ten_the_silent_are_thought_half_a_point_lower() -> None:
    few = score_of(said(answered=5, asked=10))

    assert few.few_answered
    assert few.if_the_silent_are_lower.endswith("the true value is between 3.1 and 3.6.")
    assert not score_of(said()).few_answered


def test_the_line_runs_from_one_to_five() -> None:
    assert (along(1), along(3), along(5)) == (0.0, 0.5, 1.0)
    assert (along(0.2), along(5.4)) == (0.0, 1.0)


SCALE = st.floats(1, 5)


@given(SCALE, SCALE, SCALE, st.integers(1, 40), st.integers(0, 40))
def test_any_score_is_drawn_on_the_line_and_said_without_a_lone_number(
    one: float, two: float, three: float, answered: int, silent: int
) -> None:
    low, estimate, high = sorted((one, two, three))
    score = Score(estimate, (low, high), (low, high), answered, answered + silent, pooled=True)

    assert 0 <= score.band[0] <= score.tick <= score.band[1] <= 1
    assert str(answered) in score.sentence
    assert decimal(low) in score.sentence
    assert decimal(high) in score.sentence
    assert score.words in score.desc


@pytest.mark.parametrize(("language", "sign"), [("en", "."), ("de", ","), ("es", ",")])
def test_every_sentence_of_a_score_has_the_readers_own_decimal_sign(
    language: str, sign: str
) -> None:
    few = score_of(said(answered=5, asked=10))
    with translation.override(language):
        sentences = [few.words, few.sentence, few.raw_words, few.what_would_show]
        sentences += [few.if_the_silent_are_lower, few.desc]

    for sentence in sentences:
        assert set(re.findall(r"\d([.,])\d", sentence)) == {sign}, sentence
        assert "%(" not in sentence


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("how", ["clearly", "probably", ""])
def test_a_difference_is_said_in_the_readers_language(how: str, language: str) -> None:
    english = differs_words({"went": "up", "how": how})

    with translation.override(language):
        assert differs_words({"went": "up", "how": how}) not in {"", english}


@pytest.mark.parametrize(
    ("answered", "asked", "few"), [(7, 10, False), (69, 100, True), (70, 100, False), (1, 1, False)]
)
def test_seven_in_ten_are_enough_and_fewer_are_few(answered: int, asked: int, few: bool) -> None:
    assert score_of(said(answered=answered, asked=asked)).few_answered is few


def test_more_people_can_show_a_smaller_change() -> None:
    def points(answered: int) -> float:
        words = score_of(said(answered=answered, asked=500)).what_would_show
        assert words.startswith(f"Among {answered} people, ")
        return float(re.findall(r"about (\d\.\d) ", words)[0])

    assert points(400) < points(40) < points(6)


def test_what_is_heard_holds_everything_that_is_drawn() -> None:
    score = score_of(said())

    for number in ("3.6", "3.3", "3.9", "3.4", "6 of 8"):
        assert number in score.desc


def test_only_a_group_that_was_read_with_others_says_so() -> None:
    assert score_of(said()).pooled
    assert not score_of(of_firm()).pooled
