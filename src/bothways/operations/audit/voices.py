"""Do ideas and questions still say what was said, and does nothing tell more of who said it?"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.record.models import Entry
from bothways.voices.actions.shared import mark_of
from bothways.voices.models import Voice

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


def check(_look: Look) -> Iterator[Finding]:
    """Hold every voice against the mark of its words, and look at what tells of the nameless."""
    entries = {
        entry.about_id: entry for entry in Entry.objects.filter(verb__in=SAID).order_by("-pk")
    }
    may_be_erased = Entry.objects.exclude(erased_on=None).exists()  # it names nothing any more
    for voice in Voice.objects.order_by("said_on", "pk"):
        entry, where = entries.get(str(voice.pk)), f"{WHERE}, {voice.pk.hex}"
        if entry is None:
            if not may_be_erased:
                yield VOICE_OF_NO_RECORD.at(where, "No entry of the record names it.")
            continue
        if not voice.n_erased and entry.details.get("mark") != mark_of(voice):
            yield WORDS_CHANGED.at(where, "Its words have another mark than the record.")
        if voice.way == Voice.Way.NO_NAME and (entry.by_id or not _is_an_hour(entry.at)):
            yield TELLS_MORE.at(where, "Its entry names a person, or a moment within the hour.")


def _is_an_hour(at: datetime) -> bool:
    moment = localtime(at)
    return (moment.minute, moment.second, moment.microsecond) == (0, 0, 0)
