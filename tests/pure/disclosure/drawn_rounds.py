"""Rounds drawn by a seed and what Python releases of each, for the second counter to match.

Writing tests/data/drawn_rounds.json again:
PYTHONPATH=src .venv/bin/python -m tests.pure.disclosure.drawn_rounds
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from bothways.pure.disclosure import Block, Question, release

FIXTURE = Path(__file__).parents[2] / "data" / "drawn_rounds.json"
N_KEPT = 400
LEANINGS: tuple[tuple[int, ...], ...] = (
    (0, 1, 2, 3, 4, 5),
    (5, 5, 5, 5, 1),
    (1, 1, 1, 2, 4, 0),
    (4,),
)
DEPARTMENTS = ("", "Sales", "Öfen", "Werk", "Werk/Öfen", "\U0001f6e0 Tools", "\uff21 Halle")
"""Names in no department, in two, and such as sort otherwise by UTF-16 than by code point."""


def drawn_rounds(seed: int, n: int) -> Iterator[dict[str, Any]]:
    """Give n rounds as JSON can say them: skips, tiny firms, cut departments, blocks together."""
    chance = Random(seed)
    for _ in range(n):
        yield _round(chance)


def _round(chance: Random) -> dict[str, Any]:
    constructs = [chance.choice(["TRU", "PSY", "COM"]) for _ in range(chance.randint(1, 4))]
    blocks = [_block(chance, number) for number in range(1, chance.randint(1, 7) + 1)]
    leaning = chance.choice(LEANINGS)
    return {
        "format": chance.choice(["focus", "full"]),
        "k": chance.randint(1, 9),
        "c": chance.randint(0, 3),
        "questions": [
            {"id": f"q{number}", "construct": name} for number, name in enumerate(constructs, 1)
        ],
        "blocks": blocks,
        "ballots": {
            block["id"]: [
                "".join(str(chance.choice(leaning)) for _ in constructs)
                for _ in range(_turnout(chance, block["eligible"]))
            ]
            for block in blocks
            if chance.random() < 0.9
        },
    }


def _block(chance: Random, number: int) -> dict[str, Any]:
    department = chance.choice(DEPARTMENTS)
    name = chance.choice(['Team "{}"', "Schicht {}\u2028", "{} \\ Nacht\x7f"]).format(number)
    return {
        "id": f"b{number}",
        "name": name,
        "department": department,
        "teams": [f"Firm/{department}/{name}"] * chance.randint(1, 2),
        "eligible": chance.randint(0, 14),
    }


def _turnout(chance: Random, eligible: int) -> int:
    return chance.choice([0, eligible, chance.randint(0, eligible)])


def released_text(drawn: dict[str, Any]) -> str:
    """Return what Python releases of a drawn round."""
    return release(
        format=drawn["format"],
        k=drawn["k"],
        c=drawn["c"],
        questions=[Question(**question) for question in drawn["questions"]],
        blocks=[Block(**block | {"teams": tuple(block["teams"])}) for block in drawn["blocks"]],
        answers={
            block: [answers_of(ballot) for ballot in told]
            for block, told in drawn["ballots"].items()
        },
    ).to_json()


def answers_of(ballot: str) -> list[int | None]:
    """Return the answers that '504' stands for: 5, none, 4."""
    return [int(sign) or None for sign in ballot]


def as_fixture(rounds: Sequence[dict[str, Any]]) -> str:
    """Return the rounds with the SHA-256 of each release, as the file holds them."""
    listed = [
        {**drawn, "sha256": hashlib.sha256(released_text(drawn).encode()).hexdigest()}
        for drawn in rounds
    ]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in listed)
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FIXTURE.write_text(as_fixture(list(drawn_rounds(2026, N_KEPT))))
