"""Trees to test with: the well-known one, and the standard's definition taken literally."""

from collections.abc import Sequence

from bothways.pure.ledger import EMPTY_ROOT, leaf_hash, node_hash

# The eight leaves and their roots that implementations of RFC 6962 and 9162 test themselves with.
KNOWN_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def numbered(size: int) -> list[bytes]:
    """Return that many leaf hashes, each of its number."""
    return [leaf_hash(b"%d" % number) for number in range(size)]


def split_of(n: int) -> int:
    """Return the largest power of two below n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """MTH(D_n) as RFC 9162, section 2.1.1 writes it."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    k = split_of(len(leaves))
    return node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def naive_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH(m, D_n) as RFC 9162, section 2.1.3.1 writes it."""
    if len(leaves) == 1:
        return []
    k = split_of(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_proof(m: int, leaves: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """PROOF(m, D_n) and SUBPROOF(m, D_n, b) as RFC 9162, section 2.1.4.1 writes them."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = split_of(len(leaves))
    if m <= k:
        return [*naive_proof(m, leaves[:k], whole=whole), naive_root(leaves[k:])]
    return [*naive_proof(m - k, leaves[k:], whole=False), naive_root(leaves[:k])]
