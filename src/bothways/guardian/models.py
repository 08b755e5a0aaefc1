"""What the desk of the second key keeps: that a signed request was seen, and nothing else."""

from django.db import models


class SeenRequest(models.Model):
    """A signed request that was answered: each signature works once, for some minutes."""

    mark = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the signature
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.mark
