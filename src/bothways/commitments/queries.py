"""Reads of promises that more than one page needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from bothways.commitments.models import (
    Change,
    Commitment,
    CommitmentQuerySet,
    Evidence,
    HandOver,
    Origin,
    no_word_stands,
)
from bothways.people.models import Person, PersonQuerySet, Unit
from bothways.results.queries import figure_words, firm_cell, in_words, release_of
from bothways.storage.kept_queries import Day, Id, KeptByIds, KeptQuery
from bothways.surveys.models import Round, RoundQuestion

FRESH = timedelta(days=30)  # how long an end stays among what was promised to somebody
with_people = KeptByIds(Commitment, made_by=(), to_person=(), to_unit=())
ENOUGH_DUE = 5  # with fewer, what became of them tells nothing of the next
OPEN, KEPT, BROKEN = Commitment.State.OPEN, Commitment.State.KEPT, Commitment.State.BROKEN


@dataclass(frozen=True)
class SayDo:
    """What became of promises made in the open that fell due or ended in a while.

    kept: kept, `n_late` of them after their day. moved: moved in time, their first day has come
    and the new one has not. overdue: past their day, a word stands. waiting: not due yet.
    """

    kept: int = 0
    n_late: int = 0
    moved: int = 0
    overdue: int = 0
    silent: int = 0
    broken: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        """All that fell due or ended: the 9 of '7 of 9 kept'."""
        return self.kept + self.moved + self.overdue + self.silent + self.broken

    @property
    def honoured(self) -> int:
        """Kept, or moved in time: to say in time that it takes longer is no broken word."""
        return self.kept + self.moved

    @property
    def is_too_few(self) -> bool:
        return self.due < ENOUGH_DUE

    @property
    def interval(self) -> tuple[int, int] | None:
        """Of 100 promises, how many would be honoured if it went on like this; None: too few."""
        if self.is_too_few:
            return None
        from bothways.pure.measurement import jeffreys_interval

        low, high = jeffreys_interval(self.honoured, self.due)
        return round(low * 100), round(high * 100)


def everybody_in(unit: Unit) -> PersonQuerySet:
    """Return those who are in the unit or below it now."""
    below = Q(unit=unit) | Q(unit__path__startswith=f"{unit.path}/")
    return Person.objects.here().filter(below)


def audience_for(to: Person | Unit | None, by: Person) -> list[Person]:
    """Return whom a promise of `by` would be made to: those who are here, `by` left out."""
    if isinstance(to, Unit):
        people = everybody_in(to)
    elif isinstance(to, Person):
        people = Person.objects.here().filter(pk=to.pk)
    else:
        people = Person.objects.here()
    return list(people.exclude(pk=by.pk))


def those_it_was_made_to(commitment: Commitment) -> list[Person]:
    """Return everybody to whom the promise was made, those who have left included.

    Whoever took it on later was among them perhaps, and is not told of what they say themselves.
    """
    heard = Person.objects.filter(promised__commitment=commitment)
    return list(heard.exclude(pk=commitment.made_by_id))


def in_list_order(promises: CommitmentQuerySet) -> CommitmentQuerySet:
    """Put what needs somebody first: past its day (longest first), open by day, then the ended."""
    due_if_open = Case(When(state=OPEN, then=F("due_on"))).asc(nulls_last=True)
    return promises.select_related("made_by", "to_person", "to_unit").order_by(
        due_if_open, "-closed_on", "-made_on", "id"
    )


def listed(person: Person | Id, *, show: str, on: date | Day, kind: str = "") -> CommitmentQuerySet:
    """Return the promises in this person's sight, in order.

    show: all, open, silent, kept, broken, mine or to-me; an unknown word shows all. kind: of
    Commitment.Kind; any other word shows every kind.
    """
    heard = Commitment.objects.filter(Q(audience__person=person))  # so it is in their sight
    seen = heard if show == "to-me" else Commitment.objects.all().in_sight_of(person)
    if kind in Commitment.Kind.values:
        seen = seen.filter(kind=kind)
    if show == "open":
        seen = seen.still_open()
    elif show == "silent":
        seen = seen.silent(on)
    elif show in {KEPT, BROKEN}:
        seen = seen.filter(state=show)
    elif show == "mine":
        seen = seen.filter(Q(made_by=person))
    return in_list_order(seen)


def promised_to(person: Person, *, on: date) -> CommitmentQuerySet:
    """Return what was promised to `person` and is open, or ended in the last 30 days."""
    fresh = Q(state=OPEN) | Q(closed_on__gte=on - FRESH)
    return in_list_order(Commitment.objects.filter(fresh, audience__person=person))


def open_by(person: Person) -> CommitmentQuerySet:
    """Return the open promises that `person` gave, what is past its day first."""
    return in_list_order(Commitment.objects.filter(made_by=person, state=OPEN))


def answers_to(round_ids: Iterable[UUID]) -> dict[tuple[UUID, str], list[Commitment]]:
    """Return the promises made in the open that answer results, by round and question code."""
    made = that_answer(round_ids).select_related("made_by", "to_unit")
    return by_result(made.order_by("made_on", "id"))


def that_answer(round_ids: Iterable[UUID]) -> CommitmentQuerySet:
    """Return the promises made in the open that answer any result of these rounds."""
    return Commitment.objects.filter(round_id__in=list(round_ids), to_person=None)


def by_result(promises: Iterable[Commitment]) -> dict[tuple[UUID, str], list[Commitment]]:
    """Put promises that answer results beside the round and the question code they answer."""
    answers: dict[tuple[UUID, str], list[Commitment]] = {}
    for promise in promises:
        if promise.round_id is not None:
            answers.setdefault((promise.round_id, promise.question), []).append(promise)
    return answers


def origin_of(round_id: UUID, question: str) -> Origin | None:
    """Return a released result with its figure in words, or None where there is none."""
    figure = figure_words(round_id, question)
    return Origin(round_id, question, figure) if figure else None


def figure_of(promise: Commitment) -> str:
    """Return the figure that a promise answers in the reader's language, else as it was kept."""
    again = figure_words(promise.round_id, promise.question) if promise.round_id else ""
    return again or promise.figure


def results_of(round_id: UUID) -> list[tuple[RoundQuestion, str]]:
    """Return what a counted round asked, each question with the firm's figure in words."""
    round_ = Round.objects.filter(pk=round_id).first()
    released = release_of(round_) if round_ else None
    if round_ is None or released is None:
        return []
    asked = [(question, firm_cell(released, question.code)) for question in round_.questions.all()]
    return [(question, in_words(cell)) for question, cell in asked if cell]


def asked_in(round_id: UUID, question: str) -> RoundQuestion | None:
    """Return the question that a promise answers, with its round, as it was asked."""
    asked = RoundQuestion.objects.filter(round_id=round_id, code=question)
    return asked.select_related("round").first()


def say_do(*, since: date, on: date) -> SayDo:
    """Count what became of the promises made in the open, so that a page can say '7 of 9 kept'.

    Counted are those that ended from `since` to `on`, those whose day has passed without an end
    (however long ago: silence does not grow old), and those that were moved in time past their
    first day. What is promised to one person only is in nobody else's sight, so it is not counted.
    """
    return SayDo(*SAY_DO.rows(since=since, on=on)[0])


def say_do_of(person: Person, *, since: date, on: date) -> SayDo:
    """Count the same of one person's own word, for that person alone.

    What they promised to one other counts here too. What ended because somebody left does not.
    """
    return SayDo(*SAY_DO_OF.rows(person=person.pk, since=since, on=on)[0])


def _counted(promises: CommitmentQuerySet) -> "QuerySet[Commitment, Any]":
    """Return one row: the fields of a SayDo, in their order."""
    on = Day("on")
    ended = Q(closed_on__gte=Day("since"), closed_on__lte=on)
    past, ahead = Q(state=OPEN, due_on__lt=on), Q(state=OPEN, due_on__gte=on)
    was_due = Q(first_due_on__lt=on)
    counted = {
        "kept": ended & Q(state=KEPT),
        "n_late": ended & Q(state=KEPT, closed_on__gt=F("due_on")),
        "moved": ahead & was_due,
        "overdue": past & ~no_word_stands(on),
        "silent": past & no_word_stands(on),
        "broken": ended & Q(state=BROKEN),
        "waiting": ahead & ~was_due,
    }
    made = promises.filter(made_on__lte=on).order_by().values(all=Value(1))  # one group
    counts = {f"n_{name}": Count("pk", filter=which) for name, which in counted.items()}
    return made.annotate(**counts).values_list(*counts)


SAY_DO = KeptQuery(lambda: _counted(Commitment.objects.all().made_in_the_open()))
SAY_DO_OF = KeptQuery(lambda: _counted(Commitment.objects.filter(made_by=Id("person"), ending="")))


def ended_since(since: date, *, until: date) -> CommitmentQuerySet:
    """Return the promises that were kept or broken from `since` to `until`, both included.

    What nobody took on after somebody left is not among them.
    """
    ended = Commitment.objects.filter(closed_on__gte=since, closed_on__lte=until, ending="")
    return ended.select_related("made_by", "to_person", "to_unit").order_by("closed_on", "id")


def open_of_leaver(person: Person) -> CommitmentQuerySet:
    """Return the open promises in the open of somebody who leaves, with who was asked last."""
    made = Commitment.objects.filter(made_by=person, state=OPEN).made_in_the_open()
    return made.select_related("made_by", "to_person", "to_unit").order_by("due_on", "id")


def asked_now(promise: Commitment) -> HandOver | None:
    """Return the hand-over that waits for the answer of somebody who has not left.

    What has ended waits for nobody.
    """
    waiting = promise.hand_overs.filter(state=HandOver.State.ASKED, taken_by__left_on=None)
    waiting = waiting.filter(commitment__state=OPEN)
    return waiting.select_related("given_by", "taken_by", "asked_by").first()


def history_of(promise: Commitment) -> list[Change]:
    """Return what was said about a promise, first things first, with who handed it to whom."""
    said = promise.changes.select_related("hand_over__given_by", "hand_over__taken_by")
    return list(said)


def first_author(promise: Commitment, said: Iterable[Change]) -> Person:
    """Return whose word it was on the day it was given."""
    handed = [change.hand_over for change in said if change.hand_over is not None]
    return handed[0].given_by if handed else promise.made_by


def shown_for(promise: Commitment) -> list[Evidence]:
    """Return what shows how a promise stands, pictures without their dots."""
    return list(promise.evidence.select_related("shown_by", "picture").defer("picture__content"))
