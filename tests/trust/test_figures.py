"""Figures in words, on the numbers of the design's own mock-up (n = 12, c = 2, and 31 of 46)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.disclosure import Cell
from bothways.pure.measurement import released_interval
from bothways.trust.figures import Figure, range_words
from bothways.trust.figures import figure_of as figure_in


def cell(low: int, high: int, n: int, **more: tuple[int, int]) -> Cell:
    at_least = {4: (low, high)} | {int(key[1:]): between for key, between in more.items()}
    return Cell("firm", "", ("b1",), "U-TRU1", n, None, at_least)


def figure_of(of: Cell, *, asked: int) -> Figure:
    """The figure with the interval that a reading would give it."""
    probable = released_interval(*of.ge[4], of.n) if of.n else (0.0, 1.0)
    return figure_in(of, asked=asked, probable=probable)


def too_few() -> Cell:
    return Cell("firm", "", ("b1",), "U-TRU1", None, 6, {4: (0, 6)})


def firm() -> Figure:
    return figure_of(cell(31, 31, 46), asked=52)


def test_a_figure_is_a_count_of_people_first() -> None:
    assert firm().words == "31 of 46"


def test_the_true_share_is_said_as_a_range_in_a_sentence() -> None:
    assert firm().sentence == "The true share is probably between 53 and 80\u00a0%."
    assert firm().share_words == "53 to 80\u00a0%"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (9, 12, "at least 9 of 12"),
        (0, 3, "at most 3 of 12"),
        (5, 5, "5 of 12"),
        (4, 9, "between 4 and 9 of 12"),
        (0, 12, "none to all of 12"),
    ],
)
def test_a_clamped_count_is_said_in_words(low: int, high: int, words: str) -> None:
    assert figure_of(cell(low, high, 12), asked=13).words == words


def test_at_least_five_of_eight_is_probably_above_29_percent() -> None:
    figure = figure_of(cell(5, 8, 8), asked=9)

    assert figure.sentence == "The true share is probably above 29\u00a0%."
    assert figure.share_words == "above 29\u00a0%"


def test_at_most_three_of_twelve_is_said_from_the_other_end() -> None:
    assert figure_of(cell(0, 3, 12), asked=13).sentence.startswith(
        "The true share is probably below"
    )


def test_a_range_from_nobody_to_everyone_claims_no_share() -> None:
    figure = figure_of(cell(0, 7, 7), asked=9)

    assert figure.says_nothing
    assert "%" not in figure.sentence


def test_too_few_has_no_number_but_the_floor_and_no_zero() -> None:
    figure = figure_of(too_few(), asked=12)

    assert figure.is_too_few
    assert figure.words == "too few to tell"
    assert "Fewer than 7 people" in figure.too_few_words
    assert figure.share_words == ""


def test_people_are_dots_up_to_sixty() -> None:
    assert figure_of(cell(31, 31, 46), asked=60).has_dots
    assert not figure_of(cell(31, 31, 46), asked=61).has_dots
    assert not figure_of(too_few(), asked=12).has_dots


def test_the_dots_are_counted_in_words_for_whoever_hears_the_page() -> None:
    desc = figure_of(cell(5, 8, 8), asked=9).dots_desc

    assert desc.startswith("5 filled dots for people who agree. 3 hatched dots")
    assert "0 rings" in desc
    assert "1 small dots" in desc


def test_under_seven_in_ten_says_what_it_would_be_if_the_others_agree_less() -> None:
    figure = figure_of(cell(20, 20, 30), asked=60)

    assert figure.few_answered
    assert "half as often" in figure.if_the_silent_agree_less
    assert not firm().few_answered


def test_a_survey_has_a_spread_said_from_the_top_down() -> None:
    figure = figure_of(cell(5, 5, 12, t2=(9, 12), t3=(8, 8), t5=(0, 3)), asked=13)

    assert figure.has_spread
    assert figure.spread_words == ["at most 3 of 12", "5 of 12", "8 of 12", "at least 9 of 12"]
    assert "Agree, or strongly: 5 of 12" in figure.spread_desc


def test_a_pulse_has_none() -> None:
    assert not firm().has_spread


@given(st.integers(7, 500), st.data())
def test_the_band_holds_all_that_was_published(n: int, data: st.DataObject) -> None:
    high = data.draw(st.integers(0, n))
    low = data.draw(st.integers(0, high))

    figure = figure_of(cell(low, high, n), asked=n)

    assert figure.probable[0] <= figure.published[0]
    assert figure.probable[1] >= figure.published[1]


@given(st.integers(7, 500), st.data())
def test_words_name_every_published_end_that_is_not_the_end_of_the_line(
    n: int, data: st.DataObject
) -> None:
    high = data.draw(st.integers(0, n))
    low = data.draw(st.integers(0, high))

    words = range_words(low, high, of=n)

    assert str(n) in words
    assert low in {0, high} or str(low) in words
    assert high in {n, low} or str(high) in words
