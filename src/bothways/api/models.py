"""Tokens by which programs come in: only a digest of each is here."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """What an owner gave to one program. It was shown once; it ends on a day at the latest."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")

    name = models.CharField(_("for which program"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("what it may do"), max_length=5, choices=Scope)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_on = models.DateField(_("made on"))
    expires_on = models.DateField(_("last day"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)  # a day, no moment
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="token_ends_after_it_began", condition=Q(expires_on__gte=F("made_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def works_on(self, day: date) -> bool:
        """It was not revoked, its last day is not over, and who made it is an owner here."""
        is_owners = self.made_by.is_active and self.made_by.has_role("owner")
        return self.revoked_on is None and day <= self.expires_on and is_owners

    def may(self, scope: str) -> bool:
        """What may write may read."""
        return scope == self.Scope.READ or self.scope == self.Scope.WRITE
