"""What rounds put into somebody's week. Nothing here depends on whether anybody answered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.notifications.weekly import NEEDS_ME, NEW, Line, Lines, in_words, moment_of, weekly
from bothways.people.models import Person
from bothways.surveys.actions import minutes_for
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import open_or_void_since

A_FORTNIGHT = timedelta(days=14)
BOX_IS_OPEN = 80  # after silent promises and keys that are waited for, before what is due


@weekly(NEEDS_ME)
def boxes(people: Sequence[Person], on: date) -> Lines:
    """The open box for everybody who is asked; what is announced, or void, among what is new."""
    at = moment_of(on)
    found: dict[UUID, list[Line]] = defaultdict(list)
    for round_, asked in _rounds_of(people, at):
        if round_.state == Round.State.VOID:
            line, those = _void(round_), [person.pk for person in people]
        elif round_.takes_answers(at):
            line, those = _to_answer(round_), asked
        elif at < round_.opens_at:
            line, those = _announced(round_), asked
        else:
            continue
        for pk in those:
            found[pk].append(line)
    return found


def _rounds_of(people: Sequence[Person], at: datetime) -> list[tuple[Round, list[UUID]]]:
    """Return the open and lately lost rounds, each with who of `people` is asked (2 queries)."""
    rounds = open_or_void_since(at - A_FORTNIGHT)
    if not rounds:
        return []
    asked: dict[UUID, list[UUID]] = defaultdict(list)
    rights = Entitlement.objects.filter(round__in=rounds, person__in=people)
    for round_id, person_id in rights.values_list("round_id", "person_id"):
        asked[round_id].append(person_id)
    return [(round_, asked[round_.pk]) for round_ in rounds]


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
