"""The places of a chart's strokes, on the figures of the design's own mock-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.ui.charts import (
    Point,
    band_places,
    dot_places,
    history_places,
    percent,
    spread_places,
)


def at(place: str) -> float:
    return float(place.removesuffix("%"))


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (1, "100%"), (31 / 46, "67.39%"), (0.5, "50%")]
)
def test_a_share_becomes_a_percent_without_needless_digits(share: float, text: str) -> None:
    assert percent(share) == text


def test_an_exact_share_has_a_ring_and_no_hatch() -> None:
    places = band_places(probable=(0.53, 0.80), published=(31 / 46, 31 / 46))

    assert places.band.x == "53%"
    assert places.band.width == "27%"
    assert places.ring == "67.39%"
    assert places.held is None
    assert places.ends == ("53%", "80%")


def test_a_clamped_share_has_a_hatch_and_no_ring() -> None:
    places = band_places(probable=(0.29, 1.0), published=(5 / 8, 1.0))

    assert places.ring == ""
    assert places.held is not None
    assert (places.held.x, places.held.width) == ("62.5%", "37.5%")
    assert places.held_ends == ("62.5%",)


def test_a_band_that_reaches_everyone_has_no_end_there() -> None:
    places = band_places(probable=(0.29, 1.0), published=(5 / 8, 1.0))

    assert places.ends == ("29%",)


def test_dots_are_people_in_the_order_agree_held_back_not_no_answer() -> None:
    dots = dot_places(agree=(5, 6), answered=8, asked=9)

    assert [dot.kind for dot in dots] == ["dot"] * 5 + ["held"] + ["no"] * 2 + ["none"]


def test_the_twenty_first_dot_begins_a_second_row() -> None:
    dots = dot_places(agree=(31, 31), answered=46, asked=52)

    assert (dots[0].x, dots[0].y) == ("2.5%", 9)
    assert (dots[20].x, dots[20].y) == ("2.5%", 27)


@given(st.data())
def test_there_is_one_dot_for_each_person_asked(data: st.DataObject) -> None:
    asked = data.draw(st.integers(1, 60))
    answered = data.draw(st.integers(0, asked))
    high = data.draw(st.integers(0, answered))
    low = data.draw(st.integers(0, high))

    dots = dot_places(agree=(low, high), answered=answered, asked=asked)

    assert len(dots) == asked
    assert len({(dot.x, dot.y) for dot in dots}) == asked


def test_an_exact_spread_has_five_pieces_that_fill_the_line() -> None:
    spread = spread_places(answered=10, at_least={2: (9, 9), 3: (7, 7), 4: (4, 4), 5: (1, 1)})

    assert [part.option for part in spread.parts] == [1, 2, 3, 4, 5]
    assert [part.stretch.width for part in spread.parts] == ["10%", "20%", "30%", "30%", "10%"]
    assert spread.held == ()


def test_a_clamped_border_of_a_spread_is_hatched_and_belongs_to_neither_side() -> None:
    spread = spread_places(answered=10, at_least={2: (7, 10), 3: (7, 7), 4: (4, 4), 5: (0, 3)})

    assert [part.option for part in spread.parts] == [3, 4]
    assert [(held.x, held.width) for held in spread.held] == [("0%", "30%"), ("70%", "30%")]


@given(st.integers(7, 500), st.data())
def test_the_pieces_of_a_spread_never_lie_over_each_other(
    answered: int, data: st.DataObject
) -> None:
    truth = sorted((data.draw(st.integers(0, answered)) for _ in range(4)), reverse=True)
    ranges = {
        t: (data.draw(st.integers(0, true)), data.draw(st.integers(true, answered)))
        for t, true in zip((2, 3, 4, 5), truth, strict=True)
    }

    pieces = sorted(
        at(p.stretch.x) for p in spread_places(answered=answered, at_least=ranges).parts
    )
    widths = [at(p.stretch.width) for p in spread_places(answered=answered, at_least=ranges).parts]

    assert all(0 <= piece <= 100 for piece in pieces)
    assert sum(widths) <= 100.1


def test_a_history_links_only_neighbours_that_have_a_ring() -> None:
    points = [
        Point("Mar", (0.4, 0.7), (0.5, 0.5)),
        Point("Jul", (0.4, 0.7), (0.6, 0.6)),
        Point("Nov", (0.4, 1.0), (0.8, 1.0)),
    ]

    history = history_places(points)

    assert [(one.name, other.name) for one, other in history.links] == [("Mar", "Jul")]
    assert history.columns[2].ring == ""
    assert history.columns[2].held_height == "24.0"


def test_a_history_draws_everyone_at_the_top_and_nobody_at_the_bottom() -> None:
    history = history_places([Point("Nov", (0.0, 1.0), (1.0, 1.0))])

    assert history.columns[0].x == "50%"
    assert float(history.columns[0].top) == history.everyone
    assert float(history.columns[0].bottom) == history.nobody
    assert float(history.columns[0].ring) == history.everyone


def test_an_estimate_is_a_line_in_the_band_and_is_left_out_where_there_is_none() -> None:
    with_one = band_places(probable=(0.3, 0.7), published=(0.4, 0.4), estimate=0.5)

    assert with_one.tick == "50%"
    assert with_one.ring == "40%"
    assert band_places(probable=(0.3, 0.7), published=(0.4, 0.4)).tick == ""


@given(st.floats(0, 1))
def test_a_percent_is_written_with_a_point_and_two_digits_at_most(share: float) -> None:
    text = percent(share)

    assert text.endswith("%")
    assert "," not in text
    assert len(text.removesuffix("%").partition(".")[2]) <= 2 or "e" in text
    assert at(text) == pytest.approx(share * 100, abs=0.005)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_band_never_leaves_its_line_and_shows_a_ring_or_a_hatch(
    a: float, b: float, c: float, d: float
) -> None:
    low, high, start, end = min(a, b), max(a, b), min(c, d), max(c, d)

    places = band_places(probable=(low, high), published=(start, end))

    assert 0 <= at(places.band.x) <= 100
    assert at(places.band.x) + at(places.band.width) <= 100.02
    assert bool(places.ring) != (places.held is not None)
    assert all(0 <= at(one) <= 100 for one in (*places.ends, *places.held_ends))


def test_a_band_from_nobody_to_everyone_has_no_end_at_all() -> None:
    places = band_places(probable=(0.0, 1.0), published=(0.0, 1.0))

    assert (places.ends, places.held_ends) == ((), ())
    assert (places.band.x, places.band.width) == ("0%", "100%")


def test_a_ring_stands_at_the_very_ends_of_the_line_too() -> None:
    assert band_places(probable=(0.0, 0.3), published=(0.0, 0.0)).ring == "0%"
    assert band_places(probable=(0.7, 1.0), published=(1.0, 1.0)).ring == "100%"


def test_an_estimate_of_nobody_is_a_line_and_not_none_at_all() -> None:
    assert band_places(probable=(0.0, 0.3), published=(0.0, 0.2), estimate=0.0).tick == "0%"


def test_where_nobody_was_asked_no_dot_stands() -> None:
    assert dot_places(agree=(0, 0), answered=0, asked=0) == ()


def test_the_three_rows_of_sixty_dots_stand_eighteen_apart() -> None:
    dots = dot_places(agree=(0, 60), answered=60, asked=60)

    assert sorted({dot.y for dot in dots}) == [9, 27, 45]
    assert {dot.kind for dot in dots} == {"held"}


def test_where_all_chose_one_option_it_fills_the_line() -> None:
    spread = spread_places(answered=9, at_least={2: (9, 9), 3: (9, 9), 4: (9, 9), 5: (9, 9)})

    assert [(part.option, part.stretch.width) for part in spread.parts] == [(5, "100%")]
    assert spread.held == ()


def test_where_nothing_is_sure_the_whole_line_is_hatched_and_no_piece_stands() -> None:
    spread = spread_places(answered=9, at_least=dict.fromkeys((2, 3, 4, 5), (0, 9)))

    assert spread.parts == ()
    assert {(held.x, held.width) for held in spread.held} == {("0%", "100%")}


def test_a_history_of_no_round_has_neither_columns_nor_links() -> None:
    history = history_places([])

    assert (history.columns, history.links) == ((), ())


@given(st.integers(1, 40))
def test_columns_stand_in_their_order_with_the_same_room_around_each(n: int) -> None:
    history = history_places([Point(str(i), (0.2, 0.4), (0.3, 0.3)) for i in range(n)])

    x = [at(column.x) for column in history.columns]
    assert x == sorted(x)
    assert x[0] == pytest.approx(100 - x[-1], abs=0.02)
    assert len(history.links) == n - 1
    assert history.half == (history.everyone + history.nobody) / 2
