"""How an idea or a question stands, in words: the same on every page and in every mail."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from bothways.commitments.words import Standing
from bothways.commitments.words import standing as how_it_stands
from bothways.ui.days import day_and_year
from bothways.voices.models import Voice, Word

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
    looked = voice.state == State.LOOKING
    if voice.is_late(on):
        more = _("being looked at") if looked else ""
        return Standing("late", SILENT, owed_in_words(voice.answer_due_on, on), more)
    due = _("an answer comes by %(day)s") % {"day": day_and_year(voice.answer_due_on, on)}
    return Standing(voice.state, OPEN, _("Being looked at") if looked else _("New"), due)


def owed_in_words(due_on: date, on: date) -> str:
    """Say by when an answer is owed, or for how long it is late."""
    n_late = (on - due_on).days
    if n_late > 0:
        words = ngettext("No answer, a day late", "No answer, %(n)s days late", n_late)
        return words % {"n": n_late}
    return _("An answer is owed by %(day)s") % {"day": day_and_year(due_on, on)}


def _on(day: date, today: date) -> str:
    return _("on %(day)s") % {"day": day_and_year(day, today)}


def author(voice: Voice) -> str:
    """Say who said it, as far as they chose to."""
    if voice.author is not None:
        return voice.author.name
    if voice.way == Voice.Way.PAPER:
        return _("From a paper slip")
    return _("Somebody without a name")


HAPPENED = {
    Word.Kind.ADDED: gettext_lazy("More from whoever said it,"),
    Word.Kind.LOOKING: gettext_lazy("Being looked at,"),
    Word.Kind.WILL: gettext_lazy("We will,"),
    Word.Kind.WONT: gettext_lazy("We won't,"),
    Word.Kind.ANSWERED: gettext_lazy("Answered,"),
    Word.Kind.OPENED: gettext_lazy("Opened again,"),
    Word.Kind.HANDED: gettext_lazy("In other hands,"),
    Word.Kind.MERGED: gettext_lazy("Goes on with another one,"),
    Word.Kind.PARTED: gettext_lazy("Goes on by itself again,"),
    Word.Kind.HIDDEN: gettext_lazy("Hidden,"),
    Word.Kind.SHOWN: gettext_lazy("Shown again,"),
    Word.Kind.TAKEN_BACK: gettext_lazy("Taken back,"),
}


def happened(word: Word) -> str:
    """Say what was said or done, before its day."""
    return str(HAPPENED[Word.Kind(word.kind)])
