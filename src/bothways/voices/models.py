"""Voices: ideas, and questions to those in charge; what was said to them and what they became."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bothways.commitments.models import Commitment
from bothways.decisions.models import Decision, Said
from bothways.people.models import Line, Person, Role, standing_in
from bothways.pure.voices import is_late

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORDS = 140, 4000, 4000
KEY = 64  # letters of a key in base64url, with room


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Voices by how they stand; what follows from a promise or a day is never stored."""

    def suggestions(self) -> "VoiceQuerySet":
        return self.filter(kind=Voice.Kind.SUGGESTION)

    def questions(self) -> "VoiceQuerySet":
        return self.filter(kind=Voice.Kind.QUESTION)

    def standing(self) -> "VoiceQuerySet":
        """Those whose words everybody reads: not hidden, not taken back."""
        return self.filter(hidden_on=None).exclude(state=Voice.State.TAKEN_BACK)

    def owed(self) -> "VoiceQuerySet":
        """Those that wait for their answer; one that was merged waits with the other."""
        return self.standing().filter(answered_on=None, merged_into=None)

    def late(self, on: date) -> "VoiceQuerySet":
        return self.owed().filter(answer_due_on__lt=on)


class Voice(models.Model):
    """One idea or one question, in everyone's sight. Of who said it, what they chose to say.

    said_on: a day, never a moment. thread, seal, replies: of a voice without a name, the public
    keys that its letter brought; its author's box is reached by them, and nobody is known by them.
    n_posted: how many answers were posted into that box.
    """

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", pgettext_lazy("a voice", "an idea")
        QUESTION = "question", pgettext_lazy("a voice", "a question")

    class Way(models.TextChoices):
        BY_NAME = "by_name", _("by name")
        NO_NAME = "no_name", _("without a name")
        PAPER = "paper", _("from a paper slip")

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("state of a voice", "new")
        LOOKING = "looking", pgettext_lazy("state of a voice", "being looked at")
        WILL = "will", pgettext_lazy("state of a voice", "will be done")
        WONT = "wont", pgettext_lazy("state of a voice", "won't be done")
        ANSWERED = "answered", pgettext_lazy("state of a voice", "answered")
        TAKEN_BACK = "taken_back", pgettext_lazy("state of a voice", "taken back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    way = models.CharField(_("how it came"), max_length=7, choices=Way)
    title = models.CharField(_("in a sentence"), max_length=LONGEST_TITLE)
    text = models.TextField(_("in more words"), max_length=LONGEST_TEXT, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    said_on = models.DateField(_("said on"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    typed_in_by = models.ForeignKey(  # who had the paper slip in hand
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    thread = models.CharField(max_length=KEY, blank=True)
    seal = models.CharField(max_length=KEY, blank=True)
    replies = models.CharField(max_length=KEY, blank=True)
    n_posted = models.PositiveIntegerField(default=0)
    asked_of = models.ForeignKey(  # of a question; None: everybody in charge
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(  # who owes the answer; None: whoever keeps people
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deputy = models.ForeignKey(  # who owes it while the owner is away or once they have left
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    answer_due_on = models.DateField(_("answer owed until"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    promise = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    hidden_on = models.DateField(_("hidden on"), null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hidden_reason = models.CharField(_("why it is hidden"), max_length=1000, blank=True)
    told_due = models.BooleanField(default=False)  # whoever owes it was reminded of its day
    told_late = models.BooleanField(default=False)  # the deputy was told that it is late
    n_erased = models.PositiveSmallIntegerField(default=0)  # how often words were taken out

    objects: ClassVar[models.Manager["Voice"]] = VoiceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="voice_says_something", condition=~Q(title="")),
            models.CheckConstraint(
                name="voice_came_one_way",
                condition=Q(way="by_name", author__isnull=False, typed_in_by=None, thread="")
                | (Q(way="no_name", author=None, typed_in_by=None) & ~Q(thread=""))
                | Q(way="paper", author=None, typed_in_by__isnull=False, thread=""),
            ),
            models.CheckConstraint(
                name="voice_is_answered_on_a_day",
                condition=Q(state__in=["will", "wont", "answered"], answered_on__isnull=False)
                | Q(state__in=["new", "looking", "taken_back"], answered_on=None),
            ),
            models.CheckConstraint(
                name="voice_becomes_what_its_kind_can",
                condition=Q(kind="suggestion", asked_of=None) & ~Q(state="answered")
                | Q(kind="question") & ~Q(state__in=["will", "wont"]),
            ),
            models.CheckConstraint(
                name="voice_will_be_a_promise",
                condition=Q(state="will", promise__isnull=False, decision=None)
                | Q(state="wont", promise=None, decision__isnull=False)
                | (~Q(state__in=["will", "wont"]) & Q(promise=None, decision=None)),
            ),
            models.CheckConstraint(
                name="voice_is_hidden_for_a_reason",
                condition=Q(hidden_on=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_on__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
            ),
            models.CheckConstraint(
                name="voice_is_owed_after_it_was_said",
                condition=Q(answer_due_on__gte=F("said_on")),
            ),
            models.UniqueConstraint(
                fields=["thread"], condition=~Q(thread=""), name="voice_of_a_thread_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-said_on"], name="voice_said"),
            models.Index(fields=["answered_on", "answer_due_on"], name="voice_owed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_hidden(self) -> bool:
        return self.hidden_on is not None

    @property
    def is_taken_back(self) -> bool:
        return self.state == self.State.TAKEN_BACK

    @property
    def is_done(self) -> bool:
        """What was promised of it was kept."""
        return self.promise is not None and self.promise.state == Commitment.State.KEPT

    @property
    def is_owed(self) -> bool:
        """The same rule as the queryset's, for one voice."""
        gone = self.is_hidden or self.is_taken_back or self.merged_into_id is not None
        return self.answered_on is None and not gone

    def is_late(self, on: date) -> bool:
        return self.is_owed and is_late(self.answer_due_on, on)

    def answered_by(self) -> list[Person]:
        """Who owes the answer: the owner; the deputy where the owner is away or gone.

        Where neither is here it is whoever keeps people, and the owner of the firm at the last.
        """
        owner, deputy = self.owner, self.deputy
        if owner is not None and owner.is_active and not is_away(owner):
            return [owner]
        if deputy is not None and deputy.is_active:
            return [deputy]
        if owner is not None and owner.is_active:
            return [owner]
        here = Person.objects.here()
        leads = list(here.filter(roles__kind=Role.Kind.PEOPLE_LEAD))
        return leads or list(here.filter(roles__kind=Role.Kind.OWNER))

    def may_be_answered_by(self, person: Person) -> bool:
        """Owner and deputy always may, and whoever owes it for them."""
        named = person.pk in {self.owner_id, self.deputy_id}
        return named or person in self.answered_by()

    def is_said_by(self, person: Person) -> bool:
        return self.author_id == person.pk


class Word(Said):
    """One thing that was said to a voice or done with it: appended, never changed.

    by: nobody where the author adds something without a name, or takes back what they said.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        LOOKING = "looking", _("being looked at")
        WILL = "will", _("will be done")
        WONT = "wont", _("won't be done")
        ANSWERED = "answered", _("answered")
        OPENED = "opened", _("opened again")
        HANDED = "handed", _("in other hands")
        MERGED = "merged", _("merged")
        PARTED = "parted", _("parted again")
        HIDDEN = "hidden", _("hidden")
        SHOWN = "shown", _("shown again")
        TAKEN_BACK = "taken_back", _("taken back")

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="words")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    by = models.ForeignKey(  # type: ignore[assignment]
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(_("words"), max_length=LONGEST_WORDS, blank=True)
    promise = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other = models.ForeignKey(  # what it was merged into, or parted from
        Voice, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to = models.ForeignKey(  # who owes the answer from then on
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="word_of_a_voice_says_something",
                condition=~Q(words="") | Q(kind__in=["merged", "parted", "taken_back"]),
            ),
            models.CheckConstraint(
                name="word_of_a_voice_is_somebodys",
                condition=Q(by__isnull=False) | Q(kind__in=["added", "parted", "taken_back"]),
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_kind_display()


class Support(models.Model):
    """Somebody stands behind a voice, by name, until they say otherwise."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voice", "person"], name="support_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.voice_id}"


class Keeper(models.Model):
    """Who empties the paper box and types its slips in, besides whoever keeps people."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keeps_box"
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    named_on = models.DateField(_("named on"))

    def __str__(self) -> str:
        return str(self.person_id)


def is_away(person: Person, on: date | None = None) -> bool:
    """Say whether somebody stands in for this person today with those whom they lead."""
    lines = Line.objects.filter(standing_in(on or localdate()), person__manager=person)
    return lines.exclude(leader=person).exists()


class VoteAsked(models.Model):
    """Everyone is to be asked secretly about a voice, in the round of a coming month.

    Who wanted it stands on the record; what was asked, and by which round, in confirmations.
    """

    voice = models.OneToOneField(
        Voice, primary_key=True, on_delete=models.CASCADE, related_name="vote_asked"
    )
    asked_on = models.DateField(_("on"))

    def __str__(self) -> str:
        return str(self.pk)
