"""What is owed for results, in the week of those who can see to it: one line a round.

And where one side says that a round can't wait for it, the other side's week asks for its word.
"""

from collections.abc import Sequence
from functools import partial

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bothways.answers.models import Agreement
from bothways.answers.queries import (
    Given,
    agreements_with_people,
    entries_among,
    last_of_each,
    owed_before,
    side_of,
)
from bothways.commitments import queries as promises
from bothways.commitments.models import Commitment
from bothways.decisions import queries as decisions
from bothways.decisions.models import Decision
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEEDS_ME, Asked, Line, in_words, weekly
from bothways.people.models import Person, Role
from bothways.results.queries import releases
from bothways.surveys.models import Round

ONE_SIDE = 72
OWED = 75  # after silent promises and the open box, before what is due
ANSWERING = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


def last_rounds_and_answers(asking: Asking) -> list[Pointing]:
    """The last round of everyone and of the leaders, and what answers them."""
    return [
        point(Round.objects.filter(pk__in=asking.given)),
        point(promises.that_answer(asking.given), promises.with_people),
        point(decisions.that_answer(asking.given), decisions.of_ids),
    ]


@weekly(
    NEEDS_ME,
    points=last_rounds_and_answers,
    only=lambda person: bool(person.role_kinds & ANSWERING),
    given=lambda asked: tuple(last_of_each(asked.once(releases))),
)
def answers_owed(
    _person: Person, things: Sequence[Point | Commitment | Decision], asked: Asked
) -> list[Line]:
    """What the last round waits for."""
    given = Given(
        promises.by_result(one for one in things if isinstance(one, Commitment)),
        decisions.by_result(one for one in things if isinstance(one, Decision)),
    )
    counted = asked.once(releases)
    n_of: dict[Round, int] = {}
    for entry in entries_among(last_of_each(counted), counted, given):
        if entry.round is not None and entry.blocks(asked.on):
            n_of[entry.round] = n_of.get(entry.round, 0) + 1
    return [_line(round_, n) for round_, n in n_of.items()]


def words_about_drafts(_asking: Asking) -> list[Pointing]:
    """What was said so far about drafts that can't wait."""
    said = Agreement.objects.filter(round__state=Round.State.DRAFT)
    return [point(said, agreements_with_people)]


@weekly(NEEDS_ME, points=words_about_drafts, only=lambda person: side_of(person) is not None)
def words_asked_for(person: Person, said: Sequence[Agreement], asked: Asked) -> list[Line]:
    """That a draft waits for the word of one's side, where the other side gave its own."""
    of_round: dict[Round, list[Agreement]] = {}
    for agreement in sorted(said, key=lambda one: one.pk):
        of_round.setdefault(agreement.round, []).append(agreement)
    lines = []
    for round_, given in of_round.items():
        holding = [one for one in given if one.lapsed_on is None]
        is_missing = side_of(person) not in {one.side for one in holding}
        if is_missing and asked.once(owed_before, round_, asked.on):
            lines.append(_asked_for_a_word(round_, given, holding))
    return lines


def _asked_for_a_word(
    round_: Round, given: Sequence[Agreement], holding: Sequence[Agreement]
) -> Line:
    last = (holding or given)[-1]
    said = _("It is said that this round can't wait for answers. Your word is asked for")
    lapsed = _("This draft was changed, so no word that it can't wait holds any more")
    return Line(
        key=f"override:{round_.pk}",
        words=said if holding else lapsed,
        said=last.words,
        by=f"{last.by.name}, {round_.title}",
        link=reverse("answers:override", args=[round_.pk]),
        act=_("Read it"),
        minutes=2,
        since=last.lapsed_on or last.said_on,
        weight=ONE_SIDE,
    )


def _line(round_: Round, n: int) -> Line:
    return Line(
        key=f"owed:{round_.pk}",
        words=in_words(partial(_words, n)),
        by=round_.title,
        link=f"{reverse('answers:list')}?round={round_.pk}",
        act=_("Answer"),
        minutes=3 * n,
        since=localdate(round_.closes_at),
        weight=OWED,
    )


def _words(n: int) -> str:
    return ngettext(
        "%(n)d question of the last round asks for an answer",
        "%(n)d questions of the last round ask for an answer",
        n,
    ) % {"n": n}
