"""Who hears what became of an idea or a question: its author, named or not, and supporters."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.commitments.words import say_day
from bothways.people.models import Person
from bothways.people.queries import firm_language
from bothways.voices.actions.shared import Kind, link_to, tell_about
from bothways.voices.models import Voice, Word
from bothways.voices.posting import post_to_author

HEADLINES: dict[str, Promise] = {
    Kind.LOOKING: _("Being looked at"),
    Kind.WILL: _("We will"),
    Kind.WONT: _("We won't, because"),
    Kind.ANSWERED: _("The answer"),
    Kind.OPENED: _("Opened again"),
    Kind.MERGED: _("Goes on with another one"),
    Kind.PARTED: _("Goes on by itself again"),
    Kind.HIDDEN: _("Hidden, and everyone sees why"),
    Kind.SHOWN: _("Shown again"),
}
ANSWERS = {Kind.WILL, Kind.WONT, Kind.ANSWERED}
THANKS = _("Thank you for saying it.")


def tell_what_became(voice: Voice, word: Word, *, at: datetime) -> None:
    """Tell the authors of a voice, and of what was merged into it, and those who support it.

    Without a name they are told through the box that only they can open.
    """
    concerned = [voice, *voice.merged.all()]
    for one in concerned:
        if one.way == Voice.Way.NO_NAME:
            post_to_author(one, letter_about(one, word))
    people = {one.author for one in concerned if one.author is not None}
    if word.kind in ANSWERS:
        people |= set(_supporters(concerned))
    people -= {word.by} if word.by else set()
    said = {"who": word.by.name if word.by else "", "words": word.words}
    headline = HEADLINES[word.kind]
    to = sorted(people, key=lambda person: person.pk)
    tell_about("voice.answered", voice, to=to, at=at, state=headline, **said)


def tell_owed_again(voice: Voice, *, by: Person | None, at: datetime) -> None:
    """Tell those who owe an answer again by when, but for whoever did it."""
    if voice.is_owed:
        owing = [person for person in voice.answered_by() if person != by]
        tell_about("voice.due", voice, to=owing, at=at, due=say_day(voice.answer_due_on))


def letter_about(voice: Voice, word: Word) -> str:
    """Return what an author without a name reads in their box, in the language they wrote in."""
    with translation.override(voice.language or firm_language() or None):
        about = f"“{voice.title}”"
        who = word.by.name if word.by else ""
        lines = [about, "", f"{HEADLINES[word.kind]}:", word.words, who, ""]
        if word.kind in ANSWERS:
            lines.append(str(THANKS))
        return "\n".join([*lines, link_to(voice)])


def _supporters(voices: Iterable[Voice]) -> Iterable[Person]:
    return Person.objects.here().filter(
        pk__in=[pk for one in voices for pk in one.supports.values_list("person", flat=True)]
    )
