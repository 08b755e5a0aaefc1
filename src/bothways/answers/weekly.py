"""What is owed for results, in the week of those who can see to it: one line a round.

And where one side says that a round can't wait for it, the other side's week asks for its word.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bothways.answers.models import Agreement
from bothways.answers.queries import Entry, owed_before, owed_now
from bothways.notifications.weekly import NEEDS_ME, Line, Lines, in_words, weekly
from bothways.people.models import Person, Role
from bothways.surveys.models import Round

ONE_SIDE = 72
OWED = 75  # after silent promises and the open box, before what is due
ASKED = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}
SIDES: dict[str, str] = {
    Role.Kind.OWNER: Agreement.Side.OWNER,
    Role.Kind.REPRESENTATIVE: Agreement.Side.REPRESENTATIVE,
}


@weekly(NEEDS_ME)
def answers_owed(people: Sequence[Person], on: date) -> Lines:
    """That the last round waits for answers, for owners and people leads."""
    asked = Role.objects.filter(person__in=people, kind__in=ASKED)
    ids = set(asked.values_list("person_id", flat=True))
    if not ids:
        return {}
    of_round: dict[Round, list[Entry]] = {}
    for entry in owed_now(on):
        if entry.round is not None:
            of_round.setdefault(entry.round, []).append(entry)
    lines = [_line(round_, len(entries)) for round_, entries in of_round.items()]
    return dict.fromkeys(ids, lines) if lines else {}


@weekly(NEEDS_ME)
def words_of_the_other_side(people: Sequence[Person], on: date) -> Lines:
    """That a draft waits for the word of owner or representative (1 query where none does)."""
    said = Agreement.objects.filter(round__state=Round.State.DRAFT).select_related("by", "round")
    of_round: dict[Round, list[Agreement]] = {}
    for agreement in said:
        of_round.setdefault(agreement.round, []).append(agreement)
    of_round = {round_: given for round_, given in of_round.items() if owed_before(round_, on)}
    if not of_round:
        return {}
    sides = Role.objects.filter(person__in=people, kind__in=SIDES).order_by("kind")
    side_of = {role.person_id: SIDES[role.kind] for role in reversed(sides)}  # owner comes first
    found: dict[UUID, list[Line]] = {}
    for round_, given in of_round.items():
        holding = [one for one in given if one.lapsed_on is None]
        for pk, side in side_of.items():
            if side not in {one.side for one in holding}:
                found.setdefault(pk, []).append(_asked_for_a_word(round_, given, holding))
    return found


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
