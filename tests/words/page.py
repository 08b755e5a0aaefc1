"""How the table of words is written, and what its conditions mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CONDITIONS = {
    "always": "in every configuration",
    "one_key": "the company's key alone opens the box",
    "two_keys": "the representative keeps a second key, apart from the company",
    "same_host": "the second key lies with the company, so it is none",
    "with_second": "there is a second key, wherever it lies",
    "sqlite": "ballots lie in a file of SQLite",
    "postgresql": "ballots lie in PostgreSQL",
    "delay": "a ballot waits before it leaves",
    "no_delay": "a ballot leaves at once",
    "own_box": "ballots go to an address of their own",
    "same_address": "ballots go to the address of the pages",
    "replica": "a second machine keeps a copy of the database",
    "backups": "a backup is made each night",
    "no_backups": "no backup is made by itself",
    "kiosk": "on a device that a firm registered as shared",
    "own_device": "on a device that somebody marked as theirs",
    "covers": "a device may send empty ballots",
    "demo": "in the demo",
    "void": "of a round that is void",
    "small_firm": "where a firm is too small for a round",
    "no_representative": "where nobody stands for the employees",
    "then": "only when it has just happened, said by the code that is named",
}


@dataclass(frozen=True)
class Page:
    """One file of texts: what it says by condition, and what makes that true.

    A comma joins conditions that must all hold; 'or' parts those of which one is enough.
    """

    file: str
    made_true_by: str  # path, or path::name
    said: Mapping[str, tuple[str, ...]]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Give each (condition, sentence) of the page."""
        for condition, sentences in self.said.items():
            for sentence in sentences:
                yield condition, sentence


def names_in(condition: str) -> list[str]:
    """Return the names of which a condition is made."""
    return [name for part in condition.split(",") for name in part.split() if name != "or"]


def holds(condition: str, now: frozenset[str]) -> bool:
    """Say whether a condition holds where these do."""
    parts = [part.split(" or ") for part in condition.split(",")]
    return all(any(name.strip() in now for name in part) for part in parts)
