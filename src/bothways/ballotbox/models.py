"""Boxes of sealed ballots, in a database of their own.

No table here has a row number, a moment of writing, or a reference to anything. On SQLite the
tables are WITHOUT ROWID (see the first migration), because a rowid is an order of arrival.
"""

from django.db import models


class Box(models.Model):
    """One round's box: when it takes ballots, what they look like, and the keys that open it.

    size: bytes under the seal that is opened first.
    """

    round = models.CharField(max_length=32, primary_key=True)
    manifest_hash = models.BinaryField(null=True)
    size = models.PositiveSmallIntegerField(null=True)
    has_guardian = models.BooleanField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    shut = models.BooleanField(default=False)
    seal_key = models.BinaryField(null=True)
    slips_key = models.BinaryField(null=True)  # stamps slips, where the round has a guardian
    receipt_key = models.BinaryField(null=True)
    rewritten = models.BooleanField(null=True)  # after shredding, the disk was written anew

    def __str__(self) -> str:
        return self.round

    @property
    def n_stamps(self) -> int:
        """How many signers stamp each envelope."""
        return 2 if self.has_guardian else 1

    @property
    def closes(self) -> str:
        """The closing moment as the manifest and every receipt write it."""
        return f"{self.closes_at:%Y-%m-%dT%H:%M:%SZ}" if self.closes_at else ""


class BlockKey(models.Model):
    """The key pair that stamps the envelopes of one round and block.

    guardian_key: the public key of the guardian's stamps; empty where the round has none.
    """

    id = models.CharField(max_length=300, primary_key=True)
    round = models.CharField(max_length=32)
    block = models.CharField(max_length=255)
    public_key = models.BinaryField()
    signing_key = models.BinaryField(null=True)
    guardian_key = models.BinaryField(null=True)
    n_parts = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.id


class Bundle(models.Model):
    """All ballots of one block (or of one part of a large one), sorted, padded to capacity."""

    id = models.CharField(max_length=310, primary_key=True)
    round = models.CharField(max_length=32)
    block = models.CharField(max_length=255)
    records = models.BinaryField()

    def __str__(self) -> str:
        return self.id


class Peeled(models.Model):
    """Slips of a closed round, still sealed, as the guardian handed them back: shuffled by group.

    groups: JSON, a list of [ids of blocks, inner seals in hex]; no key, no block of any one slip.
    """

    round = models.CharField(max_length=32, primary_key=True)
    groups = models.BinaryField()

    def __str__(self) -> str:
        return self.round


def block_id(round_hex: str, block: str) -> str:
    """Return the key of a block's row."""
    return f"{round_hex}/{block}"


def bundle_id(round_hex: str, block: str, part: int) -> str:
    """Return the key of a bundle's row."""
    return f"{round_hex}/{block}/{part}"
