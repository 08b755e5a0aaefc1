"""The ledger with 100,000 entries: its root, growing, proofs, and checking all of it.

Run: python3 bothways bench ledger
Goals: the root from nothing 0.5 s; one entry more from a stored frontier 5 ms; a proof read from
the database 20 ms; one entry appended and signed in the database 250 ms.
"""

import time
from collections.abc import Callable

from benchmarks.installation import throw_away
from benchmarks.report import report

ENTRIES = 100_000
SOME = 50


def main() -> None:
    in_memory()
    with throw_away():
        in_the_database()


def took(work: Callable[[], object], times: int = 1) -> float:
    """Return the seconds of one go."""
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times


def in_memory() -> None:
    """What the pure tree takes."""
    from bothways.pure.ledger import (
        Frontier,
        consistency_path,
        includes,
        inclusion_path,
        leaf_hash,
        root,
    )

    leaves = [leaf_hash(b"%d" % number) for number in range(ENTRIES)]
    frontier = Frontier()
    for leaf in leaves:
        frontier, _completed = frontier.add(leaf)
    report("root over 100,000 leaves", took(lambda: root(leaves)), "s", goal=0.5)
    more = took(lambda: frontier.add(leaves[0])[0].root, SOME) * 1000
    report("one leaf more, and the new root", more, "ms", goal=5)
    report("consistency path from all leaves", took(lambda: consistency_path(7, leaves)), "s")
    path, whole = inclusion_path(777, leaves), frontier.root
    held = took(lambda: includes(leaves[777], 777, ENTRIES, path, whole), SOME) * 1000
    report("checking a proof", held, "ms", goal=1)


def in_the_database() -> None:
    """What appending, proving and checking take with all of it stored."""
    from bothways.record import queries
    from bothways.record.actions import append_entries, note
    from bothways.record.models import Entry, Leaf
    from tests.factories import NOW

    first = note("thing.done", by=None, at=NOW, words="something that was done")
    fields = {f.attname: getattr(first, f.attname) for f in Entry._meta.concrete_fields}
    copies = [Entry(**{**fields, "id": None}) for _ in range(ENTRIES - 1)]
    Entry.objects.bulk_create(copies, batch_size=1000)
    report("taking up 100,000 entries at once", took(lambda: append_entries(at=NOW)), "s")

    def one_more() -> None:
        note("thing.done", by=None, at=NOW, words="one more")
        append_entries(at=NOW)

    report("one entry more, signed", took(one_more, 10) * 1000, "ms", goal=250)
    leaf = Leaf.objects.get(position=54_321)
    proving = took(lambda: queries.proof_of(leaf), SOME) * 1000
    report("proof of an entry, from the database", proving, "ms", goal=20)
    linking = took(lambda: queries.consistency_path(12_345, ENTRIES), SOME) * 1000
    report("link between two heads, from the database", linking, "ms", goal=20)
    report("all entries fit their commitments", took(lambda: list(queries.broken_entries())), "s")
    report("all heads hold", took(lambda: list(queries.heads_that_do_not_hold())), "s")


if __name__ == "__main__":
    main()
