"""Ideas and questions without a name: what the board opened at the fixed hour comes to this page.

Whoever wrote it is known by nothing but the public keys of the thread. What language a letter
names is passed over, since few may have chosen it: answers come in the firm's own. No act of
anybody here is asked about, and nobody can keep it from coming. The day is that of the hour, and no
finer.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from bothways.decisions.wording import text
from bothways.mailbox.board import Voice as Letter
from bothways.mailbox.models import Heard
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.pure.voices import answer_due_on
from bothways.storage.alone import stand_alone
from bothways.voices import errors
from bothways.voices.actions.keeping import take_back
from bothways.voices.actions.shared import (
    Kind,
    append,
    mark_of,
    noted,
    tell_about,
    tell_owing,
)
from bothways.voices.models import LONGEST_WORDS, Voice, Word
from bothways.voices.posting import post_to_author
from bothways.voices.wording import Told

HOUR = "%Y-%m-%dT%H"


@transaction.atomic
def take_from_board(letter: Letter) -> Voice:
    """Put a letter to the board before everybody, or let it go on with what its thread said first.

    Raises NoWordsError, TooManyWordsError, NobodyInChargeError, NothingToTakeBackError: the board
    tells its author so, as long as the thread has no voice. What can't be added to one, or taken
    back, is told from here, since its answers are counted here.
    """
    stand_alone(f"thread {letter.thread}")
    at = moment_of(letter.hour)
    first = Voice.objects.filter(thread=letter.thread).first()
    if first is not None:
        try:
            _go_on(first, letter, at)
        except RefusedError as refusal:
            with translation.override(firm_language() or None):
                post_to_author(first, str(refusal))
        return first
    if letter.takes_back:
        raise errors.NothingToTakeBackError
    asked_of = _asked_of(letter)
    told = Told(kind=letter.kind, title=letter.title, text=letter.text)
    on = at.date()
    voice = Voice.objects.create(
        way=Voice.Way.NO_NAME,
        said_on=on,
        answer_due_on=answer_due_on(on),
        thread=letter.thread,
        seal=letter.seal,
        replies=letter.replies,
        n_posted=_answers_before(letter),
        asked_of=asked_of,
        owner=asked_of,
        **told.checked(),
    )
    noted("voice.came", voice, by=None, at=at, kind=voice.kind, mark=mark_of(voice))
    tell_owing("voice.came", voice, at=at, but=None, who="")
    return voice


def moment_of(hour: str) -> datetime:
    """Return the moment of a fixed hour in the firm's own time."""
    return timezone.make_aware(datetime.strptime(hour, HOUR))  # noqa: DTZ007


def _answers_before(letter: Letter) -> int:
    """Return how often the board answered in this thread: each letter before was refused."""
    return Heard.objects.filter(thread=letter.thread).exclude(pk=letter.digest).count()


def _go_on(voice: Voice, letter: Letter, at: datetime) -> None:
    """Take back what the thread said, or add to it: who has its key is who said it."""
    if not letter.takes_back:
        _add(voice, letter.text, at)
    elif not voice.is_taken_back:
        take_back(voice, by=None, at=at)


def _add(voice: Voice, words: str, at: datetime) -> Word | None:
    if voice.is_hidden:
        raise errors.HiddenNowError
    if voice.is_taken_back:
        raise errors.ChangedMeanwhileError
    words = text(words, LONGEST_WORDS)
    if words == voice.text or voice.words.filter(kind=Kind.ADDED, words=words).exists():
        return None
    word = append(voice, Kind.ADDED, by=None, words=words, at=at)
    tell_about("voice.added", voice, to=voice.answered_by(), at=at, who="", words=words)
    return word


def _asked_of(letter: Letter) -> Person | None:
    if letter.kind != Voice.Kind.QUESTION or not letter.about:
        return None
    try:
        found = Person.objects.here().filter(pk=UUID(letter.about)).first()
    except ValueError:
        found = None
    if found is None or not found.leads_people:
        raise errors.NobodyInChargeError(found.name if found else "?")
    return found
