"""Scores of a survey's constructs, read from released spreads: raw kept beside, nothing false."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement.scores import climate, team_scores
from bothways.pure.reading import Told, Wording, read
from bothways.pure.reading.scores import constructs_of, scores_in
from tests.pure.reading.told import SAFETY, block, told

SECOND = Wording("U-PSY2", 1, "I can ask for help here.", about_leader=False)
TURNED = Wording("U-PSY3", 1, "Here mistakes are held against one.", about_leader=False, keyed="-")
TRUST = Wording("U-TRU1", 1, "I feel safe relying on my leader.", about_leader=True)
EARLIER = "2026-04-30"
LIKELY = [2, 3, 3, 4, 4, 4, 4, 5, 5, 3, 4, 2]


def survey(*groups: list[tuple[int | None, ...]], **fields: Any) -> Told:
    fields.setdefault("wordings", [SAFETY, SECOND])
    return told(groups, format="full", **fields)


def spread_out(shift: int = 0, n: int = 10) -> list[tuple[int | None, ...]]:
    """Ballots whose two answers are much alike, moved up or down."""
    answers = [max(1, min(5, one + shift)) for one in LIKELY[:n]]
    return [(one, max(1, one - 1)) for one in answers]


def five(*shifts: int, **fields: Any) -> Told:
    return survey(*(spread_out(shift) for shift in shifts), **fields)


def test_a_pulse_has_no_scores() -> None:
    assert list(constructs_of(told([[(4,)] * 10] * 5))) == []
    assert read(told([[(4,)] * 10] * 5), []).firm["scores"] == []


def test_a_construct_has_one_score_for_the_firm_and_one_for_each_group() -> None:
    scores = scores_in(five(0, 0, 0, 0, 0), "PSY")

    assert scores is not None
    assert scores.codes == ("U-PSY1", "U-PSY2")
    assert [group["blocks"] for group in scores.groups] == [["b0"], ["b1"], ["b2"], ["b3"], ["b4"]]
    estimate, low, high = scores.firm["score"]
    assert low < estimate < high
    assert (scores.firm["answered"], scores.firm["asked"]) == (50, 70)


def test_what_is_read_from_ranges_is_near_what_the_answers_themselves_say() -> None:
    groups = [spread_out(shift) for shift in (-1, 0, 0, 0, 1)]
    answers = [[float(one or 0) for one in ballot] for ballots in groups for ballot in ballots]
    teams = [place for place, ballots in enumerate(groups) for _ in ballots]
    exact = climate(team_scores(answers, teams))

    scores = scores_in(survey(*groups), "PSY")

    assert scores is not None
    for group, true in zip(scores.groups, exact.estimate, strict=True):
        assert group["climate"][0] == pytest.approx(float(true), abs=0.25)
        low, high = group["raw"]
        assert low <= high


def test_the_raw_score_is_the_range_that_was_released_and_holds_the_true_mean() -> None:
    groups = [spread_out(shift) for shift in (-1, 0, 0, 1)]

    scores = scores_in(survey(*groups), "PSY")

    assert scores is not None
    for group, ballots in zip(scores.groups, groups, strict=True):
        mean = sum(sum(one or 0 for one in ballot) for ballot in ballots) / (2 * len(ballots))
        low, high = group["raw"]
        assert low - 1e-9 <= mean <= high + 1e-9


def test_a_question_where_agreeing_is_unfavourable_is_turned_round() -> None:
    asked = [(5, 1)] * 6 + [(4, 2)] * 4
    wordings = [SAFETY, TURNED]

    scores = scores_in(survey(*[asked] * 5, wordings=wordings), "PSY")
    alone = scores_in(survey(*[[(one,) for one, _ in asked]] * 5, wordings=[SAFETY]), "PSY")

    assert scores is not None
    assert alone is not None
    assert scores.firm["raw"] == pytest.approx(alone.firm["raw"])


def test_with_fewer_than_four_groups_each_stands_by_itself() -> None:
    scores = scores_in(five(0, 1, -1), "PSY")

    assert scores is not None
    assert scores.firm["real"] is None
    assert [group["pooled"] for group in scores.groups] == [False] * 3
    assert [group["differs"] for group in scores.groups] == [None] * 3


def test_a_group_that_stands_apart_differs_clearly_and_the_others_do_not() -> None:
    low = [(1, 1), (2, 1), (2, 2), (1, 2), (2, 1), (2, 2), (1, 1), (2, 2), (3, 2), (2, 1)]

    scores = scores_in(survey(low, *(spread_out() for _ in range(7))), "PSY")

    assert scores is not None
    first, *others = (group["differs"] for group in scores.groups)
    assert first == {"went": "down", "how": "clearly"}
    assert all(differs["went"] != "down" for differs in others)


def test_one_team_alone_has_a_score_and_is_compared_with_nobody() -> None:
    scores = scores_in(five(0), "PSY")

    assert scores is not None
    assert len(scores.groups) == 1
    assert scores.groups[0]["differs"] is None


def test_where_everybody_gives_the_same_answer_the_interval_still_has_a_width() -> None:
    scores = scores_in(survey(*[[(4, 4)] * 10] * 5), "PSY")

    assert scores is not None
    for group in scores.groups:
        for name in ("now", "climate"):
            estimate, low, high = group[name]
            assert low < high
            assert low <= estimate <= high


def test_a_construct_to_which_nobody_gave_an_answer_has_no_score() -> None:
    nothing: list[tuple[int | None, ...]] = [(None, None)] * 10

    assert scores_in(survey(*[nothing] * 5), "PSY") is None
    assert scores_in(survey(*[nothing] * 5), "COM") is None


def test_a_question_that_all_left_out_is_left_out_of_the_score() -> None:
    half: list[tuple[int | None, ...]] = [(one, None) for one in LIKELY[:10]]

    scores = scores_in(survey(*[half] * 5), "PSY")

    assert scores is not None
    assert scores.codes == ("U-PSY1",)


def test_a_score_is_compared_with_the_last_survey_that_asked_the_same_words() -> None:
    now, before = five(1, 1, 1, 1, 1, 1), five(-1, -1, -1, -1, -1, -1, closed=EARLIER)

    reading = read(now, [before])

    change = reading.firm["scores"][0]["change"]
    assert (change["closed"], change["went"], change["how"]) == (EARLIER, "up", "clearly")
    assert all(group["change"]["went"] == "up" for group in reading.groups["scores"])


def test_a_score_is_never_compared_across_a_change_of_wording() -> None:
    other = Wording("U-PSY2", 2, "Asking for help is fine here.", about_leader=False)
    before = five(-1, -1, -1, -1, closed=EARLIER, wordings=[SAFETY, other])

    reading = read(five(1, 1, 1, 1), [before])

    assert reading.firm["scores"][0]["change"] is None


def test_a_group_made_of_other_teams_than_last_time_is_not_compared() -> None:
    moved = [block(0, teams=("Firm/A", "Firm/B")), *(block(place) for place in range(1, 5))]
    before = five(0, 0, 0, 0, 0, closed=EARLIER, blocks=moved)

    groups = read(five(0, 0, 0, 0, 0), [before]).groups["scores"]

    assert [group["change"] is None for group in groups] == [True, False, False, False, False]


ANSWER = st.sampled_from([1, 2, 3, 4, 5, None])
BALLOTS = st.lists(st.tuples(ANSWER, ANSWER), max_size=13)


@settings(max_examples=25, deadline=None)
@given(st.lists(BALLOTS, min_size=1, max_size=6))
def test_any_answers_give_scores_on_the_scale_or_none(
    answers: list[list[tuple[int | None, ...]]],
) -> None:
    for scores in constructs_of(survey(*answers)):
        for said in (scores.firm["score"], *(group["now"] for group in scores.groups)):
            estimate, low, high = said
            assert all(math.isfinite(one) for one in said)
            assert 1 <= low < high <= 5
            assert low <= estimate <= high
