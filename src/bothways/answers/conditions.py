"""No new questions before old answers; and who set that aside for a draft meant that draft."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.answers.actions import lapse
from bothways.answers.queries import Entry, agreed, owed_before
from bothways.people.models import Person
from bothways.surveys.models import Round
from bothways.surveys.registry import condition, when_a_draft_changes


@condition
def old_answers_first(round_: Round, at: datetime) -> list[str]:
    """Whoever is asked again was answered before, or owner and representative said why not."""
    on = localdate(at)
    owed = owed_before(round_, on)
    if not owed or agreed(round_):
        return []
    unanswered = [entry for entry in owed if not entry.is_answered]
    return [*_unanswered(unanswered), *_silent(entry for entry in owed if entry.is_answered)]


@when_a_draft_changes
def agreements_lapse(round_: Round, by: Person | None, at: datetime) -> None:
    """Nobody agreed to ask what they have not read."""
    lapse(round_, by=by, at=at)


def _unanswered(entries: list[Entry]) -> list[str]:
    if not entries:
        return []
    first = entries[0].round
    return [
        ngettext(
            "%(n)d question of “%(title)s” asks for an answer and has none. Answer it first, with "
            "a promise or with a reason why not, on the page ‘You said, we did’.",
            "%(n)d questions of “%(title)s” ask for an answer and have none. Answer them first, "
            "with a promise or with a reason why not, on the page ‘You said, we did’.",
            len(entries),
        )
        % {"n": len(entries), "title": first.title if first else ""}
    ]


def _silent(entries: Iterable[Entry]) -> list[str]:
    return [
        _(
            "The promise that answers “%(question)s” is silent. Whoever gave it can say how it "
            "stands; then the round can be announced."
        )
        % {"question": entry.said}
        for entry in entries
    ]
