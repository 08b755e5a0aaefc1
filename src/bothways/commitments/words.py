"""How a promise stands, in words: the same on every page, in every mail."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.commitments.models import Commitment
from bothways.people.models import Person
from bothways.ui.days import day_and_year


@dataclass(frozen=True)
class Standing:
    """What became of a promise, as seen on one day.

    state: open, moved, kept, broken, silent, or overdue (its day has passed, a word stands).
    sign: which of the five signs is drawn; `words` always stand beside it, `more` after them.
    """

    state: str
    sign: str
    words: str
    more: str = ""


def day(on: date, *, short: bool = False) -> str:
    """'Friday 27 November', or short '27 Nov', in the language in use."""
    return date_format(on, "SHORT_MONTH_DAY_FORMAT" if short else "WEEKDAY_FORMAT")


def author(promise: Commitment, reader: Person) -> str:
    """'You', or the name with what they do, and whether they have left."""
    if promise.made_by_id == reader.pk:
        return _("You")
    maker = promise.made_by
    name = f"{maker.name}, {maker.title}" if maker.title else maker.name
    return name if maker.is_active else _("%(name)s (has left)") % {"name": name}


def addressee(promise: Commitment, reader: Person) -> str:
    """'everyone', the unit's name, 'you', or the one person's name."""
    if promise.to_unit is not None:
        return promise.to_unit.name
    if promise.to_person is None:
        return _("everyone")
    return _("you") if promise.to_person == reader else promise.to_person.name


class _Day:
    """A day that is put into words in whatever language is in use when it is read."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __str__(self) -> str:
        return day(self.on)


def say_day(on: date) -> object:
    """Return a day for a message that goes to people of several languages; read it by `str`."""
    return lazystr(_Day(on))


def standing(commitment: Commitment, on: date) -> Standing:
    """Say how a promise stands on the day `on`."""
    if commitment.state == Commitment.State.KEPT:
        return _kept(commitment, on)
    if commitment.state == Commitment.State.BROKEN:
        ended = _on_day(commitment.closed_on, on)
        if commitment.ending == Commitment.Ending.NOBODY:
            return Standing("broken", "broken", _("Nobody took it on"), ended)
        if commitment.ending == Commitment.Ending.LEFT:
            return Standing("broken", "broken", _("Ended, because they left"), ended)
        return Standing("broken", "broken", _("Broken"), ended)
    if commitment.is_past_its_day(on):
        return _past_its_day(commitment, on)
    if commitment.n_moves:
        now_due = _("now due on %(day)s") % {"day": day_and_year(commitment.due_on, on)}
        return Standing("moved", "moved", _("Moved in time"), now_due)
    return Standing("open", "open", _due(commitment.due_on, on))


def sign_of(commitment: Commitment, on: date) -> str:
    """Return the sign of standing() without its words."""
    if not commitment.is_open:
        return commitment.state
    if commitment.is_past_its_day(on):
        return "silent"
    return "moved" if commitment.n_moves else "open"


def _kept(commitment: Commitment, on: date) -> Standing:
    closed = commitment.closed_on or on
    parts = [_on_day(closed, on)]
    if commitment.n_moves:
        parts.append(
            ngettext("moved once in time", "moved %(n)s times, in time", commitment.n_moves)
            % {"n": commitment.n_moves}
        )
    n_late = (closed - commitment.due_on).days
    if n_late > 0:
        parts.append(ngettext("a day late", "%(n)s days late", n_late) % {"n": n_late})
    return Standing("kept", "kept", _("Kept"), ", ".join(parts))


def _past_its_day(commitment: Commitment, on: date) -> Standing:
    since = commitment.quiet_since()
    if commitment.is_silent(on):
        n_days = (on - since).days
        words = ngettext("Silent for a day", "Silent for %(n)s days", n_days) % {"n": n_days}
        due = _("due on %(day)s") % {"day": day_and_year(commitment.due_on, on)}
        return Standing("silent", "silent", words, due)
    more = _("due on %(day)s, a word on %(word_day)s") % {
        "day": day_and_year(commitment.due_on, on),
        "word_day": day_and_year(since, on),
    }
    return Standing("overdue", "silent", _("Past its day"), more)


def _due(due_on: date, on: date) -> str:
    n_days = (due_on - on).days
    if n_days == 0:
        return _("Due today")
    if n_days == 1:
        return _("Due tomorrow")
    if n_days < 7:
        return _("Due on %(day)s") % {"day": day(due_on)}
    return _("Due on %(day)s") % {"day": day_and_year(due_on, on)}


def _on_day(closed_on: date | None, on: date) -> str:
    return _("on %(day)s") % {"day": day_and_year(closed_on or on, on)}
