"""Answering: being looked at, we will, we won't because, an answer; and opening it again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from bothways.commitments.actions import make_commitment
from bothways.commitments.errors import AlreadyGivenError
from bothways.commitments.models import Commitment
from bothways.decisions.actions import say_no
from bothways.decisions.wording import text
from bothways.people.models import Person
from bothways.pure.voices import answer_due_on
from bothways.record.prompted import Prompt, PromptKind
from bothways.voices import errors
from bothways.voices.actions.shared import Kind, State, append, hold, said_just_now, settle
from bothways.voices.actions.telling import tell_owed_again, tell_what_became
from bothways.voices.models import LONGEST_WORDS, Voice, Word

UNDONE_WITHIN = 1  # days: an answer that is opened again so soon was a mistake


@transaction.atomic
def look_at(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Say that it is being looked at, by whom and how. The answer stays owed by its day.

    The same once more is a second click and changes nothing.
    Raises AlreadyAnsweredError, NotYoursToAnswerError, NoWordsError, TooManyWordsError.
    """
    words = _answering(voice, by, words)
    again = said_just_now(voice, Kind.LOOKING, by=by, words=words, at=at)
    if again is not None:
        return again
    settle(voice, state=State.LOOKING)
    return _said(voice, Kind.LOOKING, by=by, words=words, at=at)


@transaction.atomic
def will_do(voice: Voice, *, by: Person, words: str, due_on: date, at: datetime) -> Word:
    """Say 'we will': a promise to everyone, by a day. The idea is done once that is kept.

    The same word by the same day, given today already, is that promise: it answers two, or one
    again that was opened. Raises AlreadyAnsweredError, NotYoursToAnswerError,
    PromisedOtherwiseError where it names another day, and what make_commitment() raises.
    """
    words = _answering(voice, by, words)
    try:
        promise = make_commitment(
            by=by,
            text=words,
            due_on=due_on,
            to=None,
            at=at,
            kind=Commitment.Kind.ACTION,
            prompt=prompt_of(voice),
        )
    except AlreadyGivenError as already:
        promise = Commitment.objects.get(pk=already.first)
        if promise.due_on != due_on:
            raise errors.PromisedOtherwiseError(promise.due_on) from already
    _answered(voice, State.WILL, at, promise=promise)
    return _said(voice, Kind.WILL, by=by, words=promise.text, at=at, promise=promise)


@transaction.atomic
def wont_do(voice: Voice, *, by: Person, words: str, look_again_on: date, at: datetime) -> Word:
    """Say 'we won't, because': a decision with its reasons, and a day to look at it again.

    Raises AlreadyAnsweredError, NotYoursToAnswerError, and what say_no() raises.
    """
    words = _answering(voice, by, words)
    decision = say_no(
        by=by, prompt=prompt_of(voice), reasons=words, look_again_on=look_again_on, at=at
    )
    _answered(voice, State.WONT, at, decision=decision)
    return _said(voice, Kind.WONT, by=by, words=decision.reasons, at=at, decision=decision)


@transaction.atomic
def answer(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Answer a question in writing, in everyone's sight.

    Raises AlreadyAnsweredError, NotYoursToAnswerError, NoWordsError, TooManyWordsError.
    """
    words = _answering(voice, by, words)
    _answered(voice, State.ANSWERED, at)
    return _said(voice, Kind.ANSWERED, by=by, words=words, at=at)


@transaction.atomic
def open_again(voice: Voice, *, by: Person, words: str, at: datetime) -> Word:
    """Take an answer back, with the reason: an answer is owed again, and both stay in sight.

    By the next day it counts as if it had not been given; later, ten new days begin. A promise or
    a decision that came of it stands as it was given.
    Raises NotAnsweredError, NotYoursToAnswerError, NoWordsError, TooManyWordsError.
    """
    words, on = text(words, LONGEST_WORDS), localdate(at)
    hold(voice)
    if not voice.may_be_answered_by(by):
        raise errors.NotYoursToAnswerError
    if voice.answered_on is None:
        raise errors.NotAnsweredError
    is_undone = (on - voice.answered_on).days <= UNDONE_WITHIN
    due = voice.answer_due_on if is_undone else max(voice.answer_due_on, answer_due_on(on))
    becomes: dict[str, Any] = {"promise": None, "decision": None, "answered_on": None}
    settle(
        voice,
        state=State.LOOKING,
        answer_due_on=due,
        told_due=False,
        told_late=False,
        **becomes,
    )
    word = _said(voice, Kind.OPENED, by=by, words=words, at=at)
    tell_owed_again(voice, by=by, at=at)
    return word


def prompt_of(voice: Voice) -> Prompt:
    """Return what a promise or a decision names as its cause."""
    kind = PromptKind.QUESTION if voice.is_question else PromptKind.SUGGESTION
    return Prompt(kind, str(voice.pk), voice.title)


def _answering(voice: Voice, by: Person, words: str) -> str:
    words = text(words, LONGEST_WORDS)
    hold(voice)
    if not voice.is_owed:
        raise errors.AlreadyAnsweredError
    if not voice.may_be_answered_by(by):
        raise errors.NotYoursToAnswerError
    return words


def _answered(voice: Voice, state: Voice.State, at: datetime, **became: Any) -> None:
    settle(voice, state=state, answered_on=localdate(at), **became)


def _said(
    voice: Voice, kind: Word.Kind, *, by: Person, words: str, at: datetime, **became: Any
) -> Word:
    word = append(voice, kind, by=by, words=words, at=at, **became)
    tell_what_became(voice, word, at=at)
    return word
