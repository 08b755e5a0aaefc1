"""What is owed for results, in the week of those who can see to it: one line a round."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy, ngettext

from bothways.answers.queries import Entry, owed_now
from bothways.notifications.weekly import NEEDS_ME, Line, Lines, in_words, weekly
from bothways.people.models import Person, Role
from bothways.surveys.models import Round

OWED = 75  # after silent promises and the open box, before what is due
ASKED = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


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


def _line(round_: Round, n: int) -> Line:
    return Line(
        key=f"owed:{round_.pk}",
        words=in_words(partial(_words, n)),
        by=round_.title,
        link=f"{reverse('answers:list')}?round={round_.pk}",
        act=gettext_lazy("Answer"),
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
