"""Desks, their readers and keys; who drew a book of stamps; packets of sealed letters.

No letter here leads to anybody: a packet is what everybody may download, and tells its hour.
"""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from bothways.people.models import Person, here_on
from bothways.pure.mailbox import BOOKS
from bothways.pure.mailbox.desks import DESK_LENGTH


def new_code() -> str:
    """By which letters name a desk: 8 bytes of chance, in hex."""
    return secrets.token_hex(DESK_LENGTH)


class DeskQuerySet(models.QuerySet["Desk"]):
    def with_readers(self) -> "DeskQuerySet":
        """All desks that people read at: without the board, which everybody reads."""
        return self.filter(is_board=False)


class Desk(models.Model):
    """A place that letters go to, read by people who are named; or the board, read by everybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    name = models.CharField(_("name of the desk"), max_length=80, unique=True)
    is_board = models.BooleanField(default=False, editable=False)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_board"], condition=Q(is_board=True), name="one_board"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code_bytes(self) -> bytes:
        """The code as letters hold it."""
        return bytes.fromhex(self.code)

    def is_read_by(self, person: Person) -> bool:
        """Say whether this person reads here now."""
        return self.readers.filter(person=person, until=None).exists()


class ReaderQuerySet(models.QuerySet["Reader"]):
    def now(self) -> "ReaderQuerySet":
        """Those who read now: named, not ended, and here today."""
        return self.filter(here_on(localdate(), prefix="person__"), until=None)


class Reader(models.Model):
    """One person who reads at a desk, with the public halves of the key they made.

    seal_public, sign_public: raw, in base64url; empty until the key was made.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seal_public = models.CharField(max_length=43, blank=True)
    sign_public = models.CharField(max_length=43, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["desk", "person"], condition=Q(until=None), name="reads_once_at_a_desk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.desk}"


class Epoch(models.Model):
    """One key of a desk, from the day it was made until the next one; signed by two keys.

    begins: the last fixed hour before it was made. again: it begins anew, since nobody had the one
    before. by: the key of the reader who made it; co: its signature.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="epochs")
    number = models.PositiveIntegerField()
    seal = models.CharField(max_length=43)  # raw X25519, base64url
    sign = models.CharField(max_length=43)  # raw Ed25519, base64url
    begins = models.CharField(max_length=13)
    again = models.BooleanField(default=False)
    by = models.CharField(max_length=43)
    signature = models.CharField(max_length=86)  # by the epoch before; the first by itself
    co = models.CharField(max_length=86)
    since = models.DateField(_("since"))
    is_known_outside = models.BooleanField(default=False)  # to one who reads no more

    class Meta:
        ordering: ClassVar = ["desk", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "number"], name="one_epoch_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.desk} {self.number}"


class Share(models.Model):
    """An epoch's secret, sealed to one reader's key; signed by the key (by) of who sealed it."""

    epoch = models.ForeignKey(Epoch, on_delete=models.CASCADE, related_name="shares")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="shares")
    sealed = models.CharField(max_length=108)  # 80 bytes, base64url
    by = models.CharField(max_length=43)
    signature = models.CharField(max_length=86)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["epoch", "reader"], name="one_share_a_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.epoch} · {self.reader}"


class Admission(models.Model):
    """That a reader's own key (by) takes seal and sign for another reader's; browsers check it.

    Kept when somebody reads no more: what their key signed then stays to be checked.
    compared: they compared signs themselves; otherwise it came by way of somebody they let in.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="admissions")
    by = models.CharField(max_length=43)
    of = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="admissions")
    seal = models.CharField(max_length=43)
    sign = models.CharField(max_length=43)
    compared = models.BooleanField()
    signature = models.CharField(max_length=86)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "of", "seal", "sign", "compared"], name="admitted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} · {self.by[:6]}"


class Drawn(models.Model):
    """That a person may draw stamps of a month, and which books they drew: digests, no moment.

    month: the key's id. digests: SHA-256 of what was asked for, in hex, sorted, one for each book
        that a person may draw; in the place of a book that was not drawn stands a filling of the
        same look, which only who has the installation's secret key can tell from one.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=64)
    digests = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "month"], name="one_row_a_month"),
        ]

    def __str__(self) -> str:
        return self.month

    def fillings(self) -> list[str]:
        """What stands in the places of books that were not drawn."""
        told = (f"{self.person_id}/{self.month}/{number}" for number in range(BOOKS))
        return [
            salted_hmac("bothways.stamps.none", one, algorithm="sha256").hexdigest() for one in told
        ]

    def not_drawn(self) -> list[str]:
        """The places of books that can be drawn still."""
        return sorted(set(self.digests.split()) & set(self.fillings()))


class Packet(models.Model):
    """Sealed letters of one half day and one size, sorted by nothing but chance. Public.

    id: hour/size/part, as 2026-11-23T13/2249/0.
    """

    id = models.CharField(max_length=40, primary_key=True)
    hour = models.CharField(max_length=13)
    size = models.PositiveIntegerField()
    records = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.id


class Piece(models.Model):
    """A sealed piece of an attachment, of which nothing says what it belongs to. In no backup.

    id: chosen by the author's device, in hex; only the sealed letter tells it.
    """

    id = models.CharField(max_length=32, primary_key=True)
    hour = models.CharField(max_length=13, db_index=True)
    record = models.BinaryField()

    def __str__(self) -> str:
        return self.hour


class LastHour(models.Model):
    """The fixed hour up to which letters were taken out; is_wiped: so were the trays, after it."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    hour = models.CharField(max_length=13)
    is_wiped = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.hour


class BoardKey(models.Model):
    """The secret of the board's key, kept in the open: what comes to the board is public.

    heard_to: the fixed hour up to which all letters to the board were taken in.
    """

    epoch = models.OneToOneField(Epoch, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=43)  # 32 bytes, base64url
    heard_to = models.CharField(max_length=13, blank=True)

    def __str__(self) -> str:
        return self.heard_to


class Heard(models.Model):
    """A letter that the board took in; id: the SHA-256 of its record, in hex. Goes with its packet.

    thread: the author's public key of the thread, base64url; kind: as the board's rooms call it.
    """

    id = models.CharField(max_length=64, primary_key=True)
    hour = models.CharField(max_length=13)
    thread = models.CharField(max_length=43, db_index=True)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.hour


class BoardAnswer(models.Model):
    """An answer of the board that waits for the next fixed hour; then it is sealed, and goes.

    thread, seal, replies: as the author's letter told them, base64url; number: of those before it.
    """

    thread = models.CharField(max_length=43)
    seal = models.CharField(max_length=43)
    replies = models.CharField(max_length=43)
    number = models.PositiveIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.thread
