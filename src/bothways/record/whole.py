"""The whole record as one file, a piece at a time: whoever keeps it can check it anywhere."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bothways.pure.ballots import to_text
from bothways.pure.ledger import entry_text
from bothways.record.documents import head_document
from bothways.record.models import Head, Leaf
from bothways.record.queries import PLACE, Place, newest_head

KIND = "bothways-record"
VERSION = 1
A_PIECE = 500  # entries held in memory at once


def record_file() -> Iterator[str]:
    """Yield the text of the file: every place of the ledger under its newest head, and all heads.

    A piece of it is read at a time, so that a record of any length takes no more memory, and no
    read of the database stays open while somebody's slow line takes the file.
    """
    newest = newest_head()
    size = newest.size if newest else 0
    yield f'{{"v":{VERSION},"kind":"{KIND}","entries":[\n'
    yield from _joined(_places(size))
    yield '\n],"heads":[\n'
    yield from _joined(_heads(size))
    yield "\n]}\n"


def _places(size: int) -> Iterator[dict[str, Any]]:
    rows = Leaf.objects.order_by("position").values_list(*PLACE)
    for start in range(0, size, A_PIECE):
        piece = rows.filter(position__gte=start, position__lt=min(start + A_PIECE, size))
        yield from (_document(Place._make(row)) for row in piece)


def _document(place: Place) -> dict[str, Any]:
    """Return what documents.leaf_document() does, without making models of thousands of rows."""
    said: dict[str, Any] = {
        "position": place.position,
        "commitment": to_text(bytes(place.commitment)),
    }
    if place.erased_on:
        said["erased_on"] = place.erased_on.isoformat()
    elif place.entry is not None:
        said["entry"] = {"text": _text(place), "salt": to_text(bytes(place.salt))}
    return said


def _text(place: Place) -> str:
    """Return what the entry says; one that was tampered with is told too, and won't hold."""
    try:
        return entry_text(
            at=place.at,
            verb=place.verb,
            by=place.by.hex if place.by else "",
            about=(place.about_kind, place.about_id),
            details=place.details,
        )
    except (ValueError, TypeError):
        return json.dumps({"verb": place.verb, "details": place.details}, sort_keys=True)


def _heads(size: int) -> Iterator[dict[str, Any]]:
    after = 0
    while piece := list(
        Head.objects.filter(size__gt=after, size__lte=size).order_by("size")[:A_PIECE]
    ):
        yield from map(head_document, piece)
        after = piece[-1].size


def _joined(documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a line each, with a comma before all but the first; many lines to a piece."""
    lines: list[str] = []
    comma = ""
    for document in documents:
        lines.append(comma + json.dumps(document, ensure_ascii=False, separators=(",", ":")))
        comma = ",\n"
        if len(lines) == A_PIECE:
            yield "".join(lines)
            lines = []
    yield "".join(lines)
