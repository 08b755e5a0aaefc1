"""What is said of a programme, at the edges too."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from bothways.programmes import judging, sight
from bothways.programmes.models import Design, Programme, Verdict
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
    standing,
    verdict_words,
)
from bothways.pure.measurement.impact import Reason, Rung, Says

STARTS = date(2026, 12, 1)
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


def programme(**fields: Any) -> Programme:
    """One that starts on 1 December and is looked at from four weeks later on."""
    design = Design(chosen="lot", starts_on=STARTS, weeks=4, should_rise=True)
    return Programme(title="Ten minutes", design=design, **fields)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (STARTS - timedelta(days=300), "declared", "Declared, not started"),
        (STARTS - timedelta(days=1), "declared", "Declared, not started"),
        (STARTS, "running", "Running"),
        (STARTS + timedelta(days=27), "running", "Running"),
        (STARTS + timedelta(days=28), "waiting", "Running, waits for a counted round"),
        (STARTS + timedelta(days=900), "waiting", "Running, waits for a counted round"),
    ],
)
def test_how_it_stands_changes_with_its_first_day_and_the_first_day_of_the_look(
    on: date, state: str, words: str
) -> None:
    now = standing(programme(), on)

    assert (now.state, now.words) == (state, words)


@pytest.mark.parametrize("on", [STARTS - timedelta(days=9), STARTS, STARTS + timedelta(days=99)])
@pytest.mark.parametrize(
    ("state", "words"),
    [("withdrawn", "Taken back before its start"), ("stopped", "Ended early")],
)
def test_what_was_ended_stands_as_ended_on_every_day(state: str, words: str, on: date) -> None:
    assert standing(programme(state=state), on).words == words


@pytest.mark.parametrize("says", sorted(SAYS))
def test_what_was_looked_at_stands_with_the_word_that_came_out(says: str) -> None:
    judged = programme(state="judged")
    Verdict(programme=judged, document=document(says=says))

    now = standing(judged, STARTS - timedelta(days=1))

    assert (now.state, now.words) == ("judged", str(SAYS[says]))
    assert now.words[0].isupper()
    assert now.words.lower() == says


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("state", ["declared", "withdrawn", "stopped"])
def test_how_it_stands_is_said_in_the_readers_language(state: str, language: str) -> None:
    english = standing(programme(state=state), STARTS)

    with translation.override(language):
        told = standing(programme(state=state), STARTS)

    assert told.state == english.state, "a key of its style, the same in every language"
    assert told.words != english.words


@pytest.mark.parametrize(("language", "number"), [("en", "0.2"), ("de", "0,2"), ("es", "0,2")])
def test_points_are_written_as_the_reader_writes_them(language: str, number: str) -> None:
    said = document(scale="score", estimate=0.2, low=0.1, high=0.4)
    sign = number[1]

    with translation.override(language):
        words, interval = verdict_words(said), interval_words(said)
        before_it = seen(sizes=[12] * 20, n_first=10, n_items=4, scale="score")

    assert number in words
    assert f"+0{sign}1" in interval
    assert f"+0{sign}4" in interval
    assert re.findall(r"\d([.,])\d", before_it) == [sign] * 2


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("estimate", [0.12, -0.12, 0.0])
@pytest.mark.parametrize("rung", [1, 2, 3])
@pytest.mark.parametrize("scale", ["share", "score"])
def test_no_sentence_of_a_verdict_has_a_gap_in_any_language(
    scale: str, rung: int, estimate: float, language: str
) -> None:
    said = document(scale=scale, rung=rung, estimate=estimate)
    number = {"share": "12", "score": "0"}[scale]

    with translation.override(language):
        words = verdict_words(said)

    assert "%" not in words
    assert words.endswith(".")
    assert (number in words) == (estimate != 0)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [(0.005, "stayed"), (0.0051, "went up by 1 of"), (-0.0051, "went down by 1 of")],
)
def test_half_a_person_of_a_hundred_is_nobody(estimate: float, words: str) -> None:
    assert words in verdict_words(document(rung=1, estimate=estimate))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.0, 0.21, "between 0 and +21 of 100"),
        (-0.004, 0.004, "between 0 and 0 of 100"),
        (-1.0, 1.0, "between \u2212100 and +100 of 100"),
        (-0.09, -0.01, "between \u22129 and \u22121 of 100"),
    ],
)
def test_the_ends_of_an_interval_have_their_signs_and_nothing_has_none(
    low: float, high: float, words: str
) -> None:
    assert words in interval_words(document(low=low, high=high))


@pytest.mark.parametrize("should_rise", [True, False])
@pytest.mark.parametrize("sure", ["leaning", "probably", "clearly"])
def test_the_other_way_than_hoped_is_said_as_plainly_as_the_hoped_one(
    sure: str, should_rise: bool
) -> None:
    wished = Programme(design=Design(should_rise=should_rise))
    hoped, other = ("up", "down") if should_rise else ("down", "up")

    assert as_expected(wished, document(says=f"{sure} {hoped}")).startswith("That is the")
    assert as_expected(wished, document(says=f"{sure} {other}")).startswith("That is not the")


@pytest.mark.parametrize(("n_first", "has_figure"), [(3, False), (4, True), (8, True), (9, False)])
def test_four_groups_on_each_side_are_the_fewest_for_a_figure(
    n_first: int, has_figure: bool
) -> None:
    words = seen(sizes=[10] * 12, n_first=n_first)

    assert words.startswith("There will be no figure") != has_figure
