"""Promises: who gave whom which word, by when, and what became of it."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.people.models import Person, Unit, Value
from bothways.record.prompted import Prompted
from bothways.storage.kept_queries import Day, Id

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


def no_word_stands(on: date | Day) -> Q:
    """No word was said since the day, or none for longer than a word holds."""
    none = Q(last_word_on=None) | Q(last_word_on__lt=F("due_on"))
    return none | Q(last_word_on__lt=on - A_WORD_HOLDS)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Promises by who may see them and how they stand on a day; states are never stored twice."""

    def made_in_the_open(self) -> "CommitmentQuerySet":
        """Made to a unit or to all, so that everyone here can see them."""
        return self.filter(to_person=None)

    def in_sight_of(self, person: Person | Id) -> "CommitmentQuerySet":
        """Made in the open, or between this person and one other."""
        return self.filter(Q(to_person=None) | Q(to_person=person) | Q(made_by=person))

    def still_open(self) -> "CommitmentQuerySet":
        return self.filter(state=Commitment.State.OPEN)

    def past_their_day(self, on: date | Day) -> "CommitmentQuerySet":
        return self.still_open().filter(due_on__lt=on)

    def silent(self, on: date | Day) -> "CommitmentQuerySet":
        """Past their day with no word since, or none for longer than a word holds."""
        return self.past_their_day(on).filter(no_word_stands(on))


class Commitment(Prompted):
    """A promise one person made, with those it was made to and the day it falls due."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")

    class To(models.TextChoices):
        ALL = "all", _("everyone")
        UNIT = "unit", _("a unit")
        PERSON = "person", _("one person")

    class Kind(models.TextChoices):
        PROMISE = "promise", _("a promise")
        ANSWER = "answer", _("an answer to a result")
        AMENDS = "amends", _("amends for something that went wrong")
        ACTION = "action", _("an action from a meeting or a decision")

    class Confirm(models.TextChoices):
        """How those it was made to say whether it was kept."""

        BY_NAME = "by_name", _("they say so by name")
        SECRETLY = "secretly", _("gathered in the monthly round")
        NOT = "not", _("they are not asked")

    class Ending(models.TextChoices):
        """Why it ended without being kept and without counting against whoever gave it."""

        NOBODY = "nobody", _("nobody takes it on")
        LEFT = "left", _("whoever it was made to has left")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promises"
    )
    text = models.CharField(_("what was promised"), max_length=LONGEST_PROMISE)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.PROMISE)
    confirm = models.CharField(
        _("who says whether it was kept"), max_length=8, choices=Confirm, default=Confirm.NOT
    )
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
    ending = models.CharField(_("ended, and why"), max_length=6, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whoever ended it in the place of somebody who left
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
            *Prompted.Meta.constraints,
            models.CheckConstraint(
                name="commitment_confirmed_as_it_was_made",
                condition=Q(to="person", confirm="by_name") | ~Q(to="person"),
            ),
            models.CheckConstraint(
                name="commitment_ended_for_a_reason",
                condition=Q(ending="", ended_by=None)
                | Q(ending="left", ended_by=None, state="broken", to="person")
                | Q(ending="nobody", ended_by__isnull=False, state="broken"),
            ),
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

    def is_made_to(self, person: Person) -> bool:
        """One of those it was made to, as it was on that day; never whoever gave it."""
        heard = self.audience.filter(person=person).exists()
        return heard and person.pk != self.made_by_id

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

    @property
    def may_change_hands(self) -> bool:
        """What is between two people stays with the two."""
        return self.is_open and not self.is_between_two

    def may_be_taken_back(self, on: date) -> bool:
        """An end may be taken back until the next day is over."""
        last_day = self.last_day_to_take_back
        return last_day is not None and on <= last_day

    @property
    def last_day_to_take_back(self) -> date | None:
        return self.closed_on + TAKE_BACK_WITHIN if self.closed_on else None
