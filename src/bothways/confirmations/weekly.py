"""What confirmations put into somebody's week."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db.models import DateField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.access.guard import may
from bothways.confirmations import queries
from bothways.confirmations.gathering import first_of
from bothways.confirmations.models import Judgement
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import (
    ANSWERED,
    FRESH,
    NEEDS_ME,
    Asked,
    Line,
    in_words,
    weekly,
)
from bothways.people.models import Person

JUDGE, ANNOUNCE, ANSWER = 40, 30, 60
WERE_THEY_KEPT = gettext_lazy("Say whether they were kept")


def not_judged_yet(asking: Asking) -> list[Pointing]:
    """Promises closed as kept, in the weeks of those who were asked by name and said nothing."""
    waiting = queries.unheard(asking.of("person"), since=asking.day(-queries.WAITS_FOR))
    said = {"said": "commitment__text", "since": "commitment__closed_on"}
    return [point(waiting, whose="person_id", thing="commitment_id", **said)]


@weekly(NEEDS_ME, points=not_judged_yet)
def promises_to_judge(_person: Person, waiting: Sequence[Point], _asked: Asked) -> list[Line]:
    """Kept promises that wait for one's word by name: one line, however many."""
    return [_to_judge(sorted(waiting, key=lambda one: (str(one.since), one.thing)))]


def contested(asking: Asking) -> list[Pointing]:
    """Words that a promise was not kept, in the week of whoever gave it, until they answer."""
    said = queries.last_words_about(asking.of("commitment__made_by"))
    against = said.filter(says=Judgement.Says.CONTESTED, reply=None)
    told = {"about": "commitment_id", "said": "words", "who": "person__name", "since": "said_on"}
    return [point(against, whose="commitment__made_by_id", **told)]


@weekly(NEEDS_ME, points=contested)
def contests_to_answer(_person: Person, contests: Sequence[Point], _asked: Asked) -> list[Line]:
    """That somebody sees a kept promise differently, for whoever gave it, until it is answered."""
    return [_to_answer(said) for said in contests]


def drafted(asking: Asking) -> list[Pointing]:
    """The month's round about promises, until it is announced."""
    first = asking.value(first_of, DateField())
    return [point(queries.drafts_of(first), thing="round_id")]


@weekly(NEEDS_ME, points=drafted, only=lambda person: may(person, "rounds.keep"))
def round_to_announce(_person: Person, drafts: Sequence[Point], _asked: Asked) -> list[Line]:
    """The month's draft about promises, for those who keep rounds."""
    return [_to_announce(UUID(one.thing)) for one in drafts]


def confirmed_lately(asking: Asking) -> list[Pointing]:
    """Words of the last 30 days that a promise was kept, in the week of whoever gave it."""
    said = queries.last_words_about(asking.of("commitment__made_by"))
    lately = said.filter(says=Judgement.Says.CONFIRMED, said_on__gte=asking.day(-FRESH))
    told = {"about": "pk", "said": "commitment__text", "who": "person__name", "since": "said_on"}
    return [point(lately, whose="commitment__made_by_id", thing="commitment_id", **told)]


@weekly(ANSWERED, points=confirmed_lately)
def confirmed_by_name(_person: Person, said: Sequence[Point], _asked: Asked) -> list[Line]:
    """That those it was made to say that one's promise was kept: of each the last who did."""
    last = {one.thing: one for one in sorted(said, key=lambda one: int(one.about))}
    return [_confirmed(one) for one in last.values()]


def _to_judge(promises: Sequence[Point]) -> Line:
    n = len(promises)
    only = promises[0] if n == 1 else None
    pk = UUID(promises[0].thing)
    return Line(
        key=f"confirm:{pk}" if only else "confirm",
        words=in_words(partial(_waits, n)),
        said=only.said if only else "",
        link=reverse("confirmations:judge", args=[pk])
        if only
        else reverse("confirmations:waiting"),
        act=gettext_lazy("Say whether it was kept") if only else WERE_THEY_KEPT,
        sign="kept",
        minutes=1,
        since=promises[0].since,
        weight=JUDGE,
    )


def _waits(n: int) -> str:
    return ngettext(
        "%(n)s promise to you was closed as kept. Was it?",
        "%(n)s promises to you were closed as kept. Were they?",
        n,
    ) % {"n": n}


def _to_answer(said: Point) -> Line:
    return Line(
        key=f"contest:{said.thing}",
        words=in_words(lambda: _("%(who)s sees your promise differently") % {"who": said.who}),
        said=said.said,
        link=reverse("confirmations:answer", args=[UUID(said.about), int(said.thing)]),
        act=gettext_lazy("Answer"),
        sign="kept",
        minutes=2,
        since=said.since,
        weight=ANSWER,
    )


def _to_announce(round_id: UUID) -> Line:
    return Line(
        key=f"round-draft:{round_id}",
        words=gettext_lazy("The month's questions about promises wait to be announced"),
        link=reverse("surveys:round", args=[round_id]),
        act=gettext_lazy("Look at it and announce it"),
        minutes=2,
        weight=ANNOUNCE,
    )


def _confirmed(said: Point) -> Line:
    pk = UUID(said.thing)
    return Line(
        key=f"confirmed:{pk}",
        words=in_words(lambda: _("%(who)s says it was kept") % {"who": said.who}),
        said=said.said,
        link=reverse("commitments:one", args=[pk]),
        sign="back",
        since=said.since,
    )
