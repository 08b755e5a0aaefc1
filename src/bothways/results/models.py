"""What was released of a round: the only thing that remains of its answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bothways.surveys.models import Round


class Release(models.Model):
    """The clamped figures of one round, as one signed text. Written once."""

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.PROTECT, related_name="release"
    )
    document = models.TextField()  # Released.to_json()
    digest = models.CharField(max_length=64)  # SHA-256 of the document
    signature = models.CharField(max_length=128)  # by the round's receipt key, hex
    released_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-released_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="release_not_empty", condition=~Q(document=""))
        ]

    def __str__(self) -> str:
        return self.digest
