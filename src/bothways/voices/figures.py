"""Whether ideas and questions get their answer in time, and what becomes of them, in numbers.

Counted is what stands on the pages of ideas and questions, in everyone's sight, and nothing else:
by kind and month, never by person, by group or by whether a name stands with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.commitments.models import Commitment
from bothways.pure.voices import ANSWER_WITHIN
from bothways.voices.models import Voice

A_YEAR = timedelta(days=365)
State = Voice.State


@dataclass(frozen=True)
class Answers:
    """What became of the voices of one kind that were said in a while.

    in_time: answered within the days that are allowed from the day it was said, however its day was
    moved since. late: answered after them. silent: the day on its page has passed without an
    answer. waiting: it has not. Then what came of them. Hidden ones
    and those that were taken back or go on in another one owe no answer, and are counted apart.
    """

    in_time: int = 0
    late: int = 0
    silent: int = 0
    waiting: int = 0
    will: int = 0
    done: int = 0
    broken: int = 0
    wont: int = 0
    replied: int = 0
    hidden: int = 0
    taken_back: int = 0
    merged: int = 0

    @property
    def due(self) -> int:
        """All that had to be answered by now, or were: the 50 of '46 of 50'."""
        return self.in_time + self.late + self.silent

    @property
    def open(self) -> int:
        """All that have no answer yet."""
        return self.silent + self.waiting

    @property
    def said(self) -> int:
        """All that were said."""
        return self.due + self.waiting + self.hidden + self.taken_back + self.merged


def a_year_of(*, on: date) -> dict[str, Answers]:
    """Return, by kind, what became of what was said in the last twelve months (1 query)."""
    rows = Voice.objects.filter(said_on__gt=on - A_YEAR, said_on__lte=on).values("kind")
    found = {row.pop("kind"): Answers(**row) for row in _counted(rows, on)}
    return {kind: found.get(kind, Answers()) for kind in Voice.Kind.values}


def by_month(*, on: date) -> list[tuple[date, str, Answers]]:
    """Return (first day of the month, kind, what became of it), the newest month first (1 query).

    By the month in which they were said, so an answer that is late changes an older month.
    """
    rows = Voice.objects.filter(said_on__lte=on).annotate(month=TruncMonth("said_on"))
    counted = _counted(rows.values("month", "kind").order_by("-month", "-kind"), on)
    return [(row.pop("month"), row.pop("kind"), Answers(**row)) for row in counted]


def in_time_words(kind: str, answers: Answers) -> str:
    """Say 'Ideas answered within 10 days: 46 of 50.'; '' where nothing was due yet."""
    if not answers.due:
        return ""
    numbers = {"n": answers.in_time, "due": answers.due, "days": ANSWER_WITHIN.days}
    if kind == Voice.Kind.QUESTION:
        return _("Questions answered within %(days)s days: %(n)s of %(due)s.") % numbers
    return _("Ideas answered within %(days)s days: %(n)s of %(due)s.") % numbers


def open_words(answers: Answers) -> str:
    """Say how many wait, and how many of them for longer than they should."""
    if not answers.open:
        return _("None waits for its answer.")
    waits = ngettext("%(n)s waits for its answer", "%(n)s wait for their answer", answers.open)
    said = waits % {"n": answers.open}
    if not answers.silent:
        return _("%(said)s, none of them past its day.") % {"said": said}
    late = ngettext("%(n)s of them is late", "%(n)s of them are late", answers.silent)
    return f"{said}, {late % {'n': answers.silent}}."


HEAD = (
    gettext_lazy("month"),
    gettext_lazy("kind"),
    gettext_lazy("answered in time"),
    gettext_lazy("answered late"),
    gettext_lazy("late, without an answer"),
    gettext_lazy("not due yet"),
    gettext_lazy("will be done"),
    gettext_lazy("done"),
    gettext_lazy("was promised, and not kept"),
    gettext_lazy("won't be done"),
    gettext_lazy("answered in words"),
    gettext_lazy("hidden"),
    gettext_lazy("taken back"),
    gettext_lazy("goes on in another one"),
)


def table(*, on: date) -> Iterator[tuple[str | int, ...]]:
    """Yield the head and a row for each month and kind, the newest first."""
    yield tuple(str(name) for name in HEAD)
    for month, kind, answers in by_month(on=on):
        yield (f"{month:%Y-%m}", kind, *(getattr(answers, one.name) for one in fields(Answers)))


def _counted(rows: Any, on: date) -> Any:
    """Count what became of them in each of these rows."""
    stands = Q(hidden_on=None, merged_into=None) & ~Q(state=State.TAKEN_BACK)
    kept = Q(promise__state=Commitment.State.KEPT)
    broken = Q(promise__state=Commitment.State.BROKEN)
    first_due = ExpressionWrapper(F("said_on") + Value(ANSWER_WITHIN), output_field=DateField())
    no_answer = stands & Q(answered_on=None)
    columns = {
        "in_time": stands & Q(answered_on__lte=first_due),
        "late": stands & Q(answered_on__gt=first_due),
        "silent": no_answer & Q(answer_due_on__lt=on),
        "waiting": no_answer & Q(answer_due_on__gte=on),
        "will": stands & Q(state=State.WILL) & ~kept & ~broken,
        "done": stands & Q(state=State.WILL) & kept,
        "broken": stands & Q(state=State.WILL) & broken,
        "wont": stands & Q(state=State.WONT),
        "replied": stands & Q(state=State.ANSWERED),
        "hidden": Q(hidden_on__isnull=False),
        "taken_back": Q(hidden_on=None, state=State.TAKEN_BACK),
        "merged": Q(hidden_on=None, merged_into__isnull=False) & ~Q(state=State.TAKEN_BACK),
    }
    return rows.annotate(**{name: Count("pk", filter=which) for name, which in columns.items()})
