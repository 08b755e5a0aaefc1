"""What rounds put into somebody's week. Nothing here depends on whether anybody answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db.models import DateTimeField
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Pointing, point
from bothways.notifications.weekly import NEEDS_ME, NEW, Asked, Line, in_words, moment_of, weekly
from bothways.people.models import Person
from bothways.surveys.actions import minutes_for
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import of_ids

A_FORTNIGHT = timedelta(days=14)
BOX_IS_OPEN = 80  # after silent promises and keys that are waited for, before what is due


def open_or_void(asking: Asking) -> list[Pointing]:
    """The open round in the week of everybody who is asked; a lost one lately in everybody's."""
    rights = Entitlement.objects.filter(asking.of("person"), round__state=Round.State.OPEN)
    lately = asking.value(lambda on: moment_of(on) - A_FORTNIGHT, DateTimeField())
    void = Round.objects.filter(state=Round.State.VOID, voided_at__gt=lately)
    return [
        point(rights, of_ids, whose="person_id", thing="round_id"),
        point(void, of_ids),
    ]


@weekly(NEEDS_ME, points=open_or_void)
def boxes(_person: Person, rounds: Sequence[Round], asked: Asked) -> list[Line]:
    """The open box for everybody who is asked; what is announced, or void, among what is new."""
    at = moment_of(asked.on)
    return [line for round_ in rounds if (line := _said_of(round_, at))]


def _said_of(round_: Round, at: datetime) -> Line | None:
    if round_.state == Round.State.VOID:
        return _void(round_)
    if round_.takes_answers(at):
        return _to_answer(round_)
    return _announced(round_) if at < round_.opens_at else None


def _to_answer(round_: Round) -> Line:
    n_questions = len(round_.rules["questions"])
    return Line(
        key=f"round:{round_.pk}",
        words=round_.title,
        more=in_words(partial(_until, n_questions, round_.closes_at)),
        by=gettext_lazy("If you have answered, nothing is left to do: nobody knows who has."),
        link=reverse("surveys:answer", args=[round_.pk]),
        act=gettext_lazy("Answer"),
        minutes=minutes_for(n_questions),
        since=localdate(round_.opens_at),
        weight=BOX_IS_OPEN,
        may_wait=False,  # putting it off would tell that it is not answered yet
    )


def _until(n_questions: int, closes_at: datetime) -> str:
    n = ngettext("%(n)s question.", "%(n)s questions.", n_questions) % {"n": n_questions}
    until = _("The box closes on %(day)s at %(hour)s.") % {
        "day": date_format(localtime(closes_at), "WEEKDAY_FORMAT"),
        "hour": time_format(localtime(closes_at), "TIME_FORMAT"),
    }
    return f"{n} {until}"


def _announced(round_: Round) -> Line:
    def words() -> str:
        day = date_format(localtime(round_.opens_at), "WEEKDAY_FORMAT")
        said = _("“%(title)s” is announced. Its box opens on %(day)s, and its rules are fixed.")
        return said % {"title": round_.title, "day": day}

    since = localdate(round_.fixed_at) if round_.fixed_at else None
    link = reverse("surveys:round", args=[round_.pk])
    return Line(
        key=f"round:{round_.pk}",
        words=in_words(words),
        link=link,
        since=since,
        weight=20,
        section=NEW,
    )


def _void(round_: Round) -> Line:
    def words() -> str:
        said = _("“%(title)s” is void. Its box was not counted, and will not be.")
        return said % {"title": round_.title}

    since = localdate(round_.voided_at) if round_.voided_at else None
    link = reverse("surveys:round", args=[round_.pk])
    return Line(
        key=f"round:{round_.pk}",
        words=in_words(words),
        link=link,
        since=since,
        weight=30,
        section=NEW,
    )
