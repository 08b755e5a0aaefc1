"""A leader's own answer and guess, beside the interval of the team."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.measurement.gap import SHARE, Gap, Side, Why, Word, gap
from tests.pure.measurement.gap_vectors import FIXTURE, as_fixture

CLEARLY_ABOVE = Gap(Word.CLEAR, Side.ABOVE)
CLEARLY_BELOW = Gap(Word.CLEAR, Side.BELOW)
MAYBE_ABOVE = Gap(Word.MAYBE, Side.ABOVE)
MAYBE_BELOW = Gap(Word.MAYBE, Side.BELOW)
SAME = Gap(Word.SAME)


def nothing(why: Why) -> Gap:
    return Gap(Word.UNKNOWN, why=why)


@pytest.mark.parametrize(
    ("own", "low", "high", "says"),
    [
        (3, 2.8, 3.6, SAME),
        (4, 3.3, 3.9, MAYBE_ABOVE),
        (4, 3.3, 3.4, CLEARLY_ABOVE),
        (4, 3.3, 3.5, MAYBE_ABOVE),
        (5, 3.3, 3.9, CLEARLY_ABOVE),
        (3, 3.3, 3.9, MAYBE_BELOW),
        (2, 3.3, 3.9, CLEARLY_BELOW),
        (3, 1.9, 4.1, nothing(Why.TOO_WIDE)),
        (5, 1.9, 4.1, CLEARLY_ABOVE),
        (None, 3.3, 3.9, nothing(Why.NO_ANSWER)),
        (4, None, None, nothing(Why.NO_FIGURE)),
        (None, None, None, nothing(Why.NO_FIGURE)),
    ],
)
def test_an_own_answer_is_held_against_the_team_s_score(
    own: float | None, low: float | None, high: float | None, says: Gap
) -> None:
    assert gap(own, None, low, high).own == says


@pytest.mark.parametrize(
    ("own", "low", "high", "says"),
    [
        (4, 0.1, 0.4, CLEARLY_ABOVE),
        (5, 0.1, 0.5, MAYBE_ABOVE),
        (5, 0.1, 0.55, MAYBE_ABOVE),
        (5, 0.3, 0.6, nothing(Why.EITHER_WAY)),
        (5, 0.5, 0.9, SAME),
        (2, 0.6, 0.9, CLEARLY_BELOW),
        (2, 0.45, 0.9, MAYBE_BELOW),
        (3, 0.6, 0.9, CLEARLY_BELOW),
        (2, 0.1, 0.5, SAME),
        (2, 0.0, 1.0, nothing(Why.EITHER_WAY)),
        (None, 0.1, 0.4, nothing(Why.NO_ANSWER)),
        (2, None, None, nothing(Why.NO_FIGURE)),
    ],
)
def test_against_a_share_the_own_answer_is_agreeing_or_not(
    own: float | None, low: float | None, high: float | None, says: Gap
) -> None:
    assert gap(own, None, low, high, scale=SHARE).own == says


@pytest.mark.parametrize(
    ("guess", "low", "high", "says"),
    [
        (0.7, 0.6, 0.8, SAME),
        (0.8, 0.4, 0.77, MAYBE_ABOVE),
        (0.9, 0.4, 0.77, CLEARLY_ABOVE),
        (0.3, 0.4, 0.77, CLEARLY_BELOW),
        (0.5, 0.2, 0.8, nothing(Why.TOO_WIDE)),
        (None, 0.2, 0.8, nothing(Why.NO_ANSWER)),
    ],
)
def test_a_guess_is_held_against_the_share_it_guesses(
    guess: float | None, low: float, high: float, says: Gap
) -> None:
    assert gap(None, guess, low, high, scale=SHARE).guess == says


def test_the_mean_of_several_answers_is_finer_than_one() -> None:
    assert gap(4, 4, 3.3, 3.7) == (MAYBE_ABOVE, MAYBE_ABOVE)
    assert gap(4, 4, 3.3, 3.7, questions=4) == (CLEARLY_ABOVE, MAYBE_ABOVE)


@pytest.mark.parametrize(
    ("own", "guess", "low", "high", "refused"),
    [
        (3, 3, 3.9, 3.3, "low end first"),
        (3, 3, 0.5, 3.3, "on its scale"),
        (3, 3, 3.3, None, "two ends or none"),
        (0, 3, 3.3, 3.9, "lies on its scale"),
        (3, 6, 3.3, 3.9, "lies on its scale"),
    ],
)
def test_what_cannot_be_is_refused(
    own: float, guess: float, low: float, high: float | None, refused: str
) -> None:
    with pytest.raises(ValueError, match=refused):
        gap(own, guess, low, high)


def test_an_answer_to_no_question_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        gap(3, 3, 3.3, 3.9, questions=0)


scores = st.integers(8, 40).map(lambda eighths: eighths / 8)
views = st.integers(1, 5)


@given(scores, scores, views)
def test_turning_the_scale_round_turns_the_side_round(end: float, other: float, own: int) -> None:
    low, high = sorted((end, other))
    there = gap(own, own, low, high)
    back = gap(6 - own, 6 - own, 6 - high, 6 - low)

    flipped = {None: None, Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE}
    assert back.own.side == flipped[there.own.side]


@given(scores, scores, scores, scores, views)
def test_knowing_less_never_makes_a_gap_clearer(
    a: float, b: float, c: float, d: float, own: int
) -> None:
    least, low, high, most = sorted((a, b, c, d))
    order = [Word.CLEAR, Word.MAYBE, Word.SAME, Word.UNKNOWN]

    narrow, wide = gap(own, None, low, high).own, gap(own, None, least, most).own

    assert order.index(narrow.word) <= order.index(wide.word)


def test_the_kept_vectors_are_what_is_said_today() -> None:
    assert as_fixture() == FIXTURE.read_text()


def test_the_kept_vectors_hold_everything_that_can_be_said() -> None:
    kept = json.loads(FIXTURE.read_text())

    for scale in ("score", "share"):
        for view in ("own", "guess"):
            said = {
                (told["word"], told["side"], told["why"])
                for one in kept
                if one["scale"] == scale
                for told in [one["says"][view]]
            }
            assert {word for word, _, _ in said} == {word.value for word in Word}, (scale, view)
            assert {side for _, side, _ in said} == {None, "above", "below"}, (scale, view)
    assert {one["says"]["own"]["why"] for one in kept} == {None, *(why.value for why in Why)}
