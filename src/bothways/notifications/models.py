"""Messages on their way out."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One mail to one person, kept until it has left and then for a while."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField(max_length=60)  # a key of catalogue.MESSAGES
    subject = models.CharField(max_length=200)
    body = models.TextField()
    html = models.TextField(blank=True)  # the same once more for whoever reads HTML; '' for none
    address = models.EmailField(blank=True)  # where it was sent, for reports that it did not arrive
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    n_tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"], name="message_due")]

    def __str__(self) -> str:
        return self.subject


class Wish(models.Model):
    """What one person chose other than the usual: the weekly mail, or a group of mails at once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_wishes"
    )
    about = models.CharField(max_length=20)  # WEEKLY, or a group of the catalogue
    wished = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "about"], name="one_wish_about_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.wished}"


class WeeklyMail(models.Model):
    """That a person's weekly mail was dealt with, once: written with it in one transaction."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_mails"
    )
    week = models.DateField()  # its Monday
    mailed = models.BooleanField()  # False: there was nothing to say, or they wish none

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "week"], name="one_weekly_mail_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.week}"


class Rhythm(models.Model):
    """When the weekly mail leaves, if the owner chose another hour than Monday at seven."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    weekday = models.PositiveSmallIntegerField(default=0)  # 0 is Monday
    hour = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rhythm_of_a_week",
                condition=models.Q(only=True, weekday__lte=6, hour__lte=23),
            )
        ]

    def __str__(self) -> str:
        return f"{self.weekday}, {self.hour}:00"


class PutOff(models.Model):
    """What a person put off: it stands in their week again from that day on."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="put_off"
    )
    key = models.CharField(max_length=80)  # of a weekly.Line
    until_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="put_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} until {self.until_on}"


class Unreachable(models.Model):
    """That mails to an address come back for good. It holds while the person has that address."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="unreachable",
    )
    address = models.EmailField()
    since_on = models.DateField()
    status = models.CharField(max_length=12)  # as the other mail server said it, like 5.1.1

    class Meta:
        verbose_name = _("address that does not work")

    def __str__(self) -> str:
        return self.status


class Feed(models.Model):
    """A person's calendar address. Its id is renewed with it, and its signature is not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )

    class Meta:
        verbose_name = _("address of a calendar")

    def __str__(self) -> str:
        return str(self.pk)


class PushAddress(models.Model):
    """Where one browser of one person can be rung: an address that its maker gave it.

    It is a secret: whoever has it, and our key, can ring. Nothing is ever sent there but a ring.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_addresses"
    )
    browser = models.CharField(max_length=40, unique=True)  # the handle of its session
    endpoint = models.CharField(max_length=1000, unique=True)
    due_at = models.DateTimeField(null=True, db_index=True)  # empty: nothing new
    n_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("address of a browser")

    def __str__(self) -> str:
        return str(self.pk)
