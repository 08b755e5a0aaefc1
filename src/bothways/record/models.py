"""What was done, by whom, about what: appended, never changed."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read and added."""

    def update(self, **_changes: Any) -> int:
        raise TypeError("an entry of the record is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the record is never deleted")


class Entry(models.Model):
    """One thing that was done. Never about a ballot, an envelope handed out or a sign-in."""

    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("what was done"), max_length=60)  # 'round.opened'
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["about_kind", "about_id"], name="entry_about")]

    def __str__(self) -> str:
        return self.verb

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an entry of the record is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry of the record is never deleted")
