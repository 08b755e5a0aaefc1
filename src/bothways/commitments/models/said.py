"""Whom a promise was made to, and what was said about it afterwards."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models.commitment import LONGEST_WORDS, Commitment
from bothways.commitments.models.handing import HandOver


class Heard(models.Model):
    """One person to whom a promise was made, as it was on the day it was made."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="audience")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promised"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "person"], name="heard_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "commitment"], name="heard_by"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.commitment_id}"


class Change(models.Model):
    """One thing that was said about a promise after it was made: appended, never changed."""

    class Kind(models.TextChoices):
        WORD = "word", _("a word on the way")
        MOVED = "moved", _("moved in time")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")
        TAKEN_BACK = "taken_back", _("opened again")
        HANDED = "handed", _("handed over")
        ENDED = "ended", _("ended")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    said_on = models.DateField(_("on"))
    words = models.CharField(_("words"), max_length=LONGEST_WORDS)
    due_was = models.DateField(_("due before"), null=True, blank=True)
    due_now = models.DateField(_("due after"), null=True, blank=True)
    hand_over = models.OneToOneField(
        HandOver, null=True, blank=True, on_delete=models.CASCADE, related_name="change"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="change_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="change_moves_the_day_or_not",
                condition=Q(kind="moved", due_was__isnull=False, due_now__isnull=False)
                & Q(due_now__gt=F("due_was"), said_on__lte=F("due_was"))
                | (~Q(kind="moved") & Q(due_was=None, due_now=None)),
            ),
            models.CheckConstraint(
                name="change_hands_over_or_not",
                condition=Q(kind="handed", hand_over__isnull=False)
                | (~Q(kind="handed") & Q(hand_over=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("what was said about a promise is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("what was said about a promise is never deleted")
