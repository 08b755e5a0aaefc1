"""Decisions with their reasons: what was said, every version of it, and what was asked about it."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bothways.people.models import Person, Role, Value
from bothways.record.models import Appended
from bothways.record.prompted import Prompted

SILENT_AFTER = timedelta(days=10)  # a question without an answer
LONGEST_LINE, LONGEST_TEXT = 280, 4000
MOST_OPTIONS = 12


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by how they stand on a day."""

    def standing(self) -> "DecisionQuerySet":
        """Those that no later decision took the place of."""
        return self.filter(replaced_on=None)

    def to_look_at_again(self, on: date) -> "DecisionQuerySet":
        """Those whose day to be looked at again is past."""
        return self.standing().filter(look_again_on__lt=on)

    def owing_answers(self) -> "DecisionQuerySet":
        return self.filter(n_answered__lt=F("n_questions"))


class Wording(models.Model):
    """The words of a decision, as they are now (Decision) or as they were (Version).

    options: [{"text", "for", "against"}], in the order in which they were written down.
    """

    class Outcome(models.TextChoices):
        YES = "yes", pgettext_lazy("outcome of a decision", "Yes, we will")
        NO = "no", pgettext_lazy("outcome of a decision", "No, we won't")
        OTHER = "other", pgettext_lazy("outcome of a decision", "Something else")

    question = models.CharField(_("what was to be decided"), max_length=LONGEST_LINE)
    outcome = models.CharField(_("how it was decided"), max_length=5, choices=Outcome)
    decided = models.CharField(_("what was decided"), max_length=1000, blank=True)
    reasons = models.TextField(_("reasons"), max_length=LONGEST_TEXT)
    context = models.TextField(_("what led to it"), max_length=LONGEST_TEXT, blank=True)
    options: Any = models.JSONField(_("what else was weighed"), default=list, blank=True)
    who_was_heard = models.TextField(_("who was heard"), max_length=LONGEST_TEXT, blank=True)
    uncertain = models.TextField(_("what is uncertain"), max_length=LONGEST_TEXT, blank=True)
    would_change_our_mind = models.TextField(
        _("what would change our mind"), max_length=LONGEST_TEXT, blank=True
    )
    decided_on = models.DateField(_("decided on"))
    look_again_on = models.DateField(_("looked at again on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_no(self) -> bool:
        return self.outcome == self.Outcome.NO

    def wording(self) -> dict[str, Any]:
        """Return every word of it, by field."""
        return {field.name: getattr(self, field.name) for field in Wording._meta.local_fields}


class Decision(Prompted, Wording):
    """One decision in everyone's sight, in its newest words. What it was before is in Version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(  # who wrote it down
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_on = models.DateField(_("written down on"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    value = models.ForeignKey(
        Value, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    replaced_on = models.DateField(null=True, blank=True)
    n_questions = models.PositiveIntegerField(_("questions"), default=0)
    n_answered = models.PositiveIntegerField(_("questions answered"), default=0)
    n_corrections = models.PositiveSmallIntegerField(_("corrections"), default=0)
    waits_since = models.DateField(null=True, blank=True)  # its oldest question without an answer
    told_look_again = models.BooleanField(default=False)  # its deciders know that the day came

    objects: ClassVar[models.Manager["Decision"]] = DecisionQuerySet.as_manager()

    class Meta(Prompted.Meta):
        constraints: ClassVar = [
            *Prompted.Meta.constraints,
            models.CheckConstraint(
                name="decision_has_reasons", condition=~Q(question="") & ~Q(reasons="")
            ),
            models.CheckConstraint(
                name="decision_looked_at_again_later",
                condition=Q(look_again_on=None) | Q(look_again_on__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="decision_replaced_on_a_day",
                condition=Q(replaced_by=None, replaced_on=None)
                | Q(replaced_by__isnull=False, replaced_on__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_answers_its_questions",
                condition=Q(n_answered=F("n_questions"), waits_since=None)
                | Q(n_answered__lt=F("n_questions"), waits_since__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-recorded_on"], name="decision_recorded"),
            models.Index(fields=["look_again_on"], name="decision_look_again"),
            models.Index(fields=["prompt_kind", "prompt_ref"], name="decision_prompt"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def n_owed(self) -> int:
        return self.n_questions - self.n_answered

    def is_to_be_looked_at_again(self, on: date) -> bool:
        """The same rule as the queryset's, for one decision."""
        day = self.look_again_on
        return self.replaced_on is None and day is not None and day < on

    def is_silent(self, on: date) -> bool:
        """A question has waited for longer than ten days."""
        return self.waits_since is not None and on - self.waits_since > SILENT_AFTER

    def answered_by(self) -> list[Person]:
        """Who owes the answers: those who decided and are here, else whoever wrote it down.

        Where none of them is here any more it is nobody, and the owner answers.
        """
        here = [one.person for one in self.deciders.all() if one.person.is_active]
        return here or [self.made_by] * self.made_by.is_active

    def may_be_answered_by(self, person: Person) -> bool:
        answering = self.answered_by()
        return person in answering if answering else person.has_role(Role.Kind.OWNER)

    def may_be_written_by(self, person: Person) -> bool:
        """Those who decided, whoever wrote it down, and the owner where none of them is here."""
        return person.pk == self.made_by_id or self.may_be_answered_by(person)


class Decider(models.Model):
    """One of those who decided, and so owe an answer to what is asked about it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="deciders")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decided"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "person"], name="decider_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.decision_id}"


class Said(Appended):
    """Something that was written under a decision: added once, never changed or deleted.

    Only the law takes a name out of it, and that leaves its mark (n_erased).
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField(_("on"))
    n_erased = models.PositiveSmallIntegerField(default=0)  # how often a name was taken out

    class Meta:
        abstract = True


class Version(Said, Wording):
    """The words of a decision as they were from one day on, and why they became these."""

    class Kind(models.TextChoices):
        FIRST = "first", _("written down")
        CHANGED = "changed", _("changed")
        STANDS = "stands", _("looked at again: it stands")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("what happened"), max_length=7, choices=Kind)
    why = models.CharField(_("why"), max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="version_once"),
            models.CheckConstraint(
                name="version_says_why",
                condition=Q(kind="first", number=1, why="")
                | (~Q(kind="first") & Q(number__gt=1) & ~Q(why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.question}"


class Correction(Said):
    """What a decision said and was wrong: what it was, what it is now, and how that was found."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="corrections")
    was = models.CharField(_("what was said"), max_length=1000)
    now = models.CharField(_("what is so"), max_length=1000)
    words = models.CharField(_("in your own words"), max_length=1000)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="correction_says_both", condition=~Q(was="") & ~Q(now="") & ~Q(words="")
            )
        ]

    def __str__(self) -> str:
        return self.now


class Thanks(models.Model):
    """Who pointed a mistake out. Named for others only where that person wishes it."""

    correction = models.OneToOneField(Correction, on_delete=models.CASCADE, related_name="thanks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_named = models.BooleanField(null=True, default=None)  # None: not said yet

    def __str__(self) -> str:
        return str(self.correction_id)


class Question(Said):
    """Something that somebody asks about a decision, by name."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(_("what is asked"), max_length=1000)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="question_says_something", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return self.text

    def is_silent(self, on: date) -> bool:
        """It has waited for longer than ten days."""
        return not hasattr(self, "answer") and on - self.said_on > SILENT_AFTER

    def days_waited(self, on: date) -> int:
        return (on - self.said_on).days

    def may_be_answered_by(self, person: Person) -> bool:
        return self.decision.may_be_answered_by(person)


class Answer(Said):
    """What one of those who decided says to a question."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("the answer"), max_length=LONGEST_TEXT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="answer_says_something", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return self.text


class Draft(Prompted):
    """A decision while it is being written: seen by its writers alone, and on no record.

    typed: what stands in the form, as text by field. version: counts the savings.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    typed: Any = models.JSONField(default=dict)
    replaces = models.ForeignKey(Decision, null=True, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)
    saved_on = models.DateField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Prompted.Meta):
        ordering: ClassVar = ["-saved_on", "id"]

    def __str__(self) -> str:
        return str(self.typed.get("question", ""))

    def is_in_sight_of(self, person: Person) -> bool:
        """Those who write it."""
        return person.pk == self.made_by_id or any(
            writer.person_id == person.pk for writer in self.writers.all()
        )


class Writer(models.Model):
    """Somebody who writes a draft together with whoever began it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "person"], name="writer_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.draft_id}"


def waits_since(questions: Iterable[Question]) -> date | None:
    """Return the day of the oldest question that has no answer."""
    waiting = [question.said_on for question in questions if not hasattr(question, "answer")]
    return min(waiting, default=None)
