"""Which questions ask for an answer: the rule, by hand and for all figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.measurement import ReleasedCount
from bothways.pure.owed import FEW, MOST, WORSE, Asking, Figure, asking


def of(low: int, high: int, n: int = 20, **more: object) -> list[Asking]:
    return asking([Figure("Q", low, high, n, **more)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "asks"),
    [
        (9, 9, True),
        (0, 3, True),
        (10, 10, False),  # half is not fewer than half
        (8, 10, False),  # it could be half, so there is doubt
        (15, 20, False),
    ],
)
def test_fewer_than_half_without_doubt_asks(low: int, high: int, asks: bool) -> None:
    assert of(low, high) == ([Asking("Q", FEW)] if asks else [])


def test_where_agreeing_is_unfavourable_it_is_the_other_way_round() -> None:
    assert of(11, 11, turned=True) == [Asking("Q", FEW)]
    assert of(9, 9, turned=True) == []
    assert of(10, 12, turned=True) == []


def test_clearly_worse_than_last_time_asks_though_most_agree() -> None:
    assert of(12, 12, before=ReleasedCount(19, 20, 20)) == [Asking("Q", WORSE)]
    assert of(12, 12, before=ReleasedCount(13, 13, 20)) == []
    assert of(19, 20, before=ReleasedCount(12, 12, 20)) == []
    assert of(9, 10, n=25, turned=True, before=ReleasedCount(0, 1, 25)) == [Asking("Q", WORSE)]


def test_a_question_without_answers_asks_for_none() -> None:
    assert of(0, 0, n=0) == []


def test_the_lowest_five_come_first_and_no_more() -> None:
    figures = [Figure(f"Q{low}", low, low, 20) for low in (9, 3, 7, 5, 8, 1, 6)]

    assert [one.code for one in asking(figures)] == ["Q1", "Q3", "Q5", "Q6", "Q7"]


def test_of_two_alike_the_code_decides_and_not_the_order() -> None:
    one, other = Figure("B", 4, 4, 20), Figure("A", 4, 4, 20)

    assert [found.code for found in asking([one, other])] == ["A", "B"]


figures = st.integers(1, 60).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.integers(0, n)).map(
        lambda ends: Figure(f"Q{n}", min(ends), max(ends), n)
    )
)


@given(st.lists(figures, max_size=9, unique_by=lambda figure: figure.code))
def test_who_knows_what_is_published_knows_what_asks(found: list[Figure]) -> None:
    asked = asking(found)

    by_code = {figure.code: figure for figure in found}
    assert len(asked) <= MOST
    assert all(2 * by_code[one.code].high < by_code[one.code].n for one in asked)
    assert asked == asking(list(reversed(found)))
