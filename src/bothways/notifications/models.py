"""Messages on their way out."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One mail to one person, kept until it has left and then for a while."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField(max_length=60)  # a key of catalogue.MESSAGES
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    n_tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"], name="message_due")]

    def __str__(self) -> str:
        return self.subject


class PushAddress(models.Model):
    """Where one browser of one person can be rung: an address that its maker gave it.

    It is a secret: whoever has it, and our key, can ring. Nothing is ever sent there but a ring.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_addresses"
    )
    browser = models.CharField(max_length=40, unique=True)  # the handle of its session
    endpoint = models.CharField(max_length=1000, unique=True)
    due_at = models.DateTimeField(null=True, db_index=True)  # empty: nothing new
    n_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("address of a browser")

    def __str__(self) -> str:
        return str(self.pk)
