"""Closing, counting and releasing a round of 500 people and 30 questions.

Run: python3 bothways bench closing
Goal: under 2 s.
"""

import random
import time
from datetime import timedelta

from benchmarks.installation import throw_away
from benchmarks.report import report

PEOPLE, QUESTIONS, GOAL = 500, 30, 2.0


def main() -> None:
    with throw_away():
        seconds = closing()
    report("closing, counting, releasing 500 x 30", seconds, "s", goal=GOAL)


def closing() -> float:
    """Return the seconds from an open box of 500 ballots to a released result."""
    from benchmarks.firms import firm_of
    from bothways.results.actions import close_due_rounds
    from bothways.surveys.actions import Asked, announce_round, prepare_round
    from bothways.surveys.voting import cast_ballot
    from tests.factories import NOW

    owner, people = firm_of(PEOPLE)
    asked = [Asked(f"Q{n}", f"Question {n}", f"C{n // 3}") for n in range(QUESTIONS)]
    round_ = prepare_round(
        by=owner,
        title="All",
        kind="survey",
        questions=asked,
        opens_at=NOW,
        closes_at=NOW + timedelta(days=7),
    )
    announce_round(round_, by=owner, at=NOW)
    chance = random.Random(1)
    for person in people:
        answers = chance.choices([None, 1, 2, 3, 4, 5], k=QUESTIONS)
        cast_ballot(round_, person, answers, at=NOW)
    started = time.perf_counter()
    released = close_due_rounds(round_.closes_at)
    seconds = time.perf_counter() - started
    if len(released) != 1:
        raise RuntimeError("the round was not released")
    return seconds


if __name__ == "__main__":
    main()
