"""What each release says with its uncertainty, worked out once by the worker and kept."""

from django.db import models

from bothways.surveys.models import Round


class Reading(models.Model):
    """One round's reading. Follows from releases alone, so that it can be made again at any time.

    engine: the version of the sums; made_of: a hash over the releases that went in. Where either is
    not today's, the row is worked out again. firm, groups: the texts of pure.reading.
    """

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.CASCADE, related_name="reading"
    )
    engine = models.PositiveSmallIntegerField()
    made_of = models.CharField(max_length=64)
    firm = models.TextField()
    groups = models.TextField()

    def __str__(self) -> str:
        return f"{self.round_id}, {self.engine}"
