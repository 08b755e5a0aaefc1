"""Actions that were declared before they began, so that their result can be believed.

What somebody writes about one stands in Programme. What decides about the result stands in Design,
Draw and Verdict: each is written once.
"""

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bothways.commitments.models import Commitment
from bothways.storage.guarded import GuardedModel
from bothways.surveys.models import Round

LONGEST_TITLE, LONGEST_WORDS = 120, 1000
A_YEAR = timedelta(days=365)


class Programme(models.Model):
    """Something that is tried, and what those who try it expect of it."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", pgettext_lazy("kind of action", "A programme or training")
        POLICY = "policy", pgettext_lazy("kind of action", "A policy or rule")
        PROMISE = "promise", pgettext_lazy("kind of action", "A promise that is kept")

    class State(models.TextChoices):
        DECLARED = "declared", _("declared")
        WITHDRAWN = "withdrawn", _("taken back before its start")
        STOPPED = "stopped", _("ended early")
        JUDGED = "judged", _("looked at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_on = models.DateField(_("declared on"))
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.CharField(_("what is done"), max_length=LONGEST_WORDS)
    expected = models.CharField(_("what is expected"), max_length=LONGEST_WORDS)
    otherwise = models.CharField(_("what would change our mind"), max_length=LONGEST_WORDS)
    why = models.CharField(_("why these groups"), max_length=LONGEST_WORDS, blank=True)
    promise = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DECLARED)
    ended_on = models.DateField(_("over since"), null=True, blank=True)
    ended_words = models.CharField(_("why it ended"), max_length=LONGEST_WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["-declared_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="programme_says_something",
                condition=~Q(title="") & ~Q(text="") & ~Q(expected="") & ~Q(otherwise=""),
            ),
            models.CheckConstraint(
                name="programme_ends_with_words",
                condition=Q(state="declared", ended_on=None, ended_words="")
                | Q(state="judged", ended_on__isnull=False, ended_words="")
                | (Q(state__in=["withdrawn", "stopped"], ended_on__isnull=False))
                & ~Q(ended_words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on(self) -> bool:
        return self.state == self.State.DECLARED

    def has_started(self, on: date) -> bool:
        return on >= self.design.starts_on

    def may_be_withdrawn(self, on: date) -> bool:
        return self.is_on and not self.has_started(on)

    def may_be_stopped(self, on: date) -> bool:
        return self.is_on and self.has_started(on)


class Design(GuardedModel):
    """What decides about the result, fixed with the declaration.

    target: a question's code, a construct's, or that of a monthly figure, which has neither round
    nor groups and its name as its one item. items: its questions as they were asked, [{code,
    version, text, about_leader}]. groups: those of `chosen_by_round`, counted together where they
    were, [{key, name, n}]; a key is the paths of its units, joined by " + ". first: keys of those
    that begin, where they were not drawn.
    """

    class Chosen(models.TextChoices):
        LOT = "lot", _("drawn by lot")
        UNRELATED = "unrelated", _("chosen for a reason that has nothing to do with the figures")
        LOW = "low", _("chosen because they scored low")
        ALL = "all", _("everybody at once")
        FIRM = "firm", _("the whole firm, by a figure of the month")

    class Scale(models.TextChoices):
        SHARE = "share", _("how many agree")
        SCORE = "score", _("the score from 1 to 5")
        RATE = "rate", _("leavers a year per 100 people")
        AMOUNT = "amount", _("a figure of the month")

    programme = models.OneToOneField(
        Programme, primary_key=True, on_delete=models.CASCADE, related_name="design"
    )
    target = models.CharField(max_length=40)
    items: Any = models.JSONField()
    scale = models.CharField(max_length=6, choices=Scale)
    should_rise = models.BooleanField()
    chosen = models.CharField(max_length=10, choices=Chosen)
    starts_on = models.DateField(_("starts on"))
    weeks = models.PositiveSmallIntegerField(_("weeks before the look"))
    rest_on = models.DateField(_("the rest begins on"), null=True, blank=True)
    chosen_by_round = models.ForeignKey(
        Round, null=True, on_delete=models.PROTECT, related_name="+"
    )
    groups: Any = models.JSONField()
    first: Any = models.JSONField(default=list)
    n_first = models.PositiveSmallIntegerField()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="design_rest_comes_later",
                condition=Q(chosen__in=["all", "firm"], rest_on=None)
                | (
                    ~Q(chosen__in=["all", "firm"])
                    & Q(rest_on__isnull=False, rest_on__gt=F("starts_on"))
                ),
            ),
            models.CheckConstraint(
                name="design_by_a_round_or_by_months",
                condition=Q(chosen="firm", chosen_by_round=None, scale__in=["rate", "amount"])
                | (
                    ~Q(chosen="firm")
                    & Q(chosen_by_round__isnull=False, scale__in=["share", "score"])
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}, {self.chosen}"

    @property
    def is_by_months(self) -> bool:
        """What should change is a figure of the whole firm: the months before and after tell."""
        return self.chosen == self.Chosen.FIRM

    @property
    def look_from(self) -> date:
        """The first round that opens on this day or later is the one that is looked at."""
        return self.starts_on + timedelta(weeks=self.weeks)

    @property
    def look_until(self) -> date:
        """A round that opens on this day or later sees no difference any more."""
        return self.rest_on or self.look_from + A_YEAR

    @property
    def begins_first(self) -> list[str]:
        """The keys of the groups that begin; none while they are not drawn."""
        if self.chosen != self.Chosen.LOT:
            return list(self.first)
        drawn = getattr(self.programme, "draw", None)
        return list(drawn.first) if drawn else []


class Draw(GuardedModel):
    """The lot: the groups in an order that follows from a head of the ledger that nobody chose."""

    programme = models.OneToOneField(
        Programme, primary_key=True, on_delete=models.CASCADE, related_name="draw"
    )
    size = models.BigIntegerField()  # of the ledger, at the first head over the declaration
    seed = models.CharField(max_length=64)  # that head's root
    first: Any = models.JSONField()
    drawn_on = models.DateField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.seed


class Verdict(GuardedModel):
    """What came out, as it was said to everyone. document: bothways.programmes.judging.Outcome."""

    programme = models.OneToOneField(
        Programme, primary_key=True, on_delete=models.CASCADE, related_name="verdict"
    )
    before = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    document: Any = models.JSONField()
    judged_on = models.DateField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.document.get("says", ""))


class Said(models.Model):
    """A word on the way: appended, never changed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="said")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    words = models.CharField(max_length=LONGEST_WORDS)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="said_has_words", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return self.words
