"""Telling everybody who is asked, and nobody in particular: of an open box, and of its end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import ngettext

from bothways.notifications.actions import tell
from bothways.surveys import queries
from bothways.surveys.models import Round

SECONDS_A_QUESTION = 15
REMIND_BEFORE = timedelta(days=1)


def tell_of_open_box(at: datetime) -> int:
    """Tell everybody who is asked that the box is open, once a round. Return how many."""
    return sum(
        _tell_all(round_, "told", "round.opened", at)
        for round_ in Round.objects.filter(state=Round.State.OPEN, opens_at__lte=at, told=False)
    )


def remind_everyone(at: datetime) -> int:
    """Remind everybody a day before the box closes; nobody knows who has answered.

    Who was told of the open box less than a day ago is not told again.
    """
    soon = Round.objects.filter(
        state=Round.State.OPEN,
        told=True,
        reminded=False,
        opens_at__lte=at - REMIND_BEFORE,
        closes_at__gt=at,
        closes_at__lte=at + REMIND_BEFORE,
    )
    return sum(_tell_all(round_, "reminded", "round.reminder", at) for round_ in soon)


def _tell_all(round_: Round, flag: str, kind: str, at: datetime) -> int:
    n_questions = round_.questions.count()
    with transaction.atomic():
        if not Round.objects.filter(pk=round_.pk, **{flag: False}).update(**{flag: True}):
            return 0
        return tell(
            kind,
            to=queries.people_asked(round_),
            at=at,
            title=round_.title,
            waiting=lambda: _what_waits(n_questions),
            closes=round_.closes_at,
            link=f"{settings.BASE_URL}/rounds/{round_.pk}/answer/",
        )


def _what_waits(n_questions: int) -> str:
    """Say it in the language in use, with both counts in their own number."""
    questions = ngettext(
        "%(n)s question waits for you", "%(n)s questions wait for you", n_questions
    )
    n_minutes = minutes_for(n_questions)
    minutes = ngettext("about %(n)s minute", "about %(n)s minutes", n_minutes)
    return f"{questions % {'n': n_questions}}, {minutes % {'n': n_minutes}}."


def minutes_for(n_questions: int) -> int:
    """Return about how many minutes that many questions take, one at least."""
    return max(1, round(n_questions * SECONDS_A_QUESTION / 60))
