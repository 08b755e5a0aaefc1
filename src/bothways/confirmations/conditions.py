"""What must hold before a round about promises is announced."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bothways.confirmations.gathering import to_ask
from bothways.surveys.models import Round
from bothways.surveys.registry import condition


@condition
def asks_what_it_would_ask_today(round_: Round, at: datetime) -> list[str]:
    """A promise was opened again, or people left: then its question is not asked any more."""
    if not round_.is_about_promises:
        return []
    tied = set(round_.gathered.values_list("commitment_id", "asks"))
    now = {(one.commitment.pk, one.asks) for one in to_ask(localdate(at), but=round_)}
    if tied <= now:
        return []
    return [
        _(
            "A promise in it was opened again, or too few of those it was made to are left. "
            "Gather the questions anew, then announce it."
        )
    ]
