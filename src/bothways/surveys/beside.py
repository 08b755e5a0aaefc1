"""People write beside a round: letters that come out once it is closed (the mailbox keeps them)."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Sum
from django.utils.timezone import localtime, now

from bothways.mailbox.registry import Beside, written_beside
from bothways.surveys.models import Round

ANSWERED_FOR = timedelta(days=400)  # as long as packets are kept


@written_beside
def rounds() -> Iterator[Beside]:
    """Give the rounds of everybody that were opened, where at least 2k were asked.

    Those of leaders alone are left out: a letter beside them would say that a leader wrote it.
    """
    oldest = now() - ANSWERED_FOR
    asked = Round.objects.exclude(state=Round.State.DRAFT).filter(
        audience=Round.Audience.EVERYONE, closes_at__gte=oldest
    )
    for round_ in asked.annotate(n_asked=Sum("blocks__n_eligible")):
        if (round_.n_asked or 0) < 2 * round_.rules["k"]:  # as it was announced, for ever
            continue
        is_open = round_.state == Round.State.OPEN
        closes_on = localtime(round_.closes_at).date() if is_open else None
        yield Beside(str(round_.pk), round_.title, closes_on)
