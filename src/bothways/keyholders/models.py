"""Who holds the second key, and what that key has made ahead. No secret of it is here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Keyholder(models.Model):
    """One key of one employee representative, from the ceremony until it was given up.

    The name is the one under which rounds name the key; it stays when the person goes.
    """

    class Where(models.TextChoices):
        APART = "apart", _("on a machine of their own")
        SAME_HOST = "same_host", _("on the company's own server")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    sign_public = models.CharField(max_length=43, unique=True)  # raw Ed25519, base64url
    recipient = models.CharField(max_length=62)
    fingerprint = models.CharField(max_length=24)
    where = models.CharField(max_length=10, choices=Where, default=Where.APART)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-since"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["current"], condition=Q(current=True), name="one_second_key_at_a_time"
            ),
            models.CheckConstraint(
                name="keyholder_current_until_it_ends",
                condition=Q(current=True, until=None) | Q(current=False, until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SpareKey(models.Model):
    """A key pair that the second key made ahead: public here, private wrapped to that key alone.

    Never in a backup; deleted when its round ends. round: '' while no round has it.
    """

    class Kind(models.TextChoices):
        BLOCK = "block", _("to stamp")
        SEAL = "seal", _("to seal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keyholder = models.ForeignKey(Keyholder, on_delete=models.CASCADE, related_name="spares")
    kind = models.CharField(max_length=5, choices=Kind)
    public = models.TextField(unique=True)  # SPKI in DER or 32 raw bytes, base64url
    wrapped = models.TextField()
    round = models.CharField(max_length=32, blank=True)
    block = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "kind", "block"],
                condition=~Q(round=""),
                name="one_second_key_a_block",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.block}"


class Confirmation(models.Model):
    """The keyholder looked through a round's rules and people, and signed both."""

    round = models.CharField(max_length=32, primary_key=True)
    keyholder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, related_name="+")
    rules = models.CharField(max_length=64)
    people = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.round
