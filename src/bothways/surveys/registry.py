"""What must hold before a round opens: higher rooms register their own conditions here."""

from collections.abc import Callable
from datetime import datetime

from bothways.surveys.models import Round

Condition = Callable[[Round, datetime], list[str]]

CONDITIONS: list[Condition] = []


def condition(check: Condition) -> Condition:
    """Register a function that returns what stands in the way, one sentence each."""
    CONDITIONS.append(check)
    return check


def what_stands_in_the_way(round_: Round, at: datetime) -> list[str]:
    """Return every reason why this round can't be announced now; empty when nothing does."""
    return [reason for check in CONDITIONS for reason in check(round_, at)]
