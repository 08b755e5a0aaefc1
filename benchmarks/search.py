"""Finding words in 5,000 promises and what was said about them, and making all of it anew.

Run: python3 bothways bench search
Goal: 50 ms for one page of hits, the slowest of eight questions, on either database.
"""

import random
import time
from datetime import timedelta

from benchmarks.installation import throw_away
from benchmarks.report import report

RECORDS, GOAL_MS, GOAL_MS_PAGE, TIMES = 5000, 50.0, 40.0, 20
QUESTIONS = ("a", "the", "gau", "gauges wall", "ubung", "nothing like it", "w1 w2 w3", "w17")


def main() -> None:
    with throw_away():
        owner = fill()
        slowest = max(asked(words) for words in QUESTIONS)
        report(f"one of {len(QUESTIONS)} questions, the slowest, {RECORDS} records", slowest,
               "ms", goal=GOAL_MS)  # fmt: skip
        report("the page /search/ with thirty hits: CPU", page(owner), "ms", goal=GOAL_MS_PAGE)
        report("comparing all of it with what it is of", timed(compare), "s")
        report("making all of it anew", timed(rebuild), "s")


def fill():  # type: ignore[no-untyped-def]
    """Put 5,000 promises there, each with two words said about it; return the owner."""
    from benchmarks.firms import firm_of
    from bothways.commitments.models import Change, Commitment
    from tests.factories import TODAY

    owner, _people = firm_of(20)
    chance = random.Random(8)
    words = [*(f"w{n}" for n in range(3000)), "Übung", "gauges", "wall"]
    made = []
    for number in range(RECORDS):
        day = TODAY - timedelta(days=number % 900)
        text = "A the " + " ".join(chance.choices(words, k=18))
        said = {"made_on": day, "first_due_on": day, "due_on": day, "to": "all"}
        made.append(Commitment(made_by=owner, text=text, **said))
    Commitment.objects.bulk_create(made)
    Change.objects.bulk_create(
        Change(commitment=one, kind="word", said_on=one.made_on,
               words=" ".join(chance.choices(words, k=60)))
        for one in made for _ in range(2)
    )  # fmt: skip
    rebuild()
    return owner


def asked(words: str) -> float:
    """Return how many ms one question takes, the best of twenty; others may be busy beside it."""
    from bothways.search.queries import page_of

    return min(timed(lambda: page_of(words)) for _ in range(TIMES)) * 1000


def page(person) -> float:  # type: ignore[no-untyped-def]
    from benchmarks.pages import page

    return page(person, "/search/?q=gau")[1]


def rebuild() -> None:
    from bothways.search.actions import rebuild

    if rebuild() != RECORDS:
        raise RuntimeError("not everything can be found")


def compare() -> None:
    from bothways.search.queries import out_of_step

    if out_of_step():
        raise RuntimeError("what is found is not what is there")


def timed(work) -> float:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
