"""Promises: who gave whom which word, by when, and what became of it."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.people.models import Person, Unit, Value

A_WORD_HOLDS = timedelta(days=7)  # said after the day, it ends the silence for this long
TAKE_BACK_WITHIN = timedelta(days=1)
LONGEST_PROMISE = 280
LONGEST_WORDS = 1000


@dataclass(frozen=True)
class Origin:
    """The result that a promise answers, with its figure as it was read that day."""

    round_id: uuid.UUID
    question: str
    figure: str  # in words, as in '31 of 46 agreed'


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Promises by who may see them and how they stand on a day; states are never stored twice."""

    def made_in_the_open(self) -> "CommitmentQuerySet":
        """Made to a unit or to all, so that everyone here can see them."""
        return self.filter(to_person=None)

    def in_sight_of(self, person: Person) -> "CommitmentQuerySet":
        """Made in the open, or between this person and one other."""
        return self.filter(Q(to_person=None) | Q(to_person=person) | Q(made_by=person))

    def still_open(self) -> "CommitmentQuerySet":
        return self.filter(state=Commitment.State.OPEN)

    def past_their_day(self, on: date) -> "CommitmentQuerySet":
        return self.still_open().filter(due_on__lt=on)

    def silent(self, on: date) -> "CommitmentQuerySet":
        """Past their day with no word since, or none for longer than a word holds."""
        none = Q(last_word_on=None) | Q(last_word_on__lt=F("due_on"))
        return self.past_their_day(on).filter(none | Q(last_word_on__lt=on - A_WORD_HOLDS))


class Commitment(models.Model):
    """A promise one person made, with those it was made to and the day it falls due."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")

    class To(models.TextChoices):
        ALL = "all", _("everyone")
        UNIT = "unit", _("a unit")
        PERSON = "person", _("one person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promises"
    )
    text = models.CharField(_("what was promised"), max_length=LONGEST_PROMISE)
    to = models.CharField(_("made to"), max_length=6, choices=To)
    to_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_on = models.DateField(_("made on"))
    first_due_on = models.DateField(_("first due on"))
    due_on = models.DateField(_("due on"))
    n_moves = models.PositiveSmallIntegerField(_("how often it was moved in time"), default=0)
    last_word_on = models.DateField(_("last word on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_words = models.CharField(
        _("evidence or explanation"), max_length=LONGEST_WORDS, blank=True
    )
    value = models.ForeignKey(
        Value, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    round_id = models.UUIDField(_("round it answers"), null=True, blank=True)
    question = models.CharField(_("question it answers"), max_length=40, blank=True)
    figure = models.CharField(_("what the round said"), max_length=400, blank=True)
    told_due = models.BooleanField(default=False)  # its author was reminded of this day
    told_silent = models.BooleanField(default=False)  # its author was told that it is silent

    objects: ClassVar[models.Manager["Commitment"]] = CommitmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="commitment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="commitment_made_to_one_kind",
                condition=Q(to="all", to_unit=None, to_person=None)
                | Q(to="unit", to_unit__isnull=False, to_person=None)
                | Q(to="person", to_unit=None, to_person__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_not_to_oneself",
                condition=Q(to_person=None) | ~Q(to_person=F("made_by")),
            ),
            models.CheckConstraint(
                name="commitment_closed_with_words",
                condition=Q(state="open", closed_on=None, closing_words="")
                | (
                    Q(state__in=["kept", "broken"], closed_on__isnull=False)
                    & Q(closed_on__gte=F("made_on"))
                    & ~Q(closing_words="")
                ),
            ),
            models.CheckConstraint(
                name="commitment_moves_forward",
                condition=Q(first_due_on__gte=F("made_on"))
                & (
                    Q(n_moves=0, due_on=F("first_due_on"))
                    | Q(n_moves__gt=0, due_on__gt=F("first_due_on"))
                ),
            ),
            models.CheckConstraint(
                name="commitment_answers_a_whole_result",
                condition=Q(round_id=None, question="", figure="")
                | (Q(round_id__isnull=False) & ~Q(question="") & ~Q(figure="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="commitment_due"),
            models.Index(fields=["round_id", "question"], name="commitment_answers"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_between_two(self) -> bool:
        """Made to one person: nobody but the two can see it."""
        return self.to == self.To.PERSON

    def is_in_sight_of(self, person: Person) -> bool:
        """The same rule as the queryset's, for one promise."""
        return not self.is_between_two or person.pk in {self.made_by_id, self.to_person_id}

    def is_past_its_day(self, on: date) -> bool:
        return self.is_open and self.due_on < on

    def quiet_since(self) -> date:
        """The day from which silence is counted."""
        return max(self.due_on, self.last_word_on or self.due_on)

    def is_silent(self, on: date) -> bool:
        """The same rule as the queryset's, for one promise."""
        word = self.last_word_on
        a_word_stands = word is not None and self.due_on <= word >= on - A_WORD_HOLDS
        return self.is_past_its_day(on) and not a_word_stands

    def may_move(self, on: date) -> bool:
        return self.is_open and on <= self.due_on

    def may_be_taken_back(self, on: date) -> bool:
        """An end may be taken back until the next day is over."""
        last_day = self.last_day_to_take_back
        return last_day is not None and on <= last_day

    @property
    def last_day_to_take_back(self) -> date | None:
        return self.closed_on + TAKE_BACK_WITHIN if self.closed_on else None


class Heard(models.Model):
    """One person to whom a promise was made, as it was on the day it was made."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="audience")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promised"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "person"], name="heard_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.commitment_id}"


class Change(models.Model):
    """One thing that was said about a promise after it was made: appended, never changed."""

    class Kind(models.TextChoices):
        WORD = "word", _("a word on the way")
        MOVED = "moved", _("moved in time")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")
        TAKEN_BACK = "taken_back", _("opened again")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    said_on = models.DateField(_("on"))
    words = models.CharField(_("words"), max_length=LONGEST_WORDS)
    due_was = models.DateField(_("due before"), null=True, blank=True)
    due_now = models.DateField(_("due after"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="change_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="change_moves_the_day_or_not",
                condition=Q(kind="moved", due_was__isnull=False, due_now__isnull=False)
                & Q(due_now__gt=F("due_was"), said_on__lte=F("due_was"))
                | (~Q(kind="moved") & Q(due_was=None, due_now=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("what was said about a promise is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("what was said about a promise is never deleted")
