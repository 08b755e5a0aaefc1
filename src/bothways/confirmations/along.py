"""What other rooms have asked in the month's round, beside its promises: how much, which, how."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from bothways.confirmations.models import GatheredVote
from bothways.confirmations.registry import TOPICS, Topic, Vote
from bothways.surveys.actions import Asked
from bothways.surveys.models import LONGEST_ASKED, Round
from bothways.surveys.queries import A_QUARTER, held_since
from bothways.surveys.wording import alike

CODE = "VOTE-"  # how the codes of these questions begin
DIGITS = 10
MOST_VOTES = 4  # where promises wait too; what one of the two leaves free the other takes

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Voted:
    """One vote on its way into a round."""

    topic: Topic
    vote: Vote


def code_of_vote(topic: Topic, thing: UUID) -> str:
    """Return the code of this question; it follows from the thing, so anybody can check it."""
    digest = hashlib.sha256(f"{thing.hex}/{topic.name}".encode()).hexdigest()
    return f"{CODE}{topic.letter}-{digest[:DIGITS]}"


def share(promises: Sequence[T], votes: Sequence[U], most: int) -> tuple[list[T], list[U]]:
    """Return what fits into a round of so many questions, without changing the order of either."""
    n_votes = min(len(votes), max(MOST_VOTES, most - len(promises)))
    return list(promises[: most - n_votes]), list(votes[:n_votes])


def votes_waiting(on: date, *, but: Round | None = None) -> list[Voted]:
    """Return all votes that could be asked on a day and were not yet, the oldest first.

    but: the month's draft, whose own questions are free to be gathered again.
    """
    found = [one for topic in TOPICS.values() for one in _of(topic, on, but)]
    return sorted(found, key=lambda one: (one.vote.since, one.vote.thing.hex))


def _of(topic: Topic, on: date, but: Round | None) -> list[Voted]:
    """Return those of one topic: of two in nearly the same words, one in a quarter."""
    asked = GatheredVote.objects.filter(topic=topic.name)
    done = set((asked.exclude(round=but) if but else asked).values_list("thing", flat=True))
    votes = [vote for vote in topic.waiting(on) if vote.thing not in done]
    since = timezone.make_aware(datetime.combine(on, time())) - A_QUARTER
    lately = set(asked.filter(round__in=held_since(since)).values_list("thing", flat=True))
    said = topic.shown([*lately, *(vote.thing for vote in votes)]) if votes else {}
    near = [said[thing].said for thing in lately & said.keys()]
    found = []
    for vote in sorted(votes, key=lambda one: (one.since, one.thing.hex)):
        words = said[vote.thing].said if vote.thing in said else ""
        if not any(alike(words, other) for other in near):
            near.append(words)
            found.append(Voted(topic, vote))
    return found


def questions_of(votes: Iterable[Voted]) -> list[Asked]:
    """Return the questions, each in every language."""
    return [_question(one) for one in votes]


def _question(voted: Voted) -> Asked:
    topic, thing = voted.topic, voted.vote.thing
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = topic.worded([thing])[thing][:LONGEST_ASKED]
    written_in = settings.LANGUAGES[0][0] if "en" not in texts else "en"
    code = code_of_vote(topic, thing)
    return Asked(code, texts[written_in], code, language=written_in, texts=texts)
