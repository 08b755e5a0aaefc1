"""Groups' shares read together: drawn towards each other, never finer than what was released."""

from bothways.pure.reading.certainty import difference, sd_of
from bothways.pure.reading.pooled import groups_of, read_together
from tests.pure.reading.told import SAFETY, TRUST, told, votes


def test_with_four_groups_each_is_drawn_towards_the_others() -> None:
    pooled = read_together(told([votes(4, 6), votes(6, 4), votes(6, 4), votes(6, 4)]), SAFETY.code)

    assert pooled.real is not None
    assert 0 < pooled.real < 1
    estimate, low, high = pooled.climate[("b0",)]
    assert 0.4 < estimate < 0.6
    assert low < estimate < high


def test_with_three_groups_nothing_is_pooled() -> None:
    pooled = read_together(told([votes(4, 6), votes(6, 4), votes(6, 4)]), SAFETY.code)

    assert (pooled.n_groups, pooled.real) == (3, None)
    assert pooled.estimates == pooled.climate == pooled.differs == {}


def test_a_question_without_a_figure_has_no_groups() -> None:
    few = told([[(None,)] * 9] * 4)

    assert groups_of(few, SAFETY.code) == []
    assert read_together(few, SAFETY.code).n_groups == 0


def test_who_is_there_now_is_surer_than_what_a_group_is_like() -> None:
    pooled = read_together(told([votes(5, 5), votes(6, 4), votes(6, 4), votes(6, 4)]), SAFETY.code)

    _, low, high = pooled.estimates[("b0",)]
    _, least, most = pooled.climate[("b0",)]
    assert high - low < most - least


def test_equal_releases_say_the_same_of_a_group_whatever_stood_behind_them() -> None:
    # 8 of 10 and 10 of 10 are both released as 'at least 7 of 10'
    others = [votes(5, 5)] * 4

    one = read_together(told([votes(8, 2), *others]), SAFETY.code)
    two = read_together(told([votes(10, 0), *others]), SAFETY.code)

    assert one == two


def test_the_others_figures_enter_as_a_mean_and_a_spread_whoever_has_them() -> None:
    mine = votes(5, 5)
    others = [votes(4, 6), votes(5, 5), votes(6, 4)]

    one = read_together(told([mine, *others]), SAFETY.code)
    two = read_together(told([mine, *others[::-1]]), SAFETY.code)

    assert [round(x, 6) for x in one.estimates[("b0",)]] == [
        round(x, 6) for x in two.estimates[("b0",)]
    ]


def test_each_question_is_read_by_itself() -> None:
    both = told(
        [[(4, 2)] * 8 + [(2, 4)] * 2] * 4,
        wordings=[SAFETY, TRUST],
        constructs={TRUST.code: "TRU"},
    )

    safety, trust = (read_together(both, one.code) for one in (SAFETY, TRUST))

    assert safety.climate[("b0",)][0] > 0.5 > trust.climate[("b0",)][0]


def test_a_difference_has_the_ladder_s_words() -> None:
    assert difference(4.0, 0.1, 3.0, 0.1) == {"went": "up", "how": "clearly"}
    assert difference(3.0, 0.1, 4.0, 0.1) == {"went": "down", "how": "clearly"}
    assert difference(3.1, 0.3, 3.0, 0.3) == {"went": "unclear", "how": ""}
    assert difference(3.0, 0.3, 3.0, 0.3)["went"] == "unclear"


def test_the_deviation_behind_an_interval_is_never_nothing() -> None:
    assert round(sd_of(3.0, 3.0 + 2 * 1.96), 6) == 1
    assert sd_of(3.0, 3.0) > 0
