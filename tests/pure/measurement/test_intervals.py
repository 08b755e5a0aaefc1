import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.measurement import (
    Change,
    Direction,
    ReleasedCount,
    Strength,
    change_in_words,
    in_words,
    jeffreys_interval,
    probability_of_rise,
    released_interval,
)

ORACLE = json.loads(
    (Path(__file__).parents[2] / "data" / "measurement" / "oracle_proportions.json").read_text(
        encoding="utf-8"
    )
)
SOURCE = str(Path(__file__).parents[3] / "src")
SHARES = [
    *ORACLE["prop"],
    ORACLE["lq2002_LEAD11_favourable"],
    ORACLE["lq2002_LEAD11_company2"],
]
NO_CLEAR_CHANGE = Change(Direction.UNCLEAR, Strength.NO_CLEAR_CHANGE)


def exactly(hits: int, n: int) -> ReleasedCount:
    return ReleasedCount(hits, hits, n)


@pytest.mark.parametrize("share", SHARES, ids=lambda share: f"{share['x']} of {share['n']}")
def test_the_interval_is_that_of_the_oracle(share: dict) -> None:
    assert jeffreys_interval(share["x"], share["n"]) == pytest.approx(share["jeffreys"], abs=1e-9)


def test_nobody_agreeing_starts_at_nought_and_everybody_agreeing_ends_at_one() -> None:
    assert jeffreys_interval(0, 7)[0] == 0
    assert jeffreys_interval(7, 7)[1] == 1


def test_a_wider_level_gives_a_wider_interval() -> None:
    low, high = jeffreys_interval(4, 7, level=0.99)

    assert low < jeffreys_interval(4, 7)[0]
    assert high > jeffreys_interval(4, 7)[1]


def test_a_released_range_takes_the_low_end_of_its_low_and_the_high_end_of_its_high() -> None:
    low, high = released_interval(7, 10, 10)

    assert low == jeffreys_interval(7, 10)[0]
    assert high == 1
    assert released_interval(4, 4, 10) == jeffreys_interval(4, 10)


@pytest.mark.parametrize(("hits", "n"), [(-1, 7), (8, 7), (0, 0)])
def test_a_count_that_cannot_be_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="between nobody and all"):
        jeffreys_interval(hits, n)
    with pytest.raises(ValueError, match="between nobody and all"):
        probability_of_rise(exactly(1, 2), exactly(hits, n))


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="between nobody and all"):
        released_interval(5, 4, 7)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        jeffreys_interval(4, 7, level)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (exactly(4, 10), exactly(4, 10), NO_CLEAR_CHANGE),
        (exactly(4, 10), exactly(5, 10), NO_CLEAR_CHANGE),
        (exactly(4, 10), exactly(6, 10), Change(Direction.UP, Strength.LEANING)),
        (exactly(3, 10), exactly(6, 10), Change(Direction.UP, Strength.PROBABLY)),
        (exactly(2, 10), exactly(8, 10), Change(Direction.UP, Strength.CLEARLY)),
        (exactly(8, 10), exactly(2, 10), Change(Direction.DOWN, Strength.CLEARLY)),
        (exactly(40, 100), exactly(60, 100), Change(Direction.UP, Strength.CLEARLY)),
        (ReleasedCount(7, 10, 10), ReleasedCount(7, 10, 10), NO_CLEAR_CHANGE),
        (
            ReleasedCount(0, 10, 10),
            ReleasedCount(7, 10, 10),
            Change(Direction.UP, Strength.LEANING),
        ),
    ],
)
def test_a_change_is_put_in_the_word_that_its_probability_allows(
    before: ReleasedCount, after: ReleasedCount, change: Change
) -> None:
    assert change_in_words(before, after) == change


def test_a_wider_range_makes_a_change_less_sure() -> None:
    narrow = probability_of_rise(exactly(3, 10), exactly(8, 10))
    wide = probability_of_rise(ReleasedCount(1, 5, 10), ReleasedCount(6, 10, 10))

    assert 0.5 < wide < narrow


counts = st.integers(1, 30).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.integers(0, n)).map(
        lambda ends: ReleasedCount(min(ends), max(ends), n)
    )
)


@given(counts)
def test_the_interval_holds_every_share_that_the_range_allows(count: ReleasedCount) -> None:
    low, high = released_interval(*count)

    assert 0 <= low <= count.low / count.n
    assert count.high / count.n <= high <= 1


@settings(max_examples=40)
@given(counts, counts)
def test_a_rise_one_way_is_a_fall_the_other(before: ReleasedCount, after: ReleasedCount) -> None:
    there, back = probability_of_rise(before, after), probability_of_rise(after, before)

    assert there + back == pytest.approx(1)
    assert change_in_words(before, before) == NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import bothways.pure.measurement", "scipy"),
        ("import bothways.pure.measurement as m; m.jeffreys_interval(3, 7)", "scipy.stats"),
    ],
)
def test_no_more_of_scipy_is_loaded_than_is_needed(code: str, unwanted: str) -> None:
    script = (
        f"import sys; sys.path.insert(0, {SOURCE!r}); {code}; sys.exit({unwanted!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("risen", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_has_no_words(risen: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        in_words(risen)
