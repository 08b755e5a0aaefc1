"""What the round of a month asks: the rule, from promises that ended to at most eight questions,
with the votes that other rooms have asked along.

Oldest first. Each promise is asked about once for being kept and once for having helped, ever. Two
promises of nearly the same words are one question to whoever answers, so only one of them is asked
within a quarter. Who has fewer to hear it than a secret round takes is left out.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from bothways.commitments.models import TAKE_BACK_WITHIN, Commitment
from bothways.confirmations.along import Voted, questions_of, share, votes_waiting
from bothways.confirmations.models import AskedOpenly, Gathered
from bothways.confirmations.questions import question_about
from bothways.people.models import Person, here_on
from bothways.people.queries import organisation
from bothways.pure.disclosure import needed
from bothways.surveys.actions import Asked
from bothways.surveys.models import Round, RoundQuestion
from bothways.surveys.queries import A_QUARTER, held_since
from bothways.surveys.wording import alike

MOST_ASKED = 8
NOT_OLDER = timedelta(days=183)  # what ended longer ago nobody remembers well
HELPS_AFTER = timedelta(days=42)
SATURDAY = 5
Asks = Gathered.Asks


@dataclass(frozen=True)
class Item:
    """One question on its way into a round."""

    commitment: Commitment
    asks: str

    @property
    def since(self) -> date:
        """From when on it could be asked."""
        ended = self.commitment.closed_on or date.max
        return ended + HELPS_AFTER if self.asks == Asks.HELPED else ended


@dataclass(frozen=True)
class Month:
    """What the round of a month asks: about promises, then what other rooms asked along."""

    promises: list[Item]
    votes: list[Voted]

    def __bool__(self) -> bool:
        return bool(self.promises or self.votes)

    @property
    def things(self) -> list[tuple[object, str]]:
        """What is asked about what, to be compared with what a draft asks."""
        asked: list[tuple[object, str]] = [(one.commitment.pk, one.asks) for one in self.promises]
        return asked + [(one.vote.thing, one.topic.name) for one in self.votes]

    def questions(self) -> list[Asked]:
        """Return the questions in every language."""
        return questions_for(self.promises) + questions_of(self.votes)


def first_of(on: date) -> date:
    """Return the first day of the month."""
    return on.replace(day=1)


def first_working_day(on: date) -> date:
    """Return the first day of this month that is no Saturday or Sunday."""
    first = first_of(on)
    days = (first + timedelta(days=n) for n in range(3))
    return next(day for day in days if day.weekday() < SATURDAY)


def all_to_ask(on: date, *, but: Round | None = None) -> Month:
    """Return what a round drafted on this day asks: eight questions at most, the oldest first.

    but: the month's draft, whose own questions are free to be gathered again.
    """
    firm = organisation()
    if firm is None:
        return Month([], [])
    enough_here = Person.objects.filter(here_on(on)).count() >= needed(firm.k)
    votes = votes_waiting(on, but=but) if enough_here else []
    return Month(*share(to_ask(on, but=but), votes, MOST_ASKED))


def asked_by(round_: Round) -> list[tuple[object, str]]:
    """Return what a draft asks about what, in the order of `Month.things`."""
    promises: list[tuple[object, str]] = list(round_.gathered.values_list("commitment_id", "asks"))
    return promises + list(round_.votes.values_list("thing", "topic"))


def to_ask(on: date, *, but: Round | None = None) -> list[Item]:
    """Return the promises that a round drafted on this day could ask about, the same way."""
    firm = organisation()
    if firm is None:
        return []
    since = timezone.make_aware(datetime.combine(on, time())) - A_QUARTER
    lately = Gathered.objects.filter(round__in=held_since(since)).select_related("commitment")
    near = [(one.asks, one.commitment.text) for one in lately]
    taken: list[Item] = []
    for item in sorted(_waiting(on, needed(firm.k), but), key=lambda one: one.since):
        text, asks = item.commitment.text, item.asks
        is_in = any(one.commitment == item.commitment for one in taken)
        if is_in or any(asks == other and alike(text, words) for other, words in near):
            continue
        taken.append(item)
        near.append((asks, text))
    return taken[:MOST_ASKED]


def questions_for(items: list[Item]) -> list[Asked]:
    """Return the questions about these promises, in every language."""
    answers = [item.commitment for item in items if item.asks == Asks.HELPED]
    asked = RoundQuestion.objects.filter(
        round__in=[one.round_id for one in answers], code__in=[one.question for one in answers]
    )
    before: dict[tuple[UUID | None, str], RoundQuestion] = {
        (question.round_id, question.code): question for question in asked
    }
    return [
        question_about(
            item.commitment,
            item.asks,
            before.get((item.commitment.round_id, item.commitment.question)),
        )
        for item in items
    ]


def too_few(commitment: Commitment) -> bool:
    """Say whether too few of those it was made to are here to be asked secretly."""
    firm = organisation()
    here = commitment.audience.filter(here_on(timezone.localdate(), prefix="person__")).count()
    return firm is None or here < needed(firm.k)


def _waiting(on: date, need: int, but: Round | None) -> list[Item]:
    """Return all that could be asked and was not yet: kept in the months before, made to enough."""
    made = Commitment.objects.all().made_in_the_open().filter(state=Commitment.State.KEPT)
    heard = Count("audience", filter=Q(here_on(on, prefix="audience__person__")))
    made = made.annotate(n_here=heard).filter(n_here__gte=need).select_related("to_unit")
    last = min(first_of(on) - timedelta(days=1), on - TAKE_BACK_WITHIN - timedelta(days=1))
    kept = made.filter(confirm=Commitment.Confirm.SECRETLY, closed_on__lte=last)
    kept = kept.filter(closed_on__gte=on - NOT_OLDER)
    kept = kept.exclude(Exists(AskedOpenly.objects.filter(pk=OuterRef("pk"))))
    ended = on - HELPS_AFTER
    answers = made.filter(round_id__isnull=False)
    answers = answers.filter(closed_on__lte=ended, closed_on__gte=ended - NOT_OLDER)
    return [
        Item(commitment, asks)
        for asks, rows in ((Asks.KEPT, kept), (Asks.HELPED, answers))
        for commitment in rows.exclude(Exists(_asked(asks, but))).order_by("closed_on", "pk")
    ]


def _asked(asks: str, but: Round | None) -> QuerySet[Gathered]:
    rows = Gathered.objects.filter(commitment=OuterRef("pk"), asks=asks)
    return rows.exclude(round=but) if but else rows
