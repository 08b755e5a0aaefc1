"""What was said of each step of the first hour, and what people are told of a round."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bothways.surveys.models import Round

LONGEST_WORDS = 3000


class Mark(models.Model):
    """What somebody said of a step of the first hour. 'all' is the whole of it."""

    class Said(models.TextChoices):
        DONE = "done", _("done")
        LEFT = "left", _("left out for now")

    step = models.CharField(max_length=20, primary_key=True)
    said = models.CharField(max_length=4, choices=Said)
    about = models.CharField(max_length=40, blank=True)  # of the step 'round': which one

    class Meta:
        ordering: ClassVar = ["step"]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_said_display()}"


class Announcement(models.Model):
    """The firm's own words about one round. What is true of the rules is added, never kept here."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="announcement")
    words = models.TextField(_("your words"), max_length=LONGEST_WORDS)
    contact = models.CharField(_("whom people can ask"), max_length=200, blank=True)
    mailed = models.BooleanField(default=False)  # everyone who is asked was sent them

    def __str__(self) -> str:
        return self.words[:60]
