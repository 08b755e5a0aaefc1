"""A promise that goes from whoever gave it to somebody who takes it on."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models.commitment import LONGEST_WORDS, Commitment


class HandOver(models.Model):
    """One person was asked to take a promise on. Until they say yes it stays where it is."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("taken on")
        DECLINED = "declined", _("declined")
        DROPPED = "dropped", _("no longer asked")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="hand_overs")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )  # whose word it was
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )  # who is asked to take it on
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(_("why"), max_length=LONGEST_WORDS)
    asked_on = models.DateField(_("asked on"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_words = models.CharField(_("answer"), max_length=LONGEST_WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(state="asked"), name="handover_asked_once"
            ),
            models.CheckConstraint(
                name="handover_to_somebody_else", condition=~Q(taken_by=F("given_by"))
            ),
            models.CheckConstraint(name="handover_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="handover_answered_on_a_day",
                condition=Q(state="asked", answered_on=None, answer_words="")
                | (
                    ~Q(state="asked") & Q(answered_on__isnull=False, answered_on__gte=F("asked_on"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
