"""Do ideas and questions still say what was said, and does nothing tell more of who said it?"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.record.models import Entry
from bothways.voices.actions.shared import mark_of, mark_of_words
from bothways.voices.models import Voice, Word

WORDS_CHANGED = violation(
    "voice-words-changed",
    "An idea or a question says something else than when it was said, and nothing on its page "
    "shows it.",
    "Compare it with a backup or an export of an earlier day; ask who wrote to the database.",
)
VOICE_OF_NO_RECORD = violation(
    "voice-of-no-record",
    "An idea or a question stands there that no entry of the record names: it did not come through "
    "the program.",
    "Ask who wrote to the database.",
)
TELLS_MORE = violation(
    "voice-tells-more",
    "The record tells who put a voice without a name there, or a moment that is finer than the "
    "fixed hour.",
    "Whoever wrote it may be known by it. Tell everybody, and stop taking letters until it is "
    "found how it came there.",
)

WHERE = f"{DATABASES['default']}: voices_voice"
SAID = {"voice.said", "voice.typed_in", "voice.came"}
MAY_TELL = {  # of who has no name: what each of their own acts may say
    "voice.came": {"kind", "mark"},
    "voice.added": {"mark"},
    "voice.taken_back": set[str](),
}
OWN = {Word.Kind.ADDED, Word.Kind.TAKEN_BACK}


def check(_look: Look) -> Iterator[Finding]:
    """Hold every voice against the mark of its words, and look at what tells of the nameless."""
    about: dict[str, list[Entry]] = {}
    for entry in Entry.objects.filter(verb__startswith="voice.").order_by("pk"):
        about.setdefault(str(entry.about_id), []).append(entry)
    may_be_erased = Entry.objects.exclude(erased_on=None).exists()  # it names nothing any more
    for voice in Voice.objects.order_by("said_on", "pk").prefetch_related("words"):
        entries, where = about.get(str(voice.pk), []), f"{WHERE}, {voice.pk.hex}"
        first = next((one for one in entries if one.verb in SAID), None)
        if first is None:
            if not may_be_erased:
                yield VOICE_OF_NO_RECORD.at(where, "No entry of the record names it.")
            continue
        if not voice.n_erased and first.details.get("mark") != mark_of(voice):
            yield WORDS_CHANGED.at(where, "Its words have another mark than the record.")
        if not may_be_erased:
            yield from _words(voice, entries, where)
        if voice.way == Voice.Way.NO_NAME:
            yield from _nameless(voice, entries, where)


def _words(voice: Voice, entries: list[Entry], where: str) -> Iterator[Finding]:
    """What was said to a voice stands on the record, itself or by its mark."""
    told = {
        (entry.verb, entry.details.get("words"), entry.details.get("mark")) for entry in entries
    }
    for word in voice.words.all():
        if word.n_erased or not word.words:
            continue
        is_marked = word.kind == Word.Kind.ADDED
        mark = mark_of_words(word.words) if is_marked else None
        if (f"voice.{word.kind}", None if is_marked else word.words, mark) not in told:
            yield WORDS_CHANGED.at(where, "The record does not know something that was said to it.")


def _nameless(voice: Voice, entries: list[Entry], where: str) -> Iterator[Finding]:
    """What its author did is told with its hour, and with nothing else."""
    for entry in entries:
        if entry.verb in MAY_TELL:
            more = set(entry.details) - MAY_TELL[entry.verb]
            if entry.by_id or more or not _is_an_hour(entry.at):
                yield TELLS_MORE.at(where, "Its entry tells more than the fixed hour.")
    if any(word.kind in OWN and word.by_id for word in voice.words.all()):
        yield TELLS_MORE.at(where, "What its author added, or took back, has a name beside it.")


def _is_an_hour(at: datetime) -> bool:
    moment = localtime(at)
    return (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)
