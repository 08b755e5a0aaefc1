"""Proofs: that a leaf is in a tree, and that a tree is the beginning of a later one.

What a proof is made of is said as ranges of leaves first, so that whoever keeps the hashes of
subtrees can make one without reading all leaves.
"""

from collections.abc import Sequence

from bothways.pure.ledger.tree import EMPTY_ROOT, HASH_LENGTH, node_hash, root

Range = tuple[int, int]  # the leaves from the first to before the second


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose hashes are the inclusion path of a leaf (RFC 9162, 2.1.3.1).

    0 <= index < size; raises ValueError otherwise.
    """
    if not 0 <= index < size:
        raise ValueError("there is no such leaf in a tree of this size")
    start, end, found = 0, size, []
    while end - start > 1:
        split = start + _widest(end - start)
        if index < split:
            found.append((split, end))
            end = split
        else:
            found.append((start, split))
            start = split
    return found[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Return the ranges whose hashes are the consistency proof of two sizes (RFC 9162, 2.1.4.1).

    0 < first <= second; raises ValueError otherwise.
    """
    if not 0 < first <= second:
        raise ValueError("the first size is at least 1 and at most the second")
    start, end, found = 0, second, []
    while first != end:
        split = start + _widest(end - start)
        if first <= split:
            found.append((split, end))
            end = split
        else:
            found.append((start, split))
            start = split
    if start:
        found.append((start, end))
    return found[::-1]


def inclusion_path(index: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """Return the inclusion path of one leaf, from the leaf upwards."""
    ranges = inclusion_ranges(index, len(leaf_hashes))
    return [root(leaf_hashes[start:end]) for start, end in ranges]


def consistency_path(first: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """Return the proof that the first leaves are the beginning of all of them."""
    ranges = consistency_ranges(first, len(leaf_hashes))
    return [root(leaf_hashes[start:end]) for start, end in ranges]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether a leaf hash stands at `index` in the tree of this size and root (2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes([leaf, root, *path]):
        return False
    at, last, node = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(beside, node)
            at, last = _up_to_a_right_child(at, last)
        else:
            node = node_hash(node, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def is_consistent(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether the tree of `first` leaves is the beginning of that of `second` (2.1.4.2).

    Nothing is the beginning of everything: with first = 0 its root is that of no leaves, and the
    path is empty.
    """
    if not 0 <= first <= second or not _are_hashes([first_root, second_root, *path]):
        return False
    if first in (0, second):
        known = EMPTY_ROOT if first == 0 else second_root
        return not path and first_root == known
    nodes = list(path)
    if first & (first - 1) == 0:  # a perfect subtree: its root is the first of the path
        nodes.insert(0, first_root)
    return bool(nodes) and _leads_to_both(first, second, first_root, second_root, nodes)


def _leads_to_both(
    first: int, second: int, first_root: bytes, second_root: bytes, nodes: Sequence[bytes]
) -> bool:
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = nodes[0]
    for beside in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            at, last = _up_to_a_right_child(at, last)
        else:
            new = node_hash(new, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and (old, new) == (first_root, second_root)


def _up_to_a_right_child(at: int, last: int) -> tuple[int, int]:
    """Pass over the levels at which a node without a neighbour went up as it was."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _widest(n: int) -> int:
    """Return the largest power of two below n (n at least 2)."""
    return 1 << ((n - 1).bit_length() - 1)


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_LENGTH for value in values)
