"""Writes about a firm's own questions: written, reworded, retired, taken up, put into a round."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language

from bothways.people.models import Person
from bothways.record.actions import note
from bothways.storage.alone import stand_alone
from bothways.surveys import own
from bothways.surveys.bank import WRITTEN_IN
from bothways.surveys.errors import NotForTheseError, RetiredError, SameWordsError, TooLongError
from bothways.surveys.models import OwnQuestion, OwnWording, Round, RoundQuestion
from bothways.surveys.queries import reading_of
from bothways.surveys.registry import a_draft_changed
from bothways.surveys.wording import points_at_leader

ALONE = "own questions"


@dataclass(frozen=True)
class Words:
    """What an own question says and how it is asked. texts: its words in other languages."""

    text: str
    language: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    about: str = OwnWording.About.WORK
    keyed: str = OwnWording.Keyed.GOOD

    def clean(self) -> "Words":
        """Return the same with single spaces, the firm's name, its own language among its texts."""
        language, text = self.language or get_language() or WRITTEN_IN, own.in_full(self.text)
        given = {code: own.in_full(words) for code, words in self.texts.items()}
        texts = {code: words for code, words in given.items() if words} | {language: text}
        leads = self.about == OwnWording.About.WORK and any(map(points_at_leader, texts.values()))
        about = OwnWording.About.LEADER if leads else self.about
        return replace(self, text=text, language=language, texts=texts, about=about)

    def only_adds_to(self, wording: OwnWording) -> bool:
        """Say whether nothing that was asked is said otherwise: new is a language at most."""
        same = ("text", "language", "about", "keyed")
        if any(getattr(self, name) != getattr(wording, name) for name in same):
            return False
        return all(self.texts.get(code) == text for code, text in wording.texts.items())

    def values(self) -> dict[str, object]:
        """Return the fields of a wording."""
        return {
            "text": self.text,
            "language": self.language,
            "texts": dict(self.texts),
            "about": self.about,
            "keyed": self.keyed,
        }


@dataclass(frozen=True)
class Heading:
    """What an own question stands under: a construct of the book, or a name of the firm's own."""

    construct: str = ""
    topic: str = ""


NONE_YET = Heading()


@transaction.atomic
def write_question(
    words: Words, *, by: Person | None, at: datetime | None, heading: Heading = NONE_YET
) -> OwnWording:
    """Write down a question of the firm's own.

    Raises SameWordsError if it is there already, and TooLongError.
    """
    stand_alone(ALONE)
    words = words.clean()
    _refuse_long(words)
    _refuse_same(words.text)
    code = own.own_code(words.text, taken=set(OwnQuestion.objects.values_list("pk", flat=True)))
    question = OwnQuestion.objects.create(
        code=code, construct=heading.construct, topic=heading.topic
    )
    wording = OwnWording.objects.create(question=question, version=1, **words.values())
    note("question.written", by=by, about=question, at=at)
    return wording


@transaction.atomic
def reword_question(
    question: OwnQuestion,
    words: Words,
    *,
    by: Person,
    at: datetime,
    heading: Heading | None = None,
) -> OwnWording:
    """Keep other words. What a round has asked already stays, and the words become a new version.

    A new version is another question to every figure: nothing is compared with what was before.
    Only a language that it lacked can be added to a version that was asked. Drafts of rounds that
    ask it ask the new words. heading: None leaves it. Raises SameWordsError, and TooLongError for
    words that it did not say before.
    """
    stand_alone(ALONE)
    drafts = _hold_drafts(question)  # else one could be announced after the look whether it was
    now = question.wordings.all()[0]
    words = words.clean()
    _refuse_long(words, but=now.texts.values())
    if words.text.casefold() != now.text.casefold():
        _refuse_same(words.text)
    if heading is not None and heading != Heading(question.construct, question.topic):
        question.construct, question.topic = heading.construct, heading.topic
        question.save(update_fields=["construct", "topic"])
        note("question.renamed", by=by, about=question, at=at)
    if dict(words.values()) == {name: getattr(now, name) for name in words.values()}:
        return now
    if own.was_asked(now) and not words.only_adds_to(now):
        kept = OwnWording(question=question, version=now.version + 1)
    else:
        kept = now
    for name, value in words.values().items():
        setattr(kept, name, value)
    kept.save()
    _tell_drafts(drafts, kept, by=by, at=at)
    note("question.reworded", by=by, about=question, at=at, version=kept.version)
    return kept


@transaction.atomic
def retire_question(question: OwnQuestion, *, by: Person, at: datetime) -> None:
    """Offer it for no round any more; what it has shown stays, and it can be taken up again."""
    there = OwnQuestion.objects.filter(pk=question.pk, retired_on=None)
    if there.update(retired_on=localdate(at)):
        note("question.retired", by=by, about=question, at=at)


@transaction.atomic
def take_up_question(question: OwnQuestion, *, by: Person, at: datetime) -> None:
    """Offer it again."""
    there = OwnQuestion.objects.filter(pk=question.pk, retired_on__isnull=False)
    if there.update(retired_on=None):
        note("question.taken_up", by=by, about=question, at=at)


def wording_to_ask(
    words: Words, *, audience: str, by: Person | None, at: datetime | None
) -> OwnWording:
    """Return the wording that says this, written down now unless it is there.

    Raises RetiredError where it was retired, NotForTheseError where it asks others, and
    TooLongError.
    """
    words = words.clean()
    there = own.wording_of(words.text)
    if there is not None:
        return may_be_asked(there, audience=audience)
    if audience == Round.Audience.LEADERS:
        words = replace(words, about=OwnWording.About.TEAM)
    return write_question(words, by=by, at=at)


def may_be_asked(wording: OwnWording, *, audience: str) -> OwnWording:
    """Return the wording. Raises RetiredError, and NotForTheseError where it asks others."""
    if wording.question.retired_on is not None:
        raise RetiredError(wording.worded)
    if wording.audience != audience:
        raise NotForTheseError(wording.worded)
    return wording


def _refuse_long(words: Words, *, but: Collection[str] = ()) -> None:
    """but: what was kept before there was a limit stays."""
    for text in words.texts.values():
        if text not in but and own.is_too_long(text):
            raise TooLongError(text)


def _refuse_same(text: str) -> None:
    there = own.wording_of(text)
    if there is not None:
        raise SameWordsError(there.question_id, there.worded)


def _hold_drafts(question: OwnQuestion) -> list[Round]:
    """Return the drafts that ask it, and let nobody announce one until this is over."""
    asking = RoundQuestion.objects.filter(code=question.pk).order_by().values("round")
    drafts = Round.objects.filter(pk__in=asking, state=Round.State.DRAFT)
    return list(drafts.order_by("pk").select_for_update())


def _tell_drafts(drafts: list[Round], wording: OwnWording, *, by: Person, at: datetime) -> None:
    """Let these drafts of rounds, which ask a question, ask its newest words."""
    rows = RoundQuestion.objects.filter(code=wording.question_id, round__in=drafts)
    for question in rows.select_related("round"):
        before = reading_of(question.round)
        question.version, question.keyed = wording.version, wording.keyed
        question.text, question.language = wording.text, wording.language
        question.texts = wording.texts
        question.about_leader = wording.about_leader
        question.save()
        if reading_of(question.round) != before:
            a_draft_changed(question.round, by=by, at=at)
