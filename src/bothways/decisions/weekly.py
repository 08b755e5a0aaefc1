"""What decisions put into somebody's week: answers owed, a day to look again, answers, news."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bothways.decisions.models import Answer, Correction, Decider, Decision, Thanks
from bothways.decisions.queries import decided_by_somebody_here, deciders_of_ids, of_ids
from bothways.decisions.words import answers_owed, in_a_row, look_again
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import (
    ANSWERED,
    FRESH,
    NEEDS_ME,
    NEW,
    Asked,
    Line,
    in_words,
    weekly,
)
from bothways.people.models import Person, Role, here_on
from bothways.ui.links import link_to

SILENT, OWED, DUE, THANKED = 85, 65, 55, 20
MOST_NEW = 5  # the list of decisions has them all


def needing_somebody(asking: Asking) -> list[Pointing]:
    """Decisions that owe an answer or whose day to look again has come.

    In the week of those who decided and are here, else of whoever wrote it down.
    """
    today = asking.today()
    theirs = Decider.objects.filter(needs(asking.day(), "decision__"), asking.of("person"))
    theirs = theirs.filter(here_on(today, prefix="person__"))
    left = Decision.objects.filter(needs(asking.day()), here_on(today, prefix="made_by__"))
    left = left.filter(asking.of("made_by")).exclude(decided_by_somebody_here(today))
    return [
        point(theirs, of_ids, whose="person_id", thing="decision_id"),
        point(left, of_ids, whose="made_by_id"),
    ]


@weekly(NEEDS_ME, points=needing_somebody)
def what_those_who_decided_owe(
    _person: Person, decisions: Sequence[Decision], asked: Asked
) -> list[Line]:
    """Answers owed, and decisions whose day to look again has come."""
    return [_owed(decision, asked.on) for decision in decisions]


def needing_an_owner(asking: Asking) -> list[Pointing]:
    """The same of decisions of which nobody is here any more."""
    today = asking.today()
    left = Decision.objects.filter(needs(asking.day())).exclude(here_on(today, prefix="made_by__"))
    return [point(left.exclude(decided_by_somebody_here(today)), of_ids)]


@weekly(NEEDS_ME, points=needing_an_owner, only=lambda person: person.has_role(Role.Kind.OWNER))
def what_owners_owe(_person: Person, decisions: Sequence[Decision], asked: Asked) -> list[Line]:
    """What those who have left owed, in the week of the owners."""
    return [_owed(decision, asked.on) for decision in decisions]


def needs(on: Any, prefix: str = "") -> Q:
    """Which decisions need somebody: an answer is owed, or the day to look again has come."""
    come = Q(**{f"{prefix}replaced_on": None, f"{prefix}look_again_on__lte": on})
    return come | Q(**{f"{prefix}n_answered__lt": F(f"{prefix}n_questions")})


def thanked_and_not_asked(asking: Asking) -> list[Pointing]:
    """Thanks for a mistake that somebody pointed out, until they say yes or no."""
    thanks = Thanks.objects.filter(asking.of("person"), is_named=None)
    said = {"said": "correction__decision__question", "who": "correction__by__name"}
    about = {"about": "correction__decision_id", "since": "correction__said_on"}
    return [point(thanks, whose="person_id", **about, **said)]


@weekly(NEEDS_ME, points=thanked_and_not_asked)
def whether_one_is_named(_person: Person, thanks: Sequence[Point], _asked: Asked) -> list[Line]:
    """Whether one's name may stand beside a mistake that one pointed out."""
    return [_thanked(one) for one in thanks]


def answered_lately(asking: Asking) -> list[Pointing]:
    """Answers of the last 30 days, in the week of whoever asked."""
    fresh = Answer.objects.filter(said_on__gte=asking.day(-FRESH), said_on__lte=asking.day())
    said = {"about": "question__decision_id", "said": "text", "who": "by__name"}
    theirs = fresh.filter(asking.of("question__by"))
    return [point(theirs, whose="question__by_id", thing="question_id", since="said_on", **said)]


@weekly(ANSWERED, points=answered_lately)
def what_one_asked(_person: Person, answers: Sequence[Point], _asked: Asked) -> list[Line]:
    """Answers to one's own questions about decisions."""
    return [_answered(answer) for answer in answers]


def decided_lately(asking: Asking) -> list[Pointing]:
    """Decisions of the last 30 days, the newest."""
    decided = Decision.objects.filter(
        recorded_on__gte=asking.day(-FRESH), recorded_on__lte=asking.day()
    )
    newest = decided.order_by("-recorded_on", "pk").values("pk")[:MOST_NEW]
    return [point(Decider.objects.filter(decision__in=newest), deciders_of_ids)]


@weekly(NEW, points=decided_lately)
def what_was_decided(_person: Person, deciders: Sequence[Decider], _asked: Asked) -> list[Line]:
    """What was decided lately, by whom."""
    of: dict[Decision, list[Decider]] = {}
    for decider in sorted(deciders, key=lambda one: one.pk):
        of.setdefault(decider.decision, []).append(decider)
    return [_decided(decision, theirs) for decision, theirs in of.items()]


def corrected_lately(asking: Asking) -> list[Pointing]:
    """Corrections of the last 30 days, the newest."""
    wrong = Correction.objects.filter(said_on__gte=asking.day(-FRESH), said_on__lte=asking.day())
    newest = wrong.order_by("-pk").values("pk")[:MOST_NEW]
    said = {"about": "decision_id", "said": "now", "who": "by__name", "since": "said_on"}
    return [point(Correction.objects.filter(pk__in=newest), **said)]


@weekly(NEW, points=corrected_lately)
def what_was_corrected(_person: Person, wrong: Sequence[Point], _asked: Asked) -> list[Line]:
    """What a decision said and was wrong."""
    return [_corrected(one) for one in wrong]


def _owed(decision: Decision, on: date) -> Line:
    owes = decision.waits_since is not None
    weight = SILENT if decision.is_silent(on) else OWED if owes else DUE
    return Line(
        key=f"decision:{decision.pk}",
        words=in_words(lambda: _most_pressing(decision, on)),
        said=decision.question,
        link=link_to("decisions:one", decision.pk),
        act=_("Answer") if owes else _("Look at it again"),
        sign="silent" if decision.is_silent(on) else "open",
        minutes=3,
        since=decision.waits_since or decision.look_again_on,
        weight=weight,
    )


def _most_pressing(decision: Decision, on: date) -> str:
    said = answers_owed(decision, on) or look_again(decision, on)
    return said.words if said else ""


def _thanked(thanks: Point) -> Line:
    return Line(
        key=f"decision-thanks:{thanks.thing}",
        words=_("You pointed out a mistake. May your name stand there, with thanks?"),
        said=thanks.said,
        by=thanks.who,
        link=link_to("decisions:one", UUID(thanks.about)),
        act=_("Say yes or no"),
        sign="back",
        minutes=1,
        since=thanks.since,
        weight=THANKED,
    )


def _answered(answer: Point) -> Line:
    page = link_to("decisions:one", UUID(answer.about))
    return Line(
        key=f"decision-question:{answer.thing}",
        words=_("Your question about a decision was answered"),
        said=answer.said,
        by=answer.who,
        link=f"{page}#question-{answer.thing}",
        sign="back",
        since=answer.since,
    )


def _decided(decision: Decision, theirs: Sequence[Decider]) -> Line:
    return Line(
        key=f"decision:{decision.pk}",
        words=_("Decided, and will not be done") if decision.is_no else _("Decided"),
        said=decision.question,
        by=in_words(partial(in_a_row, theirs)),
        link=link_to("decisions:one", decision.pk),
        since=decision.recorded_on,
    )


def _corrected(correction: Point) -> Line:
    return Line(
        key=f"decision-correction:{correction.thing}",
        words=_("A decision was corrected"),
        said=correction.said,
        by=correction.who,
        link=link_to("decisions:one", UUID(correction.about)),
        since=correction.since,
    )
