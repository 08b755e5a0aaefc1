"""What the second key is asked to do, as one document."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import BoxRefusal, StillOpenError
from bothways.ballotbox.queries import is_peeled
from bothways.guardian.queries import people_of, rounds_of, spare_state
from bothways.keyholders.models import Keyholder, SpareKey
from bothways.keyholders.queries import confirmation_of, wrapped_keys
from bothways.pure.ballots import to_text
from bothways.record.documents import entry_document, head_document, path_document
from bothways.record.models import Head
from bothways.record.queries import announced_rules, consistency_path, inclusion_path, newest_head
from bothways.results.models import Sheet
from bothways.results.records import records_of
from bothways.results.second import n_not_peeled
from bothways.surveys.models import Round
from bothways.surveys.queries import n_issued, stamps_waiting

MOST_STAMPS = 500

Item = dict[str, Any]


def work_for(
    holders: list[Keyholder], *, at: datetime, head_size: int = 0, again: bool = False
) -> Item:
    """Return what these keys of one person are asked to do now.

    head_size: how many entries the last head of the ledger had that this key has seen; again:
    a device with an empty memory wants to look through what was confirmed before, too.
    """
    head = newest_head()
    current = next((holder for holder in holders if holder.current), None)
    return {
        "v": 1,
        "origin": settings.BASE_URL,
        **ledger_since(head, head_size),
        "spare": spare_state(current, at=at),
        "rounds": [
            item for round_ in rounds_of(holders) for item in _items(round_, at, head, again=again)
        ],
    }


def ledger_since(head: Head | None, size: int) -> Item:
    """Return the head of the ledger, and that it goes on from the one that was seen."""
    if head is None:
        return {"head": None, "since_head": None}
    if not size:
        return {"head": head_document(head), "since_head": None}
    path = consistency_path(size, head.size) if size <= head.size else []
    return {"head": head_document(head), "since_head": path_document(path)}


def announced_under(head: Head | None, round_: Round) -> Item | None:
    """Return that the round's rules stand on the ledger of that head."""
    leaf = announced_rules(round_.pk)
    if head is None or leaf is None or leaf.entry is None or leaf.position >= head.size:
        return None
    path = path_document(inclusion_path(leaf.position, head.size))
    return {**entry_document(leaf.entry), "position": leaf.position, "path": path}


def _to_confirm(round_: Round, head: Head | None) -> Item:
    listed = {"people": people_of(round_), "announced": announced_under(head, round_)}
    return {"do": "confirm", **listed}


def _items(round_: Round, at: datetime, head: Head | None, *, again: bool) -> Iterator[Item]:
    about = {"round": round_.pk.hex, "manifest": round_.manifest}
    is_confirmed = confirmation_of(round_.pk) is not None
    if again and is_confirmed:
        yield {**about, **_to_confirm(round_, head)}
    if round_.state == Round.State.CLOSED:
        item = _count(round_) if is_peeled(round_.pk) else _open(round_)
        if item:
            yield {**about, **item}
        return
    if round_.closes_at <= at:
        return
    if not is_confirmed:
        yield {**about, **_to_confirm(round_, head)}
        return
    requests = stamps_waiting(round_)[:MOST_STAMPS]
    if requests:
        wrapped = wrapped_keys(round_.pk, SpareKey.Kind.BLOCK)
        wanted = {request["block"] for request in requests}
        yield {
            **about,
            "do": "stamp",
            "wrapped": {block: wrapped[block] for block in sorted(wanted)},
            "requests": requests,
        }


def _open(round_: Round) -> Item | None:
    sheet = Sheet.objects.filter(pk=round_.pk).first()
    if sheet is None:
        return None
    return {
        "do": "open",
        "wrapped": {"seal": wrapped_keys(round_.pk, SpareKey.Kind.SEAL)[""]},
        "sheet": sheet.text,
        "sheet_signature": to_text(bytes.fromhex(sheet.company_signature)),
        "records": records_of(round_),
        "issued": n_issued(round_),
    }


def _count(round_: Round) -> Item | None:
    try:
        private = box.seal_private(round_.pk)
    except (BoxRefusal, StillOpenError):
        return None
    groups = box.peeled_groups(round_.pk)
    return {
        "do": "count",
        "seal_private": to_text(private),
        "groups": [
            {"blocks": list(blocks), "slips": [to_text(slip) for slip in slips]}
            for blocks, slips in groups
        ],
        "not_counted_before": n_not_peeled(round_),
    }
