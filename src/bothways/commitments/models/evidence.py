"""What shows that a promise is kept: words, a link, a picture."""

from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models.commitment import LONGEST_WORDS, Commitment

LONGEST_LINK = 500


class Evidence(models.Model):
    """One thing that shows how a promise stands. Taken away again, it leaves its place marked.

    words: what is to be seen; for a picture the text of those who do not see it.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("words")
        LINK = "link", _("a link")
        PICTURE = "picture", _("a picture")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    shown_on = models.DateField(_("shown on"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    words = models.CharField(_("what is to be seen"), max_length=LONGEST_WORDS, blank=True)
    link = models.URLField(_("link"), max_length=LONGEST_LINK, blank=True)
    taken_away_on = models.DateField(_("taken away on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="evidence_is_whole_or_taken_away",
                condition=Q(taken_away_on__isnull=False, words="", link="")
                & Q(taken_away_on__gte=F("shown_on"))
                | (
                    Q(taken_away_on=None)
                    & ~Q(words="")
                    & (Q(kind="link", link__startswith="https://") | (~Q(kind="link") & Q(link="")))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def host(self) -> str:
        """Where a link leads: 'shop.example'."""
        return urlsplit(self.link).hostname or ""

    @property
    def image(self) -> "Picture | None":
        """Its picture; None where it has none, or it is gone."""
        return getattr(self, "picture", None)


class Picture(models.Model):
    """The picture itself, made anew without what its file said about place, device and moment.

    It goes with whoever showed it; the evidence stays and says that it is gone.
    """

    evidence = models.OneToOneField(
        Evidence, primary_key=True, on_delete=models.CASCADE, related_name="picture"
    )
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.sha256
