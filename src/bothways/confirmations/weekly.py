"""What confirmations put into somebody's week."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.access.guard import may
from bothways.commitments.models import Commitment
from bothways.confirmations import queries
from bothways.confirmations.gathering import first_of
from bothways.confirmations.models import Judgement
from bothways.notifications.weekly import (
    ANSWERED,
    FRESH_DAYS,
    NEEDS_ME,
    Line,
    Lines,
    in_words,
    weekly,
)
from bothways.people.models import Person
from bothways.surveys.models import Round

JUDGE, ANNOUNCE, ANSWER = 40, 30, 60


@weekly(NEEDS_ME)
def promises_to_judge(people: Sequence[Person], on: date) -> Lines:
    """Kept promises that wait for one's word by name: one line, however many (2 queries)."""
    waiting = queries.waiting_for_all(people, on)
    return {pk: [_to_judge(promises)] for pk, promises in waiting.items()}


@weekly(NEEDS_ME)
def contests_to_answer(people: Sequence[Person], _on: date) -> Lines:
    """That somebody sees a kept promise differently, for whoever gave it, until it is answered."""
    found: dict[UUID, list[Line]] = {}
    for said in _of_promises_by(people, Judgement.Says.CONTESTED):
        if getattr(said, "reply", None) is None:
            found.setdefault(said.commitment.made_by_id, []).append(_to_answer(said))
    return found


@weekly(NEEDS_ME)
def round_to_announce(people: Sequence[Person], on: date) -> Lines:
    """The month's draft about promises, for those who keep rounds (1 query, and their roles)."""
    round_ = queries.draft_of(first_of(on))
    if round_ is None:
        return {}
    return {one.pk: [_to_announce(round_)] for one in people if may(one, "rounds.keep")}


@weekly(ANSWERED)
def confirmed_by_name(people: Sequence[Person], on: date) -> Lines:
    """That those it was made to say that one's promise was kept."""
    found: dict[UUID, dict[UUID, Line]] = {}
    for said in _of_promises_by(people, Judgement.Says.CONFIRMED):
        if (on - said.said_on).days <= FRESH_DAYS:
            lines = found.setdefault(said.commitment.made_by_id, {})
            lines[said.commitment_id] = _confirmed(said)
    return {pk: list(lines.values()) for pk, lines in found.items()}


def _of_promises_by(people: Sequence[Person], says: str) -> list[Judgement]:
    """Return the last words of this kind about the promises of these people (1 query)."""
    rows = queries.last_words_about(people)
    return [row for row in rows if row.says == says]


def _to_judge(promises: Sequence[Commitment]) -> Line:
    n = len(promises)
    only = promises[0] if n == 1 else None
    return Line(
        key=f"confirm:{only.pk}" if only else "confirm",
        words=in_words(partial(_waits, n)),
        said=only.text if only else "",
        link=reverse("confirmations:judge", args=[only.pk])
        if only
        else reverse("confirmations:waiting"),
        act=gettext_lazy("Say whether it was kept"),
        sign="kept",
        minutes=1,
        since=promises[0].closed_on,
        weight=JUDGE,
    )


def _waits(n: int) -> str:
    return ngettext(
        "%(n)s promise to you was closed as kept. Was it?",
        "%(n)s promises to you were closed as kept. Were they?",
        n,
    ) % {"n": n}


def _to_answer(said: Judgement) -> Line:
    name = said.person.name
    return Line(
        key=f"contest:{said.pk}",
        words=in_words(lambda: _("%(who)s sees your promise differently") % {"who": name}),
        said=said.words,
        link=reverse("confirmations:answer", args=[said.commitment_id, said.pk]),
        act=gettext_lazy("Answer"),
        sign="kept",
        minutes=2,
        since=said.said_on,
        weight=ANSWER,
    )


def _to_announce(round_: Round) -> Line:
    return Line(
        key=f"round-draft:{round_.pk}",
        words=gettext_lazy("The month's questions about promises wait to be announced"),
        link=reverse("surveys:round", args=[round_.pk]),
        act=gettext_lazy("Look at it and announce it"),
        minutes=2,
        weight=ANNOUNCE,
    )


def _confirmed(said: Judgement) -> Line:
    name = said.person.name
    return Line(
        key=f"confirmed:{said.commitment_id}",
        words=in_words(lambda: _("%(who)s says it was kept") % {"who": name}),
        said=said.commitment.text,
        link=reverse("commitments:one", args=[said.commitment_id]),
        sign="back",
        since=said.said_on,
    )
