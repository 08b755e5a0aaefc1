"""Keeping order: hand-over, merging, hiding, taking back. Each stays in sight, with its reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from bothways.decisions.wording import line, text
from bothways.people.models import Person, Role
from bothways.pure.conditions import conditions_in
from bothways.pure.voices import answer_due_on
from bothways.voices import errors
from bothways.voices.actions.shared import (
    Kind,
    State,
    append,
    hold,
    said_just_now,
    settle,
    tell_about,
)
from bothways.voices.actions.telling import ANSWERS, tell_owed_again, tell_what_became
from bothways.voices.models import LONGEST_WORDS, Voice, Word

LONGEST_REASON = 1000
GONE = "…"  # what stands in the place of words that were taken back
SHOWN: dict[str, Any] = {"hidden_on": None, "hidden_by": None, "hidden_reason": ""}


@transaction.atomic
def hand_over(
    voice: Voice,
    *,
    to: Person,
    by: Person,
    words: str,
    at: datetime,
    deputy: Person | None = None,
) -> Word:
    """Let somebody else owe the answer from now on, and their deputy while they are away.

    The same once more is a second click and changes nothing.
    Raises NotHereError, AlreadyAnsweredError, NoWordsError, TooManyWordsError.
    """
    words = line(words, LONGEST_REASON)
    hold(voice)
    if not voice.is_owed:
        raise errors.AlreadyAnsweredError
    for person in (to, deputy):
        if person is not None and not person.is_active:
            raise errors.NotHereError(person.name)
    again = said_just_now(voice, Kind.HANDED, by=by, words=words, at=at)
    if again is not None and (again.to, voice.owner, voice.deputy) == (to, to, deputy):
        return again
    settle(voice, owner=to, deputy=deputy, told_due=False, told_late=False)
    word = append(voice, Kind.HANDED, by=by, words=words, at=at, to=to)
    told = [person for person in (to, deputy) if person is not None and person != by]
    tell_about("voice.handed", voice, to=told, at=at, who=by.name, words=words)
    return word


@transaction.atomic
def merge(voice: Voice, *, into: Voice, by: Person, words: str, at: datetime) -> Word:
    """Let two that say the same go on as one: whoever said either gets the answer to the other.

    What was merged into the first before goes on with the other, too. The other has to be owed its
    answer still, so that nobody loses theirs, and what speaks of pay, hours or conditions goes on
    only with what does so, too. Raises CannotMergeError, ChangedMeanwhileError,
    LosesConditionsError, NoWordsError, TooManyWordsError.
    """
    words = line(words, LONGEST_REASON)
    for one in sorted((voice, into), key=lambda one: one.pk):  # two at once wait in one order
        hold(one)
    if voice.pk == into.pk or voice.kind != into.kind or into.is_hidden or into.is_taken_back:
        raise errors.CannotMergeError
    if not voice.is_owed or not into.is_owed:
        raise errors.ChangedMeanwhileError
    concerned = [voice, *voice.merged.all()]
    lost = next(filter(None, map(speaks_of_conditions, concerned)), "")
    if lost and not speaks_of_conditions(into):
        raise errors.LosesConditionsError(lost)
    Voice.objects.filter(pk__in=[one.pk for one in concerned]).update(merged_into=into)
    word = append(voice, Kind.MERGED, by=by, words=words, at=at, other=into)
    tell_what_became(voice, word, at=at)
    for one in concerned[1:]:
        tell_what_became(one, word, at=at)
    voice.refresh_from_db()
    return word


@transaction.atomic
def part(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Let a voice that was merged go on by itself again; its answer is owed in ten days.

    Raises ChangedMeanwhileError, TooManyWordsError.
    """
    words = line(words, LONGEST_REASON, may_be_empty=True)
    hold(voice)
    if voice.merged_into is None:
        raise errors.ChangedMeanwhileError
    return _part(voice, by=by, words=words, at=at)


def _let_go(voice: Voice, *, by: Person | None, at: datetime) -> None:
    """Part from a voice that is gone what was merged into it, so that nobody's answer is lost."""
    for other in voice.merged.select_related("merged_into"):
        _part(other, by=by, words="", at=at)


def _part(voice: Voice, *, by: Person | None, words: str, at: datetime) -> Word:
    other = voice.merged_into
    due = max(voice.answer_due_on, answer_due_on(localdate(at)))
    settle(voice, merged_into=None, answer_due_on=due, told_due=False, told_late=False)
    word = append(voice, Kind.PARTED, by=by, words=words, at=at, other=other)
    tell_what_became(voice, word, at=at)
    tell_owed_again(voice, by=by, at=at)
    return word


@transaction.atomic
def hide(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Hide the words of a voice. Everybody reads the reason in their place, and by whom.

    Raises SpeaksOfConditionsError where it speaks of pay, hours or conditions: that is never
    hidden. TooLateToHideError once a promise or a decision names it as its cause.
    NotYoursToAnswerError, ChangedMeanwhileError, NoWordsError, TooManyWordsError.
    """
    words, on = line(words, LONGEST_REASON), localdate(at)
    hold(voice)
    if not by.has_role(Role.Kind.PEOPLE_LEAD):
        raise errors.NotYoursToAnswerError
    if voice.is_hidden or voice.is_taken_back:
        raise errors.ChangedMeanwhileError
    found = speaks_of_conditions(voice)
    if found:
        raise errors.SpeaksOfConditionsError(found)
    if voice.words.filter(kind__in=[Kind.WILL, Kind.WONT]).exists():
        raise errors.TooLateToHideError
    settle(voice, hidden_on=on, hidden_by=by, hidden_reason=words)
    word = append(voice, Kind.HIDDEN, by=by, words=words, at=at)
    _let_go(voice, by=by, at=at)
    tell_what_became(voice, word, at=at)
    return word


@transaction.atomic
def show_again(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Show the words of a voice again, and say why; its answer is owed in ten days.

    Raises ChangedMeanwhileError, NotYoursToAnswerError, NoWordsError, TooManyWordsError.
    """
    words = line(words, LONGEST_REASON)
    hold(voice)
    if not by.has_role(Role.Kind.PEOPLE_LEAD):
        raise errors.NotYoursToAnswerError
    if not voice.is_hidden:
        raise errors.ChangedMeanwhileError
    due = max(voice.answer_due_on, answer_due_on(localdate(at)))
    if voice.answered_on is not None:
        due = voice.answer_due_on
    settle(voice, **SHOWN, answer_due_on=due, told_due=False, told_late=False)
    word = append(voice, Kind.SHOWN, by=by, words=words, at=at)
    tell_what_became(voice, word, at=at)
    tell_owed_again(voice, by=by, at=at)
    return word


@transaction.atomic
def take_back(voice: Voice, *, by: Person | None, at: datetime) -> Word:
    """Take one's own words back before they are answered. The words go; that they went is seen.

    by: nobody where the author's own letter says so, which proves whose thread it is. Hidden words
    too, so that nobody shows them again; an answer that was opened again still holds them.
    Raises NotYoursToTakeBackError, TooLateToTakeBackError, ChangedMeanwhileError.
    """
    hold(voice)
    is_theirs = voice.is_said_by(by) if by else voice.way == Voice.Way.NO_NAME
    if not is_theirs:
        raise errors.NotYoursToTakeBackError
    if voice.is_taken_back:
        raise errors.ChangedMeanwhileError
    if voice.words.filter(kind__in=ANSWERS).exists():
        raise errors.TooLateToTakeBackError
    gone = {"title": GONE, "text": "", "n_erased": F("n_erased") + 1}
    settle(voice, state=State.TAKEN_BACK, **gone, **SHOWN)
    said = Word._base_manager.filter(voice=voice, kind=Kind.ADDED)  # else fixed
    said.update(words=GONE, n_erased=F("n_erased") + 1)
    word = append(voice, Kind.TAKEN_BACK, by=by, words="", at=at)
    _let_go(voice, by=by, at=at)
    return word


@transaction.atomic
def add(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Add something to what one said oneself; nothing that was said changes.

    Raises NotYoursToTakeBackError, ChangedMeanwhileError, NoWordsError, TooManyWordsError.
    """
    words = text(words, LONGEST_WORDS)
    hold(voice)
    if not voice.is_said_by(by):
        raise errors.NotYoursToTakeBackError
    if voice.is_taken_back or voice.is_hidden:
        raise errors.ChangedMeanwhileError
    told = voice.words.filter(kind=Kind.ADDED, by=by, words=words, said_on=localdate(at))
    same: Word | None = told.first()
    if same is not None:
        return same
    word = append(voice, Kind.ADDED, by=by, words=words, at=at)
    owing = [person for person in voice.answered_by() if person != by]
    tell_about("voice.added", voice, to=owing, at=at, who=by.name, words=words)
    return word


def speaks_of_conditions(voice: Voice) -> str:
    """Return the first word on pay, hours or conditions in all that its author said; or ''."""
    added = voice.words.filter(kind=Kind.ADDED).values_list("words", flat=True)
    return conditions_in(" ".join([voice.title, voice.text, *added]))
