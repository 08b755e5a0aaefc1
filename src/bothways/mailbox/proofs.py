"""That the keys which browsers use stand on the record, for everybody the same.

A key made for one person alone would tell who wrote. So no browser takes a month's key or a desk's
that has no place on the ledger under a signed head which goes on from what that browser saw before.
"""

from collections.abc import Iterator
from typing import Any

from bothways.letterbox.queries import month_keys
from bothways.mailbox.registry import things
from bothways.record.documents import head_document, leaf_document, path_document
from bothways.record.models import Leaf
from bothways.record.queries import inclusion_paths, newest_head

OF_MONTHS = "stamps.began"
OF_ROUNDS = "round.announced"
OF_DESKS = ("desk.key_changed", "desk.key_begun_again")


def proofs() -> dict[str, Any]:
    """Return where each key stands that is used now, and one head over all of them."""
    head = newest_head()
    if head is None:
        return {"head": None, "places": []}
    leaves = [leaf for leaf in _leaves() if leaf.position < head.size]
    paths = inclusion_paths([leaf.position for leaf in leaves], head.size)
    return {
        "head": head_document(head),
        "places": [
            leaf_document(leaf, with_entry=True) | {"path": path_document(paths[leaf.position])}
            for leaf in leaves
        ],
    }


def _leaves() -> Iterator[Leaf]:
    """Give the places of all months' keys, of each desk's keys, and of what is written beside."""
    months, open_now = {key.id for key in month_keys()}, {one.key for one in things()}
    noted = Leaf.objects.select_related("entry").order_by("position")
    for leaf in noted.filter(entry__verb__in=[OF_MONTHS, OF_ROUNDS, *OF_DESKS]):
        if leaf.entry is None:
            continue
        is_round, key = leaf.entry.verb == OF_ROUNDS, leaf.entry.details.get("key")
        if leaf.entry.about_id in open_now if is_round else key is None or key in months:
            yield leaf
