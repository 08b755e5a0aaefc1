"""What is said of a programme, at the edges too."""

import re
from typing import Any

import pytest

from bothways.programmes import judging, sight
from bothways.programmes.models import Design, Programme
from bothways.programmes.words import (
    HELD_BACK,
    RUNGS,
    SAYS,
    WAYS,
    WHAT_IT_MEANS,
    WHY_NOT,
    as_expected,
    interval_words,
    sight_words,
    verdict_words,
)
from bothways.pure.measurement.impact import Reason, Rung, Says

FORBIDDEN = re.compile(r"significan|\bprove|\bcaus|driver|\brank|\bworst|\bbest\b")


def document(**fields: Any) -> dict[str, Any]:
    plain = judging.Outcome(3, "clearly up", "", "share", 6, 6, 0, 0.12, 0.03, 0.21).as_json()
    return {**plain, **fields}


def seen(**fields: Any) -> str:
    plain: dict[str, Any] = {
        "chosen": "lot",
        "sizes": [10] * 12,
        "n_first": 6,
        "n_items": 1,
        "scale": "share",
    }
    return " ".join(sight_words(**{**plain, **fields}))


def test_every_word_reason_rung_and_way_has_its_sentence() -> None:
    assert set(SAYS) == {one.value for one in Says}
    assert {one.value for one in Reason if one.value} <= set(WHY_NOT) | {
        "short_before",
        "short_after",
    }
    assert set(RUNGS) == {int(rung) for rung in Rung}
    assert set(WAYS) == set(WHAT_IT_MEANS) == set(Design.Chosen)
    assert set(HELD_BACK) == {sight.ONE_SEES, sight.CUT_TWICE}
    assert sight.FEW_LEADERS in WHY_NOT
    assert next(iter(WAYS)) == Design.Chosen.LOT, "the lot is offered first"


def test_no_word_claims_more_than_is_known() -> None:
    tables = (SAYS, WHY_NOT, HELD_BACK, RUNGS, WAYS, WHAT_IT_MEANS)
    said = " ".join(str(words) for table in tables for words in table.values()).lower()

    assert FORBIDDEN.findall(said) == []


def test_a_share_is_said_in_people_with_its_interval() -> None:
    said = document()

    assert verdict_words(said) == (
        "Where it began, agreement went up by 12 of 100 people, "
        "held against the groups that waited."
    )
    assert interval_words(said) == ("The true effect is probably between +3 and +21 of 100 people.")


def test_a_score_is_said_in_points_with_one_decimal() -> None:
    said = document(scale="score", estimate=-0.2, low=-0.4, high=0.0, says="probably down")

    assert verdict_words(said).startswith("Where it began, the score went down by 0.2 points,")
    assert interval_words(said).endswith("between −0.4 and 0.0 points out of 5.")


def test_before_and_after_does_not_speak_of_groups_that_waited() -> None:
    said = document(rung=1)

    assert verdict_words(said) == ("From before to after, agreement went up by 12 of 100 people.")
    assert "waited" not in verdict_words(document(rung=1, scale="score"))


def test_an_effect_that_rounds_to_nothing_is_said_as_none() -> None:
    flat = {"estimate": 0.001, "low": -0.05, "high": 0.06, "says": "no clear effect"}

    assert verdict_words(document(**flat)).endswith("the same way as where it waited.")
    assert verdict_words(document(rung=1, **flat)).endswith("stayed where they were.")
    assert "between −5 and +6 of 100" in interval_words(document(**flat))


@pytest.mark.parametrize("reason", sorted(WHY_NOT))
def test_where_nothing_can_be_told_there_is_a_reason_and_no_number(reason: str) -> None:
    bare = {"estimate": None, "low": None, "high": None, "reason": reason}
    said = document(says="too few to tell", **bare)

    words = verdict_words(said)

    assert not any(sign.isdigit() for sign in words)
    assert interval_words(said) == ""


@pytest.mark.parametrize("why", sorted(HELD_BACK))
def test_where_a_figure_is_held_back_the_words_say_why(why: str) -> None:
    said = document(estimate=None, low=None, high=None, held_back=why)

    assert verdict_words(said).startswith("There are words and no figure:")
    assert interval_words(said) == ""


def test_whether_it_went_the_expected_way_is_said_only_where_a_way_can_be_told() -> None:
    up = Programme(design=Design(should_rise=True))

    assert as_expected(up, document()) == "That is the direction that was expected."
    assert "is not the direction" in as_expected(up, document(says="leaning down"))
    assert as_expected(up, document(says="no clear effect")) == ""
    assert as_expected(up, document(says="too few to tell")) == ""


def test_before_the_start_it_is_said_what_could_be_seen() -> None:
    words = seen()

    assert "There are 12 groups, of about 8 answers each." in words
    assert "of 100 people would be called “clearly up” half the time" in words
    assert "One of 10 of 100 people: hardly ever." in words


def test_twenty_groups_and_many_questions_see_more() -> None:
    words = seen(sizes=[12] * 20, n_first=10, n_items=4, scale="score")

    assert "points out of 5 would be called “clearly up” half the time" in words
    assert "One of 0.3 points: in about" in words


def test_too_few_groups_are_told_beforehand_that_no_figure_will_come() -> None:
    words = seen(sizes=[10] * 6, n_first=3)

    assert words.startswith("There will be no figure: it takes four groups on each side")
    assert "3 and 3" in words


def test_one_group_alone_is_told_so_beforehand() -> None:
    assert "here are 1 and 0" in seen(sizes=[10], n_first=1)


def test_everybody_at_once_is_told_that_nothing_is_compared() -> None:
    assert "nothing to hold the groups against" in seen(chosen="all", n_first=12)


def test_very_small_groups_are_told_that_nothing_could_be_seen() -> None:
    words = seen(sizes=[2] * 8, n_first=4, chosen="low")

    assert "No effect is large enough" in words
