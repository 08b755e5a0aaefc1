"""When each job is due, and how its last run went."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """One job of the registry. While it runs, `due_at` is the moment its lease ends."""

    name = models.CharField(_("job"), max_length=100, primary_key=True)
    due_at = models.DateTimeField(_("due"))
    last_run_at = models.DateTimeField(_("last run"), null=True)
    last_words = models.CharField(_("what it did last"), max_length=500, blank=True)
    last_error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    n_failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
