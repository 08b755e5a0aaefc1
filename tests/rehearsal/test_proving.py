"""The attack's reasoning is exact: it proves what trying everything proves, no more, no less."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rehearsal.proving import Attack, ContradictionError, Sum

Sure = set[tuple[int, int]]  # who, and the answer that person can't have given


def by_trying_everything(
    groups: list[int], given_by: list[int], sums: list[Sum], n_answers: int, c: int
) -> Sure:
    """Write out every firm that fits the sums, and ask every coalition."""
    people = range(len(groups))
    firms = [
        firm
        for firm in product(range(n_answers), repeat=len(groups))
        if all(one.low <= at_or_above(firm, groups, one) <= one.high for one in sums)
    ]
    sure: Sure = set()
    for size in range(c + 1):
        for coalition in combinations(people, size):
            fit = [firm for firm in firms if all(firm[i] == given_by[i] for i in coalition)]
            for person in set(people) - set(coalition):
                possible = {firm[person] for firm in fit}
                sure |= {(person, end) for end in (0, n_answers - 1) if end not in possible}
    return sure


def at_or_above(firm: tuple[int, ...] | list[int], groups: list[int], one: Sum) -> int:
    return sum(
        answer >= one.at_least
        for answer, group in zip(firm, groups, strict=True)
        if group in one.groups
    )


def by_the_attack(
    groups: list[int], given_by: list[int], sums: list[Sum], n_answers: int, c: int
) -> Sure:
    truth = np.zeros((max(groups) + 1, n_answers), dtype=int)
    np.add.at(truth, (groups, given_by), 1)
    return {
        (person, proof.answer)
        for proof in Attack(truth.tolist(), sums).proofs(c)
        for person, group in enumerate(groups)
        if group == proof.group
        and proof.coalition[group, given_by[person]] < truth[group, given_by[person]]
    }


@st.composite
def small_firms(draw: st.DrawFn, n_answers: int, most: int) -> tuple[list[int], list[int], list]:
    n_people = draw(st.integers(2, most))
    groups = draw(st.lists(st.integers(0, 2), min_size=n_people, max_size=n_people))
    numbers = st.integers(0, n_answers - 1)
    given_by = draw(st.lists(numbers, min_size=n_people, max_size=n_people))
    sums = []
    for _ in range(draw(st.integers(1, 5))):
        among = frozenset(draw(st.sets(st.integers(0, 2), min_size=1)))
        threshold = draw(st.integers(1, n_answers - 1))
        true = at_or_above(given_by, groups, Sum(among, threshold, 0, 0))
        among &= set(groups)
        low, high = true - draw(st.integers(0, 2)), true + draw(st.integers(0, 2))
        sums.append(Sum(among, threshold, low, high))
    return groups, given_by, sums


@settings(max_examples=100, deadline=None, derandomize=True)
@given(firm=small_firms(2, 7), c=st.integers(0, 3))
def test_with_two_answers_it_proves_what_trying_everything_proves(
    firm: tuple[list[int], list[int], list[Sum]], c: int
) -> None:
    assert by_the_attack(*firm, 2, c) == by_trying_everything(*firm, 2, c)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(firm=small_firms(3, 6), c=st.integers(0, 2))
def test_with_three_answers_it_proves_what_trying_everything_proves(
    firm: tuple[list[int], list[int], list[Sum]], c: int
) -> None:
    assert by_the_attack(*firm, 3, c) == by_trying_everything(*firm, 3, c)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(firm=small_firms(5, 4), c=st.integers(0, 2))
def test_with_five_answers_it_proves_what_trying_everything_proves(
    firm: tuple[list[int], list[int], list[Sum]], c: int
) -> None:
    assert by_the_attack(*firm, 5, c) == by_trying_everything(*firm, 5, c)


ONE_AGAINST_TWO = [[0, 2], [2, 0], [2, 0]]
PAIRS = [Sum(frozenset(pair), 1, 2, 2) for pair in ((0, 1), (0, 2))]


def test_it_finds_a_witness_that_is_three_changed_answers_away() -> None:
    puzzle = Attack(ONE_AGAINST_TWO, PAIRS)

    assert puzzle.proofs(0) == []
    assert puzzle.n_solved > 0


def test_the_same_firm_is_laid_open_by_its_total() -> None:
    puzzle = Attack(ONE_AGAINST_TWO, [*PAIRS, Sum(frozenset({0, 1, 2}), 1, 2, 2)])

    assert {(proof.group, proof.answer) for proof in puzzle.proofs(0)} == {(0, 0), (1, 1), (2, 1)}


def test_answers_that_do_not_fit_the_figures_are_refused() -> None:
    with pytest.raises(ContradictionError, match="does not fit"):
        Attack([[3, 1]], [Sum(frozenset({0}), 1, 2, 2)])
