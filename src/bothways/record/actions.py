"""Putting something on the record, and what is on it on the ledger."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from bothways.people.models import Person
from bothways.pure import ledger
from bothways.record import queries
from bothways.record.models import Entry, Head, Leaf
from bothways.storage.alone import stand_alone

LEDGER = "ledger"
RESTORED = "installation.restored"
FIRST_EPOCH = "0"
AT_ONCE = 1000


def note(
    verb: str,
    *,
    by: Person | None,
    about: Model | None = None,
    at: datetime | None = None,
    **details: Any,
) -> Entry:
    """Append what was done. Call it inside the transaction that does it.

    verb: 'noun.done', as in 'commitment.kept'. details: JSON values without fractions, shown to
    everyone. The ledger takes it up within seconds (append_entries).
    """
    entry = Entry(
        at=at or timezone.now(),
        verb=verb,
        by=by,
        about_kind=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        details=details,
        salt=secrets.token_bytes(ledger.SALT_LENGTH),
    )
    entry.commitment = entry.computed_commitment()
    entry.save()
    return entry


def append_entries(*, at: datetime) -> Head | None:
    """Give every entry that has none its place on the ledger, and sign how that now stands.

    Return the newest head; None if nothing was ever done. Called inside a transaction it takes up
    that one's own entries too, so that what is told to people can name the head that holds them.
    What another transaction has not committed yet waits for the next call: places are given in
    the order in which entries are seen, then by id, and never again.
    """
    if queries.waiting().order_by("-id").first() is None:  # what waits is mostly the newest
        return queries.newest_head()
    with transaction.atomic():
        stand_alone(LEDGER)
        entries = list(queries.waiting().order_by("id"))
        last = queries.newest_head()
        if not entries:
            return last
        frontier = _append(entries, queries.frontier_of(last.size if last else 0))
        return _sign(frontier, epoch=_epoch(entries, last), at=at)


def erase_entries(entries: Iterable[Entry], *, on: date, at: datetime) -> list[int]:
    """Empty what these entries say, by whom and about what, and their salts; return their places.

    Their commitments stay on the ledger, so every proof holds as before; without its salt nobody
    can try out what an entry said. Note the places with what asked for it ('person.erased'): an
    entry that is empty and named nowhere counts as broken.
    """
    with transaction.atomic():
        append_entries(at=at)
        ids = [entry.pk for entry in entries]
        erased = Entry._base_manager.filter(pk__in=ids, erased_on=None)
        erased.update(
            verb="", by=None, about_kind="", about_id="", details={}, salt=b"", erased_on=on
        )
        places = Leaf.objects.filter(entry__in=ids).order_by("position")
        return list(places.values_list("position", flat=True))


def _append(entries: list[Entry], frontier: ledger.Frontier) -> ledger.Frontier:
    leaves = []
    for entry in entries:
        commitment, position = bytes(entry.commitment), frontier.size
        frontier, completed = frontier.add(ledger.leaf_hash(commitment))
        leaves.append(
            Leaf(position=position, commitment=commitment, below=b"".join(completed), entry=entry)
        )
    Leaf.objects.bulk_create(leaves, batch_size=AT_ONCE)
    return frontier


def _epoch(entries: list[Entry], last: Head | None) -> str:
    """Return since which restore this ledger goes on: what was lost with it can't be linked."""
    restored = [entry.at for entry in entries if entry.verb == RESTORED]
    if restored:
        return ledger.epoch_of(restored[-1])
    return last.origin.rpartition("/")[2] if last else FIRST_EPOCH


def _sign(frontier: ledger.Frontier, *, epoch: str, at: datetime) -> Head:
    private = signing_key(settings.SECRET_KEY)
    key = ledger.public_key_of(private)
    head = ledger.Head(ledger.origin_for(key, epoch), frontier.size, frontier.root, at)
    return Head.objects.create(
        size=head.size,
        root=head.root,
        at=head.at,
        origin=head.origin,
        key=key,
        signature=ledger.sign_head(private, head),
    )


@lru_cache(maxsize=1)
def signing_key(secret: str) -> bytes:
    """Return the key with which this installation signs heads; it follows from its secret."""
    return ledger.private_key_from(secret.encode())
