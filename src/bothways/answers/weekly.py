"""What is owed for results, in the week of those who can see to it: one line a round.

And where one side says that a round can't wait for it, the other side's week asks for its word.
"""

from collections.abc import Iterator, Mapping, Sequence
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
REPRESENTATIVE = Role.Kind.REPRESENTATIVE
SIDES = {Role.Kind.OWNER, REPRESENTATIVE}
Side = Agreement.Side


@weekly(NEEDS_ME)
def answers_owed(people: Sequence[Person], on: date) -> Lines:
    """What the last round waits for, and whose word is asked for (1 query for those without)."""
    roles: dict[str, set[UUID]] = {}
    given = Role.objects.filter(person__in=people, kind__in={*ASKED, *SIDES})
    for kind, person_id in given.values_list("kind", "person_id"):
        roles.setdefault(kind, set()).add(person_id)
    found: dict[UUID, list[Line]] = {}
    asked = set().union(*(roles.get(kind, set()) for kind in ASKED))
    lines = _owed_lines(on) if asked else []
    for pk in asked if lines else ():
        found[pk] = list(lines)
    for pk, line in _words_asked_for(roles, on):
        found.setdefault(pk, []).append(line)
    return found


def _owed_lines(on: date) -> list[Line]:
    of_round: dict[Round, list[Entry]] = {}
    for entry in owed_now(on):
        if entry.round is not None:
            of_round.setdefault(entry.round, []).append(entry)
    return [_line(round_, len(entries)) for round_, entries in of_round.items()]


def _words_asked_for(roles: Mapping[str, set[UUID]], on: date) -> Iterator[tuple[UUID, Line]]:
    """Yield for each side whose word is missing that a draft waits for it (1 query where none)."""
    owners = roles.get(Role.Kind.OWNER, set())
    on_side = {Side.OWNER: owners, Side.REPRESENTATIVE: roles.get(REPRESENTATIVE, set()) - owners}
    if not any(on_side.values()):
        return
    said = Agreement.objects.filter(round__state=Round.State.DRAFT).select_related("by", "round")
    of_round: dict[Round, list[Agreement]] = {}
    for agreement in said:
        of_round.setdefault(agreement.round, []).append(agreement)
    for round_, given in of_round.items():
        holding = [one for one in given if one.lapsed_on is None]
        missing = set(on_side) - {one.side for one in holding}
        if missing and owed_before(round_, on):
            for pk in set().union(*(on_side[side] for side in missing)):
                yield pk, _asked_for_a_word(round_, given, holding)


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
