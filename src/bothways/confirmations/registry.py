"""What higher rooms have asked along with the month's promises: a vote on an idea, say.

A vote of its own would need envelopes, a box and rules of release of its own, and another figure
that the month's could be subtracted from. So it is one question more in the month's round: the same
credential, the same format, the same rules. Each thing is asked about once, ever.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from bothways.confirmations.figures import Sentences


@dataclass(frozen=True)
class Vote:
    """One thing that waits to be asked about. since: from when on; the oldest comes first."""

    thing: UUID
    since: date


@dataclass(frozen=True)
class Shown:
    """A thing as pages show it, its words with the way to its own page."""

    said: str
    link: str


@dataclass(frozen=True)
class Topic:
    """What a room asks about its things.

    name: of the kind of thing, stored with each question. letter: in the codes of its questions.
    waiting: what could be asked on a day. worded: the questions about these things in the language
    in use, without anybody's name, for the rules of a round are never changed; what is not among
    them any more is not asked. shown: what pages show of these things to everybody. asks: what is
    asked, in a sentence. figure: what a released figure says.
    """

    name: str
    letter: str
    waiting: Callable[[date], list[Vote]]
    worded: Callable[[Iterable[UUID]], Mapping[UUID, str]]
    shown: Callable[[Iterable[UUID]], Mapping[UUID, Shown]]
    asks: Promise
    figure: Sentences


TOPICS: dict[str, Topic] = {}


def asked_along(topic: Topic) -> Topic:
    """Register what a room asks in the month's round."""
    TOPICS[topic.name] = topic
    return topic
