"""What those a promise was made to said of its end, by name; and what monthly rounds ask of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bothways.commitments.models import LONGEST_WORDS, Change, Commitment
from bothways.surveys.models import Round


class Judgement(models.Model):
    """One thing that one of them said, by name, of one end: appended; the last one counts."""

    class Says(models.TextChoices):
        CONFIRMED = "confirmed", _("It was kept")
        CONTESTED = "contested", _("I see it differently")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="judgements")
    end = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="judgements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements"
    )
    number = models.PositiveSmallIntegerField(default=1)  # of this person, of this end
    says = models.CharField(_("what was said"), max_length=9, choices=Says)
    words = models.CharField(_("in their words"), max_length=LONGEST_WORDS, blank=True)
    said_on = models.DateField(_("on"))

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["end", "person", "number"], name="judgement_numbered_once"
            ),
            models.CheckConstraint(
                name="judgement_contested_with_words", condition=Q(says="confirmed") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_says_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("what was said of a promise is never changed")
        super().save(*args, **kwargs)


class Reply(models.Model):
    """What whoever gave the word says to one who sees it differently: once."""

    judgement = models.OneToOneField(Judgement, on_delete=models.CASCADE, related_name="reply")
    words = models.CharField(_("words"), max_length=LONGEST_WORDS)
    said_on = models.DateField(_("on"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="reply_has_words", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return self.words


class AskedOpenly(models.Model):
    """Too few are left to be asked secretly, and whoever gave the word has them asked by name."""

    commitment = models.OneToOneField(
        Commitment, primary_key=True, on_delete=models.CASCADE, related_name="asked_openly"
    )
    agreed_on = models.DateField(_("on"))

    def __str__(self) -> str:
        return str(self.pk)


class Gathered(models.Model):
    """One question of a monthly round: which promise it is about. Each is asked once, ever."""

    class Asks(models.TextChoices):
        KEPT = "kept", _("whether it was kept")
        HELPED = "helped", _("whether it helped")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="gathered")
    code = models.CharField(_("code of the question"), max_length=20)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="gathered")
    asks = models.CharField(_("what is asked"), max_length=6, choices=Asks)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "asks"], name="gathered_once_ever"),
            models.UniqueConstraint(fields=["round", "code"], name="gathered_once_a_round"),
        ]

    def __str__(self) -> str:
        return self.code


class GatheredMonth(models.Model):
    """That the round of a month was drafted, so that there is one at most."""

    first = models.DateField(_("first day of the month"), primary_key=True)
    round = models.ForeignKey(
        Round, null=True, on_delete=models.SET_NULL, related_name="gathered_months"
    )  # None: thrown away

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


class GatheredVote(models.Model):
    """One question of a monthly round that another room asked along. Each is asked once, ever."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="votes")
    code = models.CharField(_("code of the question"), max_length=20)
    topic = models.CharField(_("what is voted on"), max_length=20)  # a name in the registry
    thing = models.UUIDField(_("which"))

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "thing"], name="vote_once_ever"),
            models.UniqueConstraint(fields=["round", "code"], name="vote_once_a_round"),
        ]

    def __str__(self) -> str:
        return self.code
