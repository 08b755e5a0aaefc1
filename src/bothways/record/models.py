"""What was done, by whom, about what: appended, never changed; and the ledger over all of it."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bothways.pure import ledger
from bothways.pure.ledger import HASH_LENGTH, SALT_LENGTH, entry_commitment, entry_text


class AppendedQuerySet(models.QuerySet[Any]):
    """Rows that can be read and added."""

    def update(self, **_changes: Any) -> int:
        raise TypeError("an entry of the record is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the record is never deleted")


class Appended(models.Model):
    """A row that is written once."""

    objects = AppendedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("an entry of the record is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the record is never deleted")


class Entry(Appended):
    """One thing that was done. Never about a ballot, an envelope handed out or a sign-in.

    Where the law asks for it, what an entry says is erased (`erased_on`); its commitment stays.
    """

    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what was done"), max_length=60, blank=True)  # 'round.opened'
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)
    salt = models.BinaryField(max_length=SALT_LENGTH, default=b"")
    commitment = models.BinaryField(max_length=HASH_LENGTH, default=b"")
    erased_on = models.DateField(null=True, blank=True)  # by law

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["about_kind", "about_id"], name="entry_about")]

    def __str__(self) -> str:
        return self.verb

    @property
    def text(self) -> str:
        """What its commitment is over."""
        return entry_text(
            at=self.at,
            verb=self.verb,
            by=self.by_id.hex if self.by_id else "",
            about=(self.about_kind, self.about_id),
            details=self.details,
        )

    def computed_commitment(self) -> bytes:
        """Return the commitment that its salt and its text give now."""
        return entry_commitment(bytes(self.salt), self.text)


class Leaf(Appended):
    """One place of the ledger, from 0 on: a commitment, whatever becomes of its entry.

    `below` holds the hashes of the subtrees that end here and are whole with it (2, 4, 8 ...
    leaves), so that a proof reads a few rows however long the ledger is.
    """

    position = models.BigIntegerField(primary_key=True)
    commitment = models.BinaryField(max_length=HASH_LENGTH)
    below = models.BinaryField(default=b"")
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="leaf")

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return str(self.position)

    def subtree(self, level: int) -> bytes:
        """Return the hash over the 2**level leaves that end here."""
        if level == 0:
            return ledger.leaf_hash(bytes(self.commitment))
        return bytes(self.below[HASH_LENGTH * (level - 1) : HASH_LENGTH * level])


class Head(Appended):
    """What the ledger was at one moment, signed with the installation's key."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=HASH_LENGTH)
    at = models.DateTimeField(_("when"))
    origin = models.CharField(max_length=80)
    signature = models.BinaryField(max_length=64)
    key = models.BinaryField(max_length=32)

    class Meta:
        ordering: ClassVar = ["-size"]

    def __str__(self) -> str:
        return f"{self.size}-{bytes(self.root).hex()}"

    @property
    def signed(self) -> ledger.Head:
        """What the signature is over."""
        at: datetime = self.at
        return ledger.Head(self.origin, self.size, bytes(self.root), at)

    @property
    def root_hex(self) -> str:
        """The root as pages and mails write it."""
        return bytes(self.root).hex()

    @property
    def root_in_fours(self) -> str:
        """The root in groups of four, to compare by eye and read aloud."""
        return in_fours(self.root_hex)

    @property
    def key_in_fours(self) -> str:
        """The public key that signed, in groups of four."""
        return in_fours(bytes(self.key).hex())

    def holds(self) -> bool:
        """Say whether its signature is that of its key."""
        return ledger.head_holds(bytes(self.key), bytes(self.signature), self.signed)


def in_fours(mark: str) -> str:
    """Return a long mark in groups of four."""
    return " ".join(mark[place : place + 4] for place in range(0, len(mark), 4))
