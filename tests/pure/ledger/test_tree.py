"""The tree of the standard: its well-known test tree, and growing leaf by leaf."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.ledger import (
    EMPTY_ROOT,
    Frontier,
    leaf_hash,
    node_hash,
    perfect_parts,
    range_hash,
    root,
)
from tests.pure.ledger.trees import KNOWN_LEAVES, KNOWN_ROOTS, naive_root, numbered


def test_the_tree_of_nothing_is_the_hash_of_nothing() -> None:
    assert root([]) == EMPTY_ROOT == hashlib.sha256(b"").digest() == Frontier().root


@pytest.mark.parametrize("size", range(1, 9))
def test_the_well_known_tree_has_the_well_known_root_at_every_size(size: int) -> None:
    leaves = [leaf_hash(data) for data in KNOWN_LEAVES[:size]]

    assert root(leaves).hex() == KNOWN_ROOTS[size - 1]
    assert root(leaves) == naive_root(leaves)


def test_a_leaf_is_no_node_whatever_its_data() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")

    assert leaf_hash(left + right) != node_hash(left, right)
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)


@given(st.integers(0, 200))
def test_the_root_is_that_of_the_definition_at_every_size(size: int) -> None:
    leaves = numbered(size)

    assert root(leaves) == naive_root(leaves)


def test_a_frontier_grows_to_the_same_root_at_every_size() -> None:
    leaves, frontier = numbered(130), Frontier()

    for size, leaf in enumerate(leaves, start=1):
        frontier, _completed = frontier.add(leaf)

        assert (frontier.size, frontier.root) == (size, naive_root(leaves[:size]))


def test_adding_a_leaf_says_which_subtrees_it_completes() -> None:
    leaves, frontier = numbered(64), Frontier()

    for position, leaf in enumerate(leaves):
        frontier, completed = frontier.add(leaf)

        widths = [2 ** (level + 1) for level in range(len(completed))]
        ends = [naive_root(leaves[position + 1 - width : position + 1]) for width in widths]
        assert list(completed) == ends
        assert (position + 1) % 2 ** len(completed) == 0


@pytest.mark.parametrize(("size", "n_peaks"), [(-1, 0), (3, 1), (4, 2), (0, 1)])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, n_peaks: int) -> None:
    with pytest.raises(ValueError, match="each bit"):
        Frontier(size, (bytes(32),) * n_peaks)


@given(st.integers(1, 100))
def test_any_range_from_the_start_is_made_of_its_perfect_subtrees(size: int) -> None:
    leaves = numbered(size)

    def subtree(level: int, first: int) -> bytes:
        return naive_root(leaves[first : first + 2**level])

    assert range_hash(0, size, subtree) == naive_root(leaves)


def test_a_range_is_named_by_its_widest_parts_first() -> None:
    assert perfect_parts(0, 7) == [(2, 0), (1, 4), (0, 6)]
    assert perfect_parts(8, 11) == [(1, 8), (0, 10)]


@pytest.mark.parametrize(("start", "end"), [(1, 3), (2, 6), (5, 9)])
def test_a_range_that_no_proof_names_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no subtree"):
        perfect_parts(start, end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (4, 4), (5, 4), (-1, 1)])
def test_a_range_without_a_leaf_has_no_hash(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="at least one leaf"):
        range_hash(start, end, lambda _level, _first: bytes(32))
