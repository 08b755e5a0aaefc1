"""Leaders' answers, guesses and team intervals, each with what is said of them.

The leader's device comes to the same words. Writing tests/data/measurement/gap_vectors.json again:
PYTHONPATH=src .venv/bin/python -m tests.pure.measurement.gap_vectors
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from bothways.pure.measurement.gap import SCORE, SHARE, Gap, Scale, gap

FIXTURE = Path(__file__).parents[2] / "data" / "measurement" / "gap_vectors.json"

SCORE_INTERVALS = [
    (None, None),
    (1, 5),
    (1, 1),
    (2.5, 4.5),
    (2.5, 4.50001),
    (3.3, 3.9),
    (3.5, 4),
    (3.499, 3.501),
    (4.5, 5),
    (1.2, 2.9),
]
SHARE_INTERVALS = [
    (None, None),
    (0, 1),
    (0, 0.3),
    (0.2, 0.5),
    (0.2, 0.5001),
    (0.25, 0.55),
    (0.3, 0.6),
    (0.45, 0.75),
    (0.4, 0.8),
    (0.5, 0.9),
    (0.51, 0.95),
    (0.35, 0.65),
    (1, 1),
]
OWN = [None, 1, 2, 3, 3.4, 4, 5]
SCORE_GUESSES = [None, 1, 3, 4, 5]
SHARE_GUESSES = [None, 0, 0.3, 0.5, 0.55, 0.7, 1]


def vectors() -> Iterator[dict[str, Any]]:
    """Give every combination, as JSON can say it."""
    for scale, name, views in _scales():
        for (low, high), (own, guess), questions in product(*views):
            told = gap(own, guess, low, high, scale=scale, questions=questions)
            yield {
                "scale": name,
                "questions": questions,
                "low": low,
                "high": high,
                "own": own,
                "guess": guess,
                "says": {"own": _plain(told.own), "guess": _plain(told.guess)},
            }


def _scales() -> Iterator[tuple[Scale, str, tuple[list[Any], list[Any], list[int]]]]:
    yield SCORE, "score", (SCORE_INTERVALS, _pairs(OWN, SCORE_GUESSES), [1, 4])
    yield SHARE, "share", (SHARE_INTERVALS, _pairs(OWN, SHARE_GUESSES), [1])


def _pairs(owns: list[Any], guesses: list[Any]) -> list[tuple[Any, Any]]:
    """Every own answer and every guess at least once, without every pair of them."""
    longest = max(len(owns), len(guesses))
    return [(owns[at % len(owns)], guesses[at % len(guesses)]) for at in range(longest)]


def _plain(told: Gap) -> dict[str, str | None]:
    return {
        "word": told.word.value,
        "side": told.side.value if told.side else None,
        "why": told.why.value if told.why else None,
    }


def as_fixture() -> str:
    """Return the vectors as the file holds them, one a line."""
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in vectors())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FIXTURE.write_text(as_fixture())
