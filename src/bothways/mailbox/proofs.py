"""That the keys which browsers use stand on the record, for everybody the same.

A key made for one person alone would tell who wrote. So no browser takes a month's key or a desk's
that has no place on the ledger under a signed head which goes on from what that browser saw before.
"""

from collections.abc import Iterator
from typing import Any

from bothways.letterbox.queries import month_keys
from bothways.mailbox.models import Epoch
from bothways.record.documents import head_document, leaf_document, path_document
from bothways.record.models import Leaf
from bothways.record.queries import inclusion_paths, newest_head

OF_MONTHS = "stamps.began"
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
    """Give the places of all months' keys, and of the last key of each desk."""
    months = {key.id for key in month_keys()}
    last = {epoch.desk.code: epoch.sign for epoch in Epoch.objects.select_related("desk")}
    noted = Leaf.objects.select_related("entry").order_by("position")
    for leaf in noted.filter(entry__verb__in=[OF_MONTHS, *OF_DESKS]):
        told = leaf.entry.details if leaf.entry else {}
        if told.get("key") in months or last.get(str(told.get("desk"))) == told.get("sign", ""):
            yield leaf
