"""What must hold before a round opens, what follows when a draft of one changes, and what else its
page says: higher rooms register it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bothways.people.models import Person
from bothways.surveys.models import Round

Condition = Callable[[Round, datetime], list[str]]

CONDITIONS: list[Condition] = []


@dataclass(frozen=True)
class Alarm:
    """What everybody must know of a round before anything else on its page."""

    words: str
    what_to_do: str
    lead: str  # what the list is of
    lines: list[str]


Look = Callable[[Round], Alarm | None]

ALARMS: list[Look] = []


def alarm(look: Look) -> Look:
    """Register a function that returns what is the matter with a round, or None."""
    ALARMS.append(look)
    return look


def alarms_of(round_: Round) -> list[Alarm]:
    """Return all that is the matter with a round; mostly nothing."""
    return [found for look in ALARMS if (found := look(round_))]


def condition(check: Condition) -> Condition:
    """Register a function that returns what stands in the way, one sentence each."""
    CONDITIONS.append(check)
    return check


def what_stands_in_the_way(round_: Round, at: datetime) -> list[str]:
    """Return every reason why this round can't be announced now; empty when nothing does."""
    return [reason for check in CONDITIONS for reason in check(round_, at)]


Follow = Callable[[Round, Person | None, datetime], None]

FOLLOWS: list[Follow] = []


def when_a_draft_changes(follow: Follow) -> Follow:
    """Register what follows, in the same transaction, once a draft is not what it was.

    It is called with the round, whoever changed it, and when.
    """
    FOLLOWS.append(follow)
    return follow


def a_draft_changed(round_: Round, *, by: Person | None, at: datetime) -> None:
    """Let what was built on the draft as it was fall, or follow."""
    for follow in FOLLOWS:
        follow(round_, by, at)


Beside = Callable[[Round, Person], str]

BESIDE: list[Beside] = []


def beside_a_round(part: Beside) -> Beside:
    """Register a function that returns a part of a round's page, as safe HTML; '' for none."""
    BESIDE.append(part)
    return part


def parts_beside(round_: Round, person: Person) -> list[str]:
    """Return what other rooms have to say on a round's page to this person."""
    return [html for part in BESIDE if (html := part(round_, person))]
