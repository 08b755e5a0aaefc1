import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.disclosure.clamping import (
    Figure,
    Hold,
    add_up,
    clamp,
    limits,
    read_clamped,
    read_united,
    unite,
)

TEN = 10


def parts_of(*hits: int, n: int = TEN, c: int = 2) -> list[Figure]:
    return [clamp(hit, n=n, c=c) for hit in hits]


@pytest.mark.parametrize(
    ("hits", "said"),
    [
        (0, Figure(0, 3, Hold.BOTTOM)),
        (3, Figure(0, 3, Hold.BOTTOM)),
        (4, Figure(4, 4, Hold.EXACT)),
        (6, Figure(6, 6, Hold.EXACT)),
        (7, Figure(7, 10, Hold.TOP)),
        (10, Figure(7, 10, Hold.TOP)),
    ],
)
def test_of_ten_answers_with_two_colluders_the_ends_are_held_back(hits: int, said: Figure) -> None:
    assert clamp(hits, n=TEN, c=2) == said


def test_parts_that_are_exact_add_up_exactly() -> None:
    assert unite(parts_of(4, 6), hits=10)[:2] == (10, 10)


def test_beside_an_exact_part_a_clamped_one_stays_as_wide_as_it_is() -> None:
    assert unite(parts_of(4, 10), hits=14)[:2] == (11, 14)


def test_two_parts_held_back_at_opposite_ends_say_nothing_beyond_their_sum() -> None:
    assert unite(parts_of(0, 10), hits=10) == Figure(7, 13, Hold.OPEN)


def test_a_total_between_the_limits_is_exact() -> None:
    parts = parts_of(8, 8, 8)  # each 'at least 7', so that 21 to 30 is known

    assert limits(parts) == (21, 21, 27, 30)
    assert unite(parts, hits=24) == Figure(24, 24, Hold.EXACT)


def test_a_total_near_the_end_is_held_back_by_the_widest_part() -> None:
    assert unite(parts_of(10, 10, 9), hits=29) == Figure(27, 30, Hold.TOP)
    assert unite(parts_of(0, 1, 0), hits=1) == Figure(0, 3, Hold.BOTTOM)


def test_a_sum_of_ranges_says_nothing_new() -> None:
    assert add_up(parts_of(8, 8, 8)) == Figure(21, 30, Hold.OPEN)


counts = st.integers(0, 3).flatmap(
    lambda c: st.tuples(st.just(c), st.integers(2 * c + 3, 20)).flatmap(
        lambda known: st.tuples(
            st.just(known[0]), st.just(known[1]), st.lists(st.integers(0, known[1]), min_size=1)
        )
    )
)


@given(counts)
def test_a_range_holds_the_truth_and_is_read_back(known: tuple[int, int, list[int]]) -> None:
    c, n, hits = known
    parts = parts_of(*hits, n=n, c=c)
    union = unite(parts, hits=sum(hits))

    assert all(part.low <= hit <= part.high for part, hit in zip(parts, hits, strict=True))
    assert union.low <= sum(hits) <= union.high
    assert [read_clamped(*part[:2], n=n, c=c) for part in parts] == parts
    assert read_united(parts, *union[:2]) == union


@given(counts)
def test_a_range_depends_on_nothing_that_is_withheld(known: tuple[int, int, list[int]]) -> None:
    c, n, hits = known
    parts = parts_of(*hits, n=n, c=c)
    union = unite(parts, hits=sum(hits))

    for hit in range(union.low, union.high + 1):
        told = unite(parts, hits=hit)
        assert told == union or union.hold is Hold.EXACT


@pytest.mark.parametrize("between", [(0, 10), (1, 3), (3, 3), (7, 9), (8, 8), (4, 5), (-1, 3)])
def test_a_range_that_no_clamp_gives_is_not_read(between: tuple[int, int]) -> None:
    assert read_clamped(*between, n=TEN, c=2) is None


@pytest.mark.parametrize("between", [(28, 28), (21, 30), (27, 29), (21, 22), (31, 31)])
def test_a_range_that_no_union_gives_is_not_read(between: tuple[int, int]) -> None:
    assert read_united(parts_of(8, 8, 8), *between) is None
