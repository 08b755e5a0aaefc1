"""How an idea or a question stands, in words: the same on every page and in every mail."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bothways.commitments.words import Standing, day_and_year
from bothways.commitments.words import standing as how_it_stands
from bothways.voices.models import Voice

OPEN, SILENT, BACK = "open", "silent", "back"
State = Voice.State


def standing(voice: Voice, on: date) -> Standing:
    """Say how a voice stands on the day `on`."""
    if voice.is_taken_back:
        return Standing("taken_back", "", _("Taken back by whoever said it"))
    if voice.is_hidden:
        return Standing("hidden", "", _("Hidden, and everyone sees why"))
    if voice.merged_into_id:
        return Standing("merged", "", _("Goes on with another one"))
    if voice.promise is not None:
        return _promised(voice, on)
    if voice.answered_on is not None:
        words = _("Won't be done") if voice.state == State.WONT else _("Answered")
        return Standing(voice.state, BACK, words, _on(voice.answered_on, on))
    return _owed(voice, on)


def _promised(voice: Voice, on: date) -> Standing:
    """Say what became of the promise: the voice is done once that is kept."""
    if voice.promise is None:
        raise ValueError("no promise came of this voice")
    how = how_it_stands(voice.promise, on)
    if how.state == "kept":
        return Standing("done", how.sign, pgettext("state of an idea", "Done"), how.more)
    more = f"{how.words}, {how.more}" if how.more else how.words
    if how.state == "broken":
        return Standing("broken", how.sign, _("Was promised"), more)
    return Standing("will", how.sign, _("Will be done"), more)


def _owed(voice: Voice, on: date) -> Standing:
    n_late = (on - voice.answer_due_on).days
    looked = voice.state == State.LOOKING
    if n_late > 0:
        words = ngettext("No answer, a day late", "No answer, %(n)s days late", n_late)
        more = _("being looked at") if looked else ""
        return Standing("late", SILENT, words % {"n": n_late}, more)
    due = _("an answer comes by %(day)s") % {"day": day_and_year(voice.answer_due_on, on)}
    return Standing(voice.state, OPEN, _("Being looked at") if looked else _("New"), due)


def _on(day: date, today: date) -> str:
    return _("on %(day)s") % {"day": day_and_year(day, today)}


def author(voice: Voice) -> str:
    """Say who said it, as far as they chose to."""
    if voice.author is not None:
        return voice.author.name
    if voice.way == Voice.Way.PAPER:
        return _("From a paper slip")
    return _("Somebody without a name")
