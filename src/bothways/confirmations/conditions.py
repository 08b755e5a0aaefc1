"""What must hold before a round about promises is announced."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bothways.confirmations.gathering import all_to_ask, asked_by
from bothways.confirmations.registry import TOPICS
from bothways.surveys.models import Round
from bothways.surveys.registry import condition


@condition
def asks_what_it_would_ask_today(round_: Round, at: datetime) -> list[str]:
    """A promise was opened again, an idea was answered, people left: it is not asked any more."""
    if not round_.is_about_promises:
        return []
    now = set(all_to_ask(localdate(at), but=round_).things)
    gone = [what for thing, what in asked_by(round_) if (thing, what) not in now]
    if not gone:
        return []
    if all(what in TOPICS for what in gone):
        return [
            _(
                "What it asks people to vote on has changed. "
                "Gather the questions anew, then announce it."
            )
        ]
    return [
        _(
            "A promise in it was opened again, or too few of those it was made to are left. "
            "Gather the questions anew, then announce it."
        )
    ]
