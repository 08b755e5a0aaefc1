"""What those who lead at Millrace say under their names, and whose profile is shared.

Nine people lead there: too few for a box of their own.
"""

from datetime import datetime

from bothways.demo import firm
from bothways.leaders.actions import say_by_name, share_profile
from bothways.leaders.models import ProfileShare
from bothways.surveys.models import Round

TRUST, SAFETY, NEWS, FAIR, THANKS, WORD = (
    "D-TRU1", "D-PSY1", "D-MIR1", "D-MIR2", "D-MIR3", "D-MIR7",
)  # fmt: skip
SAID = {
    "M001": {TRUST: 4, SAFETY: 4, NEWS: 3, WORD: 4},
    "M002": {TRUST: 5, SAFETY: 4, NEWS: 4, FAIR: 4, THANKS: 4, WORD: 4},
    "M004": {TRUST: 5, SAFETY: 5, NEWS: 4, FAIR: 4, THANKS: 5, WORD: 4},
    "M006": {TRUST: 3, SAFETY: 4, NEWS: 4, FAIR: 5, THANKS: 4, WORD: 5},
    "M007": {TRUST: 4, SAFETY: 4, NEWS: 2, THANKS: 3, WORD: 3},
    "M009": {TRUST: 5, SAFETY: 5, NEWS: 4, FAIR: 4, THANKS: 4, WORD: 4},
}
SHARES = "M004"
FOR_DAYS = 90


def say(round_: Round, at: datetime) -> None:
    """Let six of the nine say by name how they see their teams, beside a counted round."""
    round_.refresh_from_db()
    for number, answers in SAID.items():
        say_by_name(round_, answers, by=firm.person(number), on=at.date())


def share(at: datetime) -> None:
    """Let one leader show everyone how his team sees him."""
    share_profile(
        by=firm.person(SHARES),
        shown_to=ProfileShare.With.EVERYONE,
        days=FOR_DAYS,
        on=at.date(),
        at=at,
    )
