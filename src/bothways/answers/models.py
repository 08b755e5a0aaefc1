"""Asking before the old answers are given: who agreed to it, and why."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.surveys.models import Round

LONGEST_WORDS = 1000
HOLDS = Q(lapsed_on=None)


class Agreement(models.Model):
    """One side's word that a round may be announced though an answer is owed.

    It counts with the other side's alone, and for this round alone, as it was read. It is used once
    the round is announced; until then it can be withdrawn, and it lapses when the draft changes.
    """

    class Side(models.TextChoices):
        OWNER = "owner", _("for the firm")
        REPRESENTATIVE = "representative", _("for the employees")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=14, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("why it can't wait"), max_length=LONGEST_WORDS)
    said_on = models.DateField(_("on"))
    lapsed_on = models.DateField(_("lapsed on"), null=True, blank=True)  # the draft was changed

    class Meta:
        ordering: ClassVar = ["side", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "side"], condition=HOLDS, name="agreement_once_a_side"
            ),
            models.UniqueConstraint(
                fields=["round", "by"], condition=HOLDS, name="agreement_once_a_person"
            ),
            models.CheckConstraint(
                name="agreement_lapses_after_it_was_given",
                condition=HOLDS | Q(lapsed_on__gte=F("said_on")),
            ),
            models.CheckConstraint(name="agreement_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words
