"""What can be found: a copy of every text that everybody may see, with where it stands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Indexed(models.Model):
    """One thing that can be found. Made from the thing itself, so it is kept in no backup.

    The words by which it is found lie beside it, in a table of the database's own kind
    (search.index).
    """

    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=60)
    title = models.TextField()
    body = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "ref"], name="indexed_once"),
            models.CheckConstraint(name="indexed_says_something", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
