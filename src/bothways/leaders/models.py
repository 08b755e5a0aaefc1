"""What those who lead say under their name, and what they let others see of their profile.

What a leader answers and guesses for themselves is not here: it never leaves their device.
"""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.people.models import Person
from bothways.surveys.models import Round


class NamedSheet(models.Model):
    """One leader's answers under their own name, beside one round to everyone.

    answers: one object per question, with its code, version, texts by language and the answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="named_sheets")
    answers: Any = models.JSONField(_("answers"))
    given_on = models.DateField(_("given on"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "round"], name="one_named_sheet_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.round_id}"

    def is_shown(self, on: date) -> bool:
        """From the day after, and not before the round is counted: from then on it stays."""
        return self.round.state == Round.State.RELEASED and self.given_on < on


class ProfileShare(models.Model):
    """That a leader lets others see their profile, for a time."""

    class With(models.TextChoices):
        TEAM = "team", _("My team")
        ABOVE = "above", _("Whoever leads me")
        EVERYONE = "everyone", _("Everyone here")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shown_to = models.CharField(_("who sees it"), max_length=10, choices=With)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    ended_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-from_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="profile_share_begins_before_it_ends",
                condition=Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["leader", "shown_to"],
                condition=Q(ended_on=None),
                name="one_profile_share_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader_id}: {self.shown_to}"

    def is_on(self, on: date) -> bool:
        """It was not taken back, and its time is not over."""
        return self.ended_on is None and self.from_on <= on <= self.until_on

    def is_open_to(self, person: Person, *, on: date) -> bool:
        """Whether this person may see the profile by it that day."""
        if self.leader_id == person.pk:
            return True
        if not self.is_on(on) or self.leader.left_on is not None:
            return False
        if self.shown_to == self.With.TEAM:
            return person.manager_id == self.leader_id
        if self.shown_to == self.With.ABOVE:
            return self.leader.manager_id == person.pk
        return True
