"""Proofs: those of the standard's own test tree, every small tree, and no altered one holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.ledger import (
    EMPTY_ROOT,
    consistency_path,
    consistency_ranges,
    includes,
    inclusion_path,
    inclusion_ranges,
    is_consistent,
    leaf_hash,
    root,
)
from tests.pure.ledger.trees import KNOWN_LEAVES, naive_path, naive_proof, naive_root, numbered

KNOWN = [leaf_hash(data) for data in KNOWN_LEAVES]
EVERY_SIZE = range(1, 41)


def flipped(value: bytes, bit: int) -> bytes:
    """Return a hash with one bit turned over."""
    altered = bytearray(value)
    altered[bit // 8 % len(value)] ^= 1 << bit % 8
    return bytes(altered)


@pytest.mark.parametrize("size", range(1, 9))
def test_every_leaf_of_the_well_known_tree_is_proved_in_it(size: int) -> None:
    tree = KNOWN[:size]

    for index, leaf in enumerate(tree):
        path = inclusion_path(index, tree)
        assert path == naive_path(index, tree)
        assert includes(leaf, index, size, path, naive_root(tree))


@pytest.mark.parametrize("second", range(1, 9))
def test_every_beginning_of_the_well_known_tree_is_proved_to_be_one(second: int) -> None:
    tree = KNOWN[:second]

    for first in range(1, second + 1):
        path = consistency_path(first, tree)
        assert path == naive_proof(first, tree)
        assert is_consistent(first, second, naive_root(tree[:first]), naive_root(tree), path)


def test_the_proofs_of_the_well_known_tree_are_as_long_as_the_standard_says() -> None:
    lengths = [len(inclusion_path(index, KNOWN[:7])) for index in range(7)]

    assert lengths == [3, 3, 3, 3, 3, 3, 2]
    assert [len(consistency_path(first, KNOWN)) for first in (1, 4, 6, 8)] == [3, 1, 3, 0]


def test_every_leaf_and_every_beginning_of_every_small_tree_is_proved() -> None:
    for size in EVERY_SIZE:
        tree = numbered(size)
        whole = naive_root(tree)
        for place in range(size):
            first = place + 1
            path, proof = inclusion_path(place, tree), consistency_path(first, tree)
            assert includes(tree[place], place, size, path, whole)
            assert is_consistent(first, size, naive_root(tree[:first]), whole, proof)


def test_no_other_place_and_no_other_size_is_proved_by_the_same_path() -> None:
    for size in range(2, 20):
        tree = numbered(size)
        for place in range(size):
            path = inclusion_path(place, tree)
            for other in range(-1, size + 2):
                held = includes(tree[place], other, size, path, root(tree))
                assert held == (other == place)
            assert not includes(tree[place], place, size * 2, path, root(tree))


@given(st.data(), st.integers(1, 70))
def test_an_altered_proof_of_a_leaf_never_holds(data: st.DataObject, size: int) -> None:
    tree = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, tree)
    parts = [tree[index], *path, root(tree)]

    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = flipped(parts[at], data.draw(st.integers(0, 255)))

    assert not includes(parts[0], index, size, parts[1:-1], parts[-1])


@given(st.data(), st.integers(2, 70))
def test_an_altered_proof_of_a_beginning_never_holds(data: st.DataObject, second: int) -> None:
    tree = numbered(second)
    first = data.draw(st.integers(1, second))
    parts = [root(tree[:first]), *consistency_path(first, tree), root(tree)]

    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at] = flipped(parts[at], data.draw(st.integers(0, 255)))

    assert not is_consistent(first, second, parts[0], parts[-1], parts[1:-1])


@given(st.data(), st.integers(1, 70))
def test_a_proof_with_a_hash_more_less_or_elsewhere_never_holds(
    data: st.DataObject, size: int
) -> None:
    tree = numbered(size)
    index, first = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    path, proof = inclusion_path(index, tree), consistency_path(first, tree)

    for altered in _other_lengths(path):
        assert not includes(tree[index], index, size, altered, root(tree))
    for altered in _other_lengths(proof):
        assert not is_consistent(first, size, root(tree[:first]), root(tree), altered)


def _other_lengths(path: list[bytes]) -> list[list[bytes]]:
    longer = [[*path, bytes(32)], [bytes(32), *path], [*path, *path[-1:], bytes(32)]]
    shorter = [path[:-1], path[1:], path[::-1]] if len(path) > 1 else []
    return longer + shorter


@given(st.data(), st.integers(2, 60))
def test_a_rewritten_entry_breaks_the_link_to_every_later_head(
    data: st.DataObject, second: int
) -> None:
    kept = numbered(second)
    first = data.draw(st.integers(1, second))
    rewritten = list(kept)
    rewritten[data.draw(st.integers(0, first - 1))] = leaf_hash(b"something else")

    proof = consistency_path(first, rewritten)

    assert not is_consistent(first, second, root(kept[:first]), root(rewritten), proof)


def test_two_sizes_that_are_the_same_need_the_same_root_and_no_path() -> None:
    whole = root(KNOWN)

    assert is_consistent(8, 8, whole, whole, [])
    assert not is_consistent(8, 8, whole, flipped(whole, 3), [])
    assert not is_consistent(8, 8, whole, whole, [whole])


def test_the_empty_ledger_is_the_beginning_of_every_other() -> None:
    assert is_consistent(0, 8, EMPTY_ROOT, root(KNOWN), [])
    assert is_consistent(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not is_consistent(0, 8, root(KNOWN), root(KNOWN), [])
    assert not is_consistent(0, 8, EMPTY_ROOT, root(KNOWN), [EMPTY_ROOT])


def test_a_later_head_is_no_beginning_of_an_earlier_one() -> None:
    proof = consistency_path(3, KNOWN)

    assert not is_consistent(8, 3, root(KNOWN), root(KNOWN[:3]), proof)


def test_what_is_no_hash_is_refused_and_raises_nothing() -> None:
    path = inclusion_path(2, KNOWN)

    assert not includes(KNOWN[2][:31], 2, 8, path, root(KNOWN))
    assert not includes(KNOWN[2], 2, 8, [path[0][:5], *path[1:]], root(KNOWN))
    assert not is_consistent(4, 8, b"", root(KNOWN), consistency_path(4, KNOWN))


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0), (9, 2)])
def test_a_leaf_that_does_not_exist_has_no_path(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion_ranges(index, size)


@pytest.mark.parametrize(("first", "second"), [(0, 4), (5, 4), (-1, 4)])
def test_sizes_in_the_wrong_order_have_no_proof(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        consistency_ranges(first, second)
