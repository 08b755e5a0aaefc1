"""Reads of what became of promises in the eyes of those they were made to.

By name is shown to whoever sees the promise. Secretly is shown from the release of a round alone,
the figure of the whole firm, the same to everyone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.commitments.models import Change, Commitment, Heard
from bothways.confirmations.along import code_of_vote
from bothways.confirmations.figures import say
from bothways.confirmations.models import (
    AskedOpenly,
    Gathered,
    GatheredMonth,
    GatheredVote,
    Judgement,
)
from bothways.confirmations.questions import code_of
from bothways.confirmations.registry import TOPICS, Shown, Topic
from bothways.people.models import Person, here_on
from bothways.people.queries import organisation
from bothways.pure.disclosure import needed
from bothways.results.queries import firm_cell, releases_among
from bothways.surveys.models import Round

MAY_CHANGE_FOR = timedelta(days=14)
WAITS_FOR = timedelta(days=14)  # so long an end waits for those it was made to
Says, Asks, Confirm = Judgement.Says, Gathered.Asks, Commitment.Confirm
KEPT = Commitment.State.KEPT


@dataclass(frozen=True)
class Secret:
    """What a monthly round asks or asked of one promise. words: the figure, once there is one."""

    state: str  # 'drafted', 'open', 'counted' or 'void'
    round: Round
    words: str = ""


@dataclass(frozen=True)
class Confirmed:
    """What those a promise was made to said of its end.

    how: 'by_name', 'secretly' or 'not'. said: the last word of each who spoke by name, in order.
    secret: what the monthly round asked; None while none did. too_few: left to be asked secretly.
    """

    how: str
    n_heard: int = 0
    said: tuple[Judgement, ...] = field(default=())
    secret: Secret | None = None
    too_few: bool = False

    @property
    def contests(self) -> tuple[Judgement, ...]:
        """Those who see it differently, each with their words and the answer, if there is one."""
        return tuple(one for one in self.said if one.says == Says.CONTESTED)

    @property
    def n_confirmed(self) -> int:
        """How many say by name that it was kept."""
        return len(self.said) - len(self.contests)

    @property
    def words(self) -> str:
        """All of it in a line, as it stands beside the state in lists; '' while nobody spoke."""
        return self.by_name_words or (self.secret.words if self.secret else "")

    @property
    def by_name_words(self) -> str:
        """'5 of 9 confirmed, 1 sees it differently'."""
        n_against = len(self.contests)
        if not self.said:
            return ""
        if self.n_heard == 1:
            return _("Seen differently") if n_against else _("Confirmed")
        parts = []
        if self.n_confirmed:
            numbers = {"n": self.n_confirmed, "all": self.n_heard}
            parts.append(
                ngettext("%(n)s of %(all)s confirmed", "%(n)s of %(all)s confirmed", self.n_heard)
                % numbers
            )
        if n_against:
            parts.append(
                ngettext("%(n)s sees it differently", "%(n)s see it differently", n_against)
                % {"n": n_against}
            )
        return ", ".join(parts)


def confirmed(ids: Iterable[UUID]) -> dict[UUID, Confirmed]:
    """Return what was said of those of these promises that are closed as kept (5 queries).

    Whoever shows it asks first whether the reader may see the promise.
    """
    kept = Commitment.objects.filter(pk__in=list(ids), state=KEPT)
    promises = list(kept.only("pk", "confirm", "to"))
    if not promises:
        return {}
    pks = [promise.pk for promise in promises]
    openly = set(AskedOpenly.objects.filter(pk__in=pks).values_list("pk", flat=True))
    heard, here = _heard(pks)
    said = last_words(pks)
    secrets = asked_secretly(pks, Asks.KEPT)
    firm = organisation()
    need = needed(firm.k) if firm else 0
    found = {}
    for promise in promises:
        how = Confirm.BY_NAME if promise.pk in openly else promise.confirm
        secret = secrets.get(promise.pk)
        found[promise.pk] = Confirmed(
            how=str(how),
            n_heard=heard.get(promise.pk, 0),
            said=tuple(said.get(promise.pk, ())),
            secret=secret,
            too_few=how == Confirm.SECRETLY and secret is None and here.get(promise.pk, 0) < need,
        )
    return found


def in_a_line(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the words of those of these kept promises of which anything was said (2 to 4 queries).

    What else confirmed() knows takes more queries, and lists don't show it.
    """
    these = list(ids)
    if not these:
        return {}
    said, secrets = last_words(these), asked_secretly(these, Asks.KEPT)
    heard = _heard(list(said))[0] if said else {}
    found = {
        pk: Confirmed("", heard.get(pk, 0), tuple(said.get(pk, ())), secrets.get(pk)).words
        for pk in {*said, *secrets}
    }
    return {pk: words for pk, words in found.items() if words}


def helped(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return, for promises of which a counted round asked whether they helped, the answer."""
    secrets = asked_secretly(ids, Asks.HELPED)
    return {pk: secret.words for pk, secret in secrets.items() if secret.state == "counted"}


def asked_secretly(ids: Iterable[UUID], asks: str) -> dict[UUID, Secret]:
    """Return what monthly rounds ask of these promises, drafts included (2 queries).

    A row is believed only where its code follows from its promise, so no figure can be put beside
    another promise without it being seen.
    """
    tied = Gathered.objects.filter(commitment__in=list(ids), asks=asks).select_related("round")
    rows = [row for row in tied.defer("round__manifest") if row.code == code_of_row(row)]
    releases = releases_among({row.round_id for row in rows if _is_counted(row.round)})
    found = {}
    for row in rows:
        released = releases.get(row.round_id)
        words = say(asks, firm_cell(released, row.code)) if released else ""
        found[row.commitment_id] = Secret(_state_of(row.round), row.round, words)
    return found


def code_of_row(row: Gathered) -> str:
    """Return the code that this row must have."""
    return code_of(Commitment(pk=row.commitment_id), row.asks)


def asked_in(round_: Round) -> list[tuple[Gathered, str]]:
    """Return what a round asks about which promises, each with its figure or ''."""
    rows = round_.gathered.select_related("commitment__made_by", "commitment__to_unit")
    released = releases_among([round_.pk]).get(round_.pk)
    return [(row, say(row.asks, firm_cell(released, row.code)) if released else "") for row in rows]


def voted(topic: Topic, ids: Iterable[UUID]) -> dict[UUID, Secret]:
    """Return what monthly rounds ask of these things, drafts included (2 queries)."""
    tied = GatheredVote.objects.filter(topic=topic.name, thing__in=list(ids))
    found = tied.select_related("round").defer("round__manifest")
    rows = [row for row in found if row.code == code_of_vote(topic, row.thing)]
    releases = releases_among({row.round_id for row in rows if _is_counted(row.round)})
    secrets = {}
    for row in rows:
        released = releases.get(row.round_id)
        words = topic.figure.say(firm_cell(released, row.code)) if released else ""
        secrets[row.thing] = Secret(_state_of(row.round), row.round, words)
    return secrets


def votes_in(round_: Round) -> list[tuple[Shown, str]]:
    """Return what a round has people vote on, each with its figure, or what is asked."""
    rows = list(round_.votes.all())
    released = releases_among([round_.pk]).get(round_.pk) if rows else None
    found = []
    for topic in TOPICS.values():
        mine = [row for row in rows if row.topic == topic.name]
        shown = topic.shown([row.thing for row in mine]) if mine else {}
        for row in mine:
            words = topic.figure.say(firm_cell(released, row.code)) if released else topic.asks
            if row.thing in shown:
                found.append((shown[row.thing], str(words)))
    return found


def last_words(ids: Iterable[UUID]) -> dict[UUID, list[Judgement]]:
    """Return the last word of each who judged the end that stands now (1 query)."""
    rows = of_the_last_end().filter(commitment__in=list(ids))
    last: dict[tuple[UUID, UUID], Judgement] = {}
    for row in rows.select_related("person", "reply").order_by("number", "id"):
        last[row.commitment_id, row.person_id] = row
    found: dict[UUID, list[Judgement]] = {}
    for (commitment, _person), row in sorted(last.items(), key=lambda pair: pair[1].pk):
        found.setdefault(commitment, []).append(row)
    return found


def last_words_about(which: Q) -> QuerySet[Judgement]:
    """Return the last words of all who judged those of these promises that are kept."""
    later = Judgement.objects.filter(end=OuterRef("end"), person=OuterRef("person"))
    later = later.filter(number__gt=OuterRef("number"))
    rows = of_the_last_end().filter(which, commitment__state=KEPT)
    return rows.exclude(Exists(later))


def of_the_last_end() -> QuerySet[Judgement]:
    """Return what was said of ends that stand: what was said of earlier ones is past."""
    again = Change.objects.filter(commitment=OuterRef("commitment"), kind=Change.Kind.KEPT)
    return Judgement.objects.exclude(Exists(again.filter(pk__gt=OuterRef("end"))))


def end_of(commitment: Commitment) -> Change | None:
    """Return what closed the promise as kept, if it is."""
    if commitment.state != KEPT:
        return None
    return commitment.changes.filter(kind=Change.Kind.KEPT).order_by("-pk").first()


def is_asked_by_name(commitment: Commitment) -> bool:
    """Say whether those it was made to are asked by name."""
    if commitment.confirm == Confirm.BY_NAME:
        return True
    return AskedOpenly.objects.filter(pk=commitment.pk).exists()


def words_of(person: Person, commitment: Commitment) -> list[Judgement]:
    """Return what this person said of the end that stands now, the last word last."""
    end = end_of(commitment)
    return list(end.judgements.filter(person=person).order_by("number")) if end else []


def may_change(words: list[Judgement], on: date) -> bool:
    """Say whether a word may be given, or changed: until two weeks after the first one."""
    return not words or on <= words[0].said_on + MAY_CHANGE_FOR


def waiting_for(person: Person, *, on: date) -> QuerySet[Commitment]:
    """Return the kept promises that wait for this person's word by name, oldest end first."""
    heard = unheard(Q(person=person), since=on - WAITS_FOR)
    rows = Commitment.objects.filter(pk__in=heard.values("commitment"))
    return rows.select_related("made_by").order_by("closed_on", "pk")


def unheard(who: Q, *, since: Any) -> QuerySet[Heard]:
    """Return who of these is asked by name about which kept promise, and has said nothing yet.

    since: an end waits for two weeks. Nobody is asked about a word of their own.
    """
    openly = Exists(AskedOpenly.objects.filter(pk=OuterRef("commitment")))
    by_name = Q(commitment__confirm=Confirm.BY_NAME) | Q(openly)
    waiting = Heard.objects.filter(by_name, who, commitment__state=KEPT)
    waiting = waiting.filter(commitment__closed_on__gte=since)
    spoke = of_the_last_end().filter(commitment=OuterRef("commitment"), person=OuterRef("person"))
    return waiting.exclude(commitment__made_by=F("person")).exclude(Exists(spoke))


def drafts_of(first: Any) -> QuerySet[GatheredMonth]:
    """Return the month whose round nobody has announced yet, if there is one."""
    return GatheredMonth.objects.filter(first=first, round__state=Round.State.DRAFT)


def _heard(ids: list[UUID]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Return to how many each promise was made, and how many of them are here (1 query)."""
    here = Count("pk", filter=here_on(timezone.localdate(), prefix="person__"))
    rows = Heard.objects.filter(commitment__in=ids).values("commitment").order_by()
    counts = list(rows.annotate(n=Count("pk"), n_here=here))
    return (
        {row["commitment"]: row["n"] for row in counts},
        {row["commitment"]: row["n_here"] for row in counts},
    )


def _is_counted(round_: Round) -> bool:
    return round_.state == Round.State.RELEASED


def _state_of(round_: Round) -> str:
    if _is_counted(round_):
        return "counted"
    if round_.state == Round.State.DRAFT:
        return "drafted"
    return "void" if round_.state == Round.State.VOID else "open"
