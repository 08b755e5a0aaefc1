"""A round of questions: what is asked, of whom, by which rules. Answers are not here."""

import json
import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.storage.guarded import GuardedModel
from bothways.surveys.worded import question_language, question_words, worded, worded_in
from bothways.surveys.wording import points_at_leader

OWN = "OWN-"  # how the codes of a firm's own questions begin
LONGEST_ASKED = 600  # a question about a promise quotes its words
LONGEST_OWN = 200
MOST_OWN = 10  # in one round
LONGEST_TOPIC = 40


class Round(GuardedModel):
    """One time of asking. From 'open' on its rules are the manifest, and nothing changes it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed, being counted")
        RELEASED = "released", _("counted")
        VOID = "void", _("void: its box can't be opened")

    class Kind(models.TextChoices):
        PULSE = "pulse", _("Pulse: a few questions, how many agree")
        SURVEY = "survey", _("Survey: the whole questionnaire, how answers spread")
        PROMISES = "promises", _("Promises and ideas: one by one, how many agree")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone: about the firm and one's own leader")
        LEADERS = "leaders", _("Those who lead people: about their own team")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PULSE)
    audience = models.CharField(
        _("who is asked"), max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_at = models.DateTimeField(_("the box opens"))
    closes_at = models.DateTimeField(_("the box closes"))
    fixed_at = models.DateTimeField(_("rules fixed"), null=True, blank=True)
    manifest = models.TextField(blank=True)
    manifest_hash = models.CharField(max_length=64, blank=True)
    told = models.BooleanField(default=False)  # everyone was told that the box is open
    reminded = models.BooleanField(default=False)
    box_missed_at = models.DateTimeField(null=True, blank=True)  # first not found, or not its own
    box_missed_last_at = models.DateTimeField(null=True, blank=True)  # of those in a row, the last
    n_box_missed = models.PositiveIntegerField(default=0)  # how often in a row
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["-opens_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="round_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))
            ),
            models.CheckConstraint(
                name="round_with_rules_unless_draft",
                condition=Q(state="draft", manifest="") | (~Q(state="draft") & ~Q(manifest="")),
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="open"), name="one_open_round"
            ),
            models.CheckConstraint(
                name="round_void_since_a_moment",
                condition=Q(state="void", voided_at__isnull=False)
                | (~Q(state="void") & Q(voided_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def format(self) -> str:
        """'full' for a survey, 'focus' for all else (docs/anonymity.md, section 4)."""
        return "full" if self.kind == self.Kind.SURVEY else "focus"

    @property
    def is_about_promises(self) -> bool:
        """Asked is what became of single promises: no result of trust, and compared with none."""
        return self.kind == self.Kind.PROMISES

    @property
    def asks_leaders(self) -> bool:
        """Asked are those who lead people, about their own team."""
        return self.audience == self.Audience.LEADERS

    @property
    def rules(self) -> dict[str, Any]:
        """The frozen manifest as a value."""
        if not hasattr(self, "_rules"):
            self._rules: dict[str, Any] = json.loads(self.manifest) if self.manifest else {}
        return self._rules

    @property
    def fixed_questions(self) -> list[dict[str, Any]]:
        """What the rules ask, in order: what is sealed and counted, whatever the tables say now."""
        return [
            {
                **question,
                "code": question["id"],
                "worded": question_words(question),
                "worded_in": question_language(question),
            }
            for question in self.rules["questions"]
        ]

    def takes_answers(self, at: datetime) -> bool:
        """Say whether the slot is open at that moment."""
        return self.state == self.State.OPEN and self.opens_at <= at < self.closes_at


class RoundQuestion(GuardedModel):
    """One question of a round, in the wording that was asked."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    construct = models.CharField(max_length=20)
    keyed = models.CharField(max_length=1, default="+")
    about_leader = models.BooleanField(default=False)
    text = models.CharField(max_length=LONGEST_ASKED)
    language = models.CharField(max_length=12, default="en")  # the one it was written in
    texts: Any = models.JSONField(default=dict)  # the wording in each language, by its code

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code"], name="question_once_a_round"),
            models.UniqueConstraint(fields=["round", "position"], name="one_question_a_place"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def worded(self) -> str:
        """The wording in the reader's language, else as it was written."""
        return worded(self.text, self.texts)

    @property
    def worded_in(self) -> str:
        """The language of that wording."""
        return worded_in(self.language, self.texts)

    @property
    def is_own(self) -> bool:
        """Written by the firm itself, not from the book."""
        return self.code.startswith(OWN)


class RoundBlock(GuardedModel):
    """A reporting block of a round: the finest thing a ballot can tell about its author."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="blocks")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    department = models.CharField(max_length=500)
    teams: Any = models.JSONField(default=list)  # paths of units
    n_eligible = models.PositiveIntegerField()
    leaders: Any = models.JSONField(default=list)  # ids of those its people report to

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code"], name="one_block_of_a_code")
        ]

    def __str__(self) -> str:
        return self.name


class Entitlement(GuardedModel):
    """One person's right to one envelope of a round. Made for all at once; holds no moment.

    blinded_digest: hash of the blinded messages that were signed; '' while none was.
    for_guardian, stamp: what the guardian is to sign blindly and has signed; empty where there is
    none, and emptied when the round ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entitlements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    block = models.CharField(max_length=12)
    blinded_digest = models.CharField(max_length=64, blank=True)
    for_guardian = models.BinaryField(null=True)
    stamp = models.BinaryField(null=True)

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="one_envelope_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.block}"


class PlannedMonth(models.Model):
    """What somebody decided for a month, other than the plan would have it."""

    class What(models.TextChoices):
        A = "a", _("Trust, safety to speak up, communication")
        B = "b", _("Fairness, recognition, follow-through")
        C = "c", _("Growth, balance, inclusion")
        SURVEY = "survey", _("The survey, the whole questionnaire")
        NOTHING = "nothing", _("Nothing")

    month = models.DateField(primary_key=True)  # its first day
    what = models.CharField(max_length=10, choices=What)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.what}"


class OwnQuestion(models.Model):
    """A question of the firm's own. Who wrote it stands on the record; what it says, in wordings.

    construct, topic: the heading it stands under, of the book or the firm's own. It is counted by
    itself all the same, and is part of no score.
    """

    code = models.CharField(max_length=20, primary_key=True)
    construct = models.CharField(max_length=20, blank=True)
    topic = models.CharField(_("topic of our own"), max_length=LONGEST_TOPIC, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="own_question_under_one_heading", condition=Q(construct="") | Q(topic="")
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def heading(self) -> str:
        """What its manifest calls the topic: a construct's code, a name, or nothing."""
        return self.construct or self.topic


class OwnWording(models.Model):
    """One version of an own question. Once a round has asked it, its words stay as they are."""

    class About(models.TextChoices):
        WORK = "work", _("Work, the team or the firm. Everyone is asked.")
        LEADER = (
            "leader",
            _("One's own leader. Everyone is asked; by group, that leader alone sees it."),
        )
        TEAM = "team", _("The own team. Those who lead people are asked.")

    class Keyed(models.TextChoices):
        GOOD = "+", _("Agreeing is the good sign")
        TURNED = "-", _("Agreeing is the less good sign (in a survey only)")

    question = models.ForeignKey(OwnQuestion, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=6, choices=About, default=About.WORK)
    keyed = models.CharField(max_length=1, choices=Keyed, default=Keyed.GOOD)
    text = models.CharField(max_length=LONGEST_ASKED)  # what was asked before may be long
    language = models.CharField(max_length=12)  # the one it was written in
    texts: Any = models.JSONField(default=dict)  # the wording in each language, by its code

    class Meta:
        ordering: ClassVar = ["question", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "version"], name="own_wording_once"),
            models.CheckConstraint(name="own_wording_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def worded(self) -> str:
        """The wording in the reader's language, else as it was written."""
        return worded(self.text, self.texts)

    @property
    def worded_in(self) -> str:
        """The language of that wording."""
        return worded_in(self.language, self.texts)

    @property
    def about_leader(self) -> bool:
        """It points at one leader, by its kind or by its words in any language."""
        words = (self.text, *self.texts.values())
        return self.about == self.About.LEADER or any(map(points_at_leader, words))

    @property
    def audience(self) -> str:
        """Who is asked."""
        is_for_leaders = self.about == self.About.TEAM
        return Round.Audience.LEADERS if is_for_leaders else Round.Audience.EVERYONE
