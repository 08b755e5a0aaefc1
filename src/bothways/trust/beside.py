"""What stands beside trust on its page and in its report: who left, and whether things worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bothways.outcomes import sentences
from bothways.outcomes.measures import Kind
from bothways.outcomes.queries import leaving
from bothways.programmes.models import Programme
from bothways.programmes.queries import listed
from bothways.programmes.words import interval_words, standing

MOST_TRIED = 4
TOLD = {"judged", "running", "waiting"}


@dataclass(frozen=True)
class Tried:
    """One programme that runs or is over, and the word it has."""

    programme: Programme
    words: str
    interval: str
    rung: int | None


@dataclass(frozen=True)
class Beside:
    """leaving: how many left, the rate with its interval, what changed; () where nothing is told.

    tried: what runs or is over, the newest first; n_more: how many more were declared.
    """

    leaving: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()
    n_more: int = 0


def beside(*, on: date) -> Beside:
    """Return what stands beside trust today (2 queries)."""
    declared = list(listed())
    tried = [one for programme in declared if (one := _tried(programme, on))][:MOST_TRIED]
    return Beside(_leaving(on), tuple(tried), len(declared) - len(tried))


def _leaving(on: date) -> tuple[str, ...]:
    figures = leaving(on=on)
    return tuple(sentences.leavers(figures)) if figures.of(Kind.LEAVERS) else ()


def _tried(programme: Programme, on: date) -> Tried | None:
    stands = standing(programme, on)
    if stands.state not in TOLD:
        return None
    if stands.state != "judged":
        return Tried(programme, stands.words, "", None)
    document = programme.verdict.document
    return Tried(programme, stands.words, interval_words(document), document["rung"])


def in_a_line(tried: Sequence[Tried]) -> list[str]:
    """Return a line for each on paper: what it was, its word, its interval."""
    return [f"{one.programme.title}: {one.words}. {one.interval}".strip() for one in tried]
