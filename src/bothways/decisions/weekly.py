"""What decisions put into somebody's week: answers owed, a day to look again, answers, news."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bothways.decisions.models import Answer, Correction, Decision, Thanks
from bothways.decisions.queries import with_people
from bothways.decisions.words import deciders, standings
from bothways.notifications.weekly import (
    ANSWERED,
    FRESH_DAYS,
    NEEDS_ME,
    NEW,
    Line,
    Lines,
    in_words,
    weekly,
)
from bothways.people.models import Person, Role

SILENT, OWED, DUE, THANKED = 85, 65, 55, 20
MOST_NEW = 5  # the list of decisions has them all


@weekly(NEEDS_ME)
def what_those_who_decided_owe(people: Sequence[Person], on: date) -> Lines:
    """Answers owed, and decisions whose day to look again has come (4 queries)."""
    come = Q(replaced_on=None, look_again_on__lte=on)
    waiting = Decision.objects.filter(come | Q(n_answered__lt=F("n_questions")))
    owners = list(Person.objects.here().filter(roles__kind=Role.Kind.OWNER))
    found: dict[UUID, list[Line]] = defaultdict(list)
    asked = {person.pk for person in people}
    for decision in with_people(waiting):
        for person in decision.answered_by() or owners:
            if person.pk in asked:
                found[person.pk].append(_owed(decision, on))
    return found


@weekly(NEEDS_ME)
def whether_one_is_named(people: Sequence[Person], on: date) -> Lines:
    """Thanks for a mistake that somebody pointed out, until they say yes or no (1 query)."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    thanks = Thanks.objects.filter(person__in=people, is_named=None)
    for one in thanks.select_related("correction__by", "correction__decision"):
        found[one.person_id].append(_thanked(one))
    return found


@weekly(ANSWERED)
def what_one_asked(people: Sequence[Person], on: date) -> Lines:
    """Answers of the last 30 days to one's own questions about decisions (1 query)."""
    fresh = Answer.objects.filter(said_on__gte=on - timedelta(days=FRESH_DAYS), said_on__lte=on)
    found: dict[UUID, list[Line]] = defaultdict(list)
    for answer in fresh.filter(question__by__in=people).select_related("by", "question"):
        found[answer.question.by_id].append(_answered(answer))
    return found


@weekly(NEW)
def what_was_decided(people: Sequence[Person], on: date) -> Lines:
    """Decisions and corrections of the last 30 days, the newest (4 queries)."""
    since = on - timedelta(days=FRESH_DAYS)
    decided = Decision.objects.filter(recorded_on__gte=since, recorded_on__lte=on)
    newest = list(with_people(decided).order_by("-recorded_on", "pk")[:MOST_NEW])
    wrong = Correction.objects.filter(said_on__gte=since, said_on__lte=on)
    corrected = wrong.select_related("by", "decision").order_by("-pk")[:MOST_NEW]
    lines = [*map(_decided, newest), *map(_corrected, corrected)]
    return {person.pk: lines for person in people} if lines else {}


def _owed(decision: Decision, on: date) -> Line:
    owes = decision.waits_since is not None
    weight = SILENT if decision.is_silent(on) else OWED if owes else DUE
    return Line(
        key=f"decision:{decision.pk}",
        words=in_words(lambda: _most_pressing(decision, on, owes=owes)),
        said=decision.question,
        link=reverse("decisions:one", args=[decision.pk]),
        act=_("Answer") if owes else _("Look at it again"),
        sign="silent" if decision.is_silent(on) else "open",
        minutes=3,
        since=decision.waits_since or decision.look_again_on,
        weight=weight,
    )


def _most_pressing(decision: Decision, on: date, *, owes: bool) -> str:
    said = standings(decision, on)
    is_second = owes and decision.look_again_on is not None and not decision.replaced_on
    return said[1 if is_second else 0].words


def _thanked(thanks: Thanks) -> Line:
    decision = thanks.correction.decision
    return Line(
        key=f"decision-thanks:{thanks.pk}",
        words=_("You pointed out a mistake. May your name stand there, with thanks?"),
        said=decision.question,
        by=thanks.correction.by.name,
        link=reverse("decisions:one", args=[decision.pk]),
        act=_("Say yes or no"),
        sign="back",
        minutes=1,
        since=thanks.correction.said_on,
        weight=THANKED,
    )


def _answered(answer: Answer) -> Line:
    page = reverse("decisions:one", args=[answer.question.decision_id])
    return Line(
        key=f"decision-question:{answer.question_id}",
        words=_("Your question about a decision was answered"),
        said=answer.text,
        by=answer.by.name,
        link=f"{page}#question-{answer.question_id}",
        sign="back",
        since=answer.said_on,
    )


def _decided(decision: Decision) -> Line:
    return Line(
        key=f"decision:{decision.pk}",
        words=_("Decided, and will not be done") if decision.is_no else _("Decided"),
        said=decision.question,
        by=in_words(partial(deciders, decision)),
        link=reverse("decisions:one", args=[decision.pk]),
        since=decision.recorded_on,
    )


def _corrected(correction: Correction) -> Line:
    return Line(
        key=f"decision-correction:{correction.pk}",
        words=_("A decision was corrected"),
        said=correction.now,
        by=correction.by.name,
        link=reverse("decisions:one", args=[correction.decision_id]),
        since=correction.said_on,
    )
