"""Shredding: after the release is kept, ballots and keys are gone for good."""

from functools import partial
from uuid import UUID

from django.db import transaction

from bothways.ballotbox.models import BlockKey, Box, Bundle, Peeled
from bothways.ballotbox.queries import BALLOTS
from bothways.ballotbox.rewriting import rewrite


def destroy(round_id: UUID) -> None:
    """Destroy a round's ballots and all its private keys; said twice, it changes nothing.

    Only the empty box with its closing moment stays, so that a late ballot can be told that it
    is late. SQLite overwrites the bytes as it deletes them; then the file (or the tables, on
    PostgreSQL) is rewritten, after the transaction if there is one. Until that has worked,
    `queries.left_traces` says so, and it is to be said again.
    """
    with transaction.atomic(using=BALLOTS):
        Bundle.objects.filter(round=round_id.hex).delete()
        Peeled.objects.filter(round=round_id.hex).delete()
        BlockKey.objects.filter(round=round_id.hex).delete()
        gone = dict.fromkeys(("seal_key", "receipt_key", "slips_key"))
        Box.objects.filter(pk=round_id.hex).update(shut=True, **gone)
    transaction.on_commit(partial(_rewrite, round_id), using=BALLOTS)


def _rewrite(round_id: UUID) -> None:
    """Write the database anew, so that no freed page or dead row is left in it; and keep that."""
    rewrite(Bundle, Peeled, BlockKey, Box)
    Box.objects.filter(pk=round_id.hex).update(rewritten=True)
