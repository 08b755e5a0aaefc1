"""CPU and queries of the pages people open most: 500 people, three years of data.

Run: python3 bothways bench pages
Goal: 15 ms of CPU and 12 queries each.
"""

import random
import time
from datetime import timedelta

from benchmarks.boxes import fill_box, pairs_from_a_drawer
from benchmarks.installation import throw_away
from benchmarks.report import report

PEOPLE, YEARS, GOAL_MS, GOAL_QUERIES, TIMES = 500, 3, 15.0, 12, 50
PULSES_A_YEAR, A_QUARTER = 4, timedelta(days=92)
PROMISES_A_YEAR = 20
PAGES = {
    "trust page": "/trust/",
    "member list": "/people/",
    "this week": "/",
    "promises": "/promises/",
    "rounds": "/rounds/",
    "record": "/record/",
}


def main() -> None:
    with throw_away():
        owner = three_years()
        reading()
        for what, address in PAGES.items():
            n_queries, cpu = page(owner, address)
            report(f"{what} of {PEOPLE}, {YEARS} years: CPU", cpu, "ms", goal=GOAL_MS)
            report(f"{what} of {PEOPLE}, {YEARS} years: queries", n_queries, "", goal=GOAL_QUERIES)


def three_years() -> object:
    """Fill the installation through the real actions; return the owner."""
    from django.db import connections

    from benchmarks.firms import firm_of
    from bothways.readings.actions import keep_readings
    from tests.factories import NOW

    for database in connections.all():  # what is filled in here need not outlast a power cut
        off = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit=off"}
        database.cursor().execute(off[database.vendor])
    owner, people = firm_of(PEOPLE)
    begin = NOW - timedelta(days=365 * YEARS)
    chance = random.Random(3)
    for number in range(YEARS * PULSES_A_YEAR):
        pulse(owner, people, begin + number * A_QUARTER, chance)
    for number in range(YEARS * PROMISES_A_YEAR):
        _promise(owner, begin + timedelta(days=18 * number))
    keep_readings()  # the worker does it within seconds of a result
    return owner


def reading() -> None:
    """Print what one result costs the worker, and what a page then fetches."""
    from bothways.readings.models import Reading
    from bothways.readings.queries import chain, worked_out

    newest = list(chain())[-1]
    started = time.process_time()
    made = next(worked_out({newest}))
    took = (time.process_time() - started) * 1000
    if made.firm != Reading.objects.get(pk=newest).firm:
        raise RuntimeError("the same result gave two readings")
    report(f"one result of {PEOPLE}, read by the worker: CPU", took, "ms")
    report("what is kept of it for the firm", len(made.firm) / 1024, "KB")
    report("and for its groups", len(made.groups) / 1024, "KB")


def pulse(owner, people, at, chance) -> None:  # type: ignore[no-untyped-def]
    """Hold one pulse: announce, 400 answers, count, release."""
    from bothways.results.actions import close_due_rounds
    from bothways.surveys.actions import Asked, announce_round, prepare_round
    from bothways.surveys.bank import by_code
    from tests.rounds import answer_what_waits

    items = by_code(["U-TRU1", "U-TRU2", "U-PSY1", "U-PSY2", "U-COM1", "U-FOL1"])
    round_ = prepare_round(
        by=owner,
        title=f"Pulse {at:%B %Y}",
        kind="pulse",
        questions=[Asked(i.code, i.text, i.construct, about_leader=i.about_leader) for i in items],
        opens_at=at,
        closes_at=at + timedelta(days=7),
    )
    answer_what_waits(round_, by=owner)
    with pairs_from_a_drawer():
        announce_round(round_, by=owner, at=at)
    who = chance.sample(people, 400)
    fill_box(round_, {one: chance.choices([1, 2, 3, 4, 5], k=len(items)) for one in who})
    close_due_rounds(round_.closes_at)


def _promise(owner, at) -> None:  # type: ignore[no-untyped-def]
    from bothways.commitments.actions import keep_commitment, make_commitment

    due_on = at.date() + timedelta(days=14)
    text = f"The plan of {at.date()} comes out on time."
    promise = make_commitment(by=owner, text=text, due_on=due_on, to=None, at=at)
    keep_commitment(promise, by=owner, words="It hangs on the board.", at=at + timedelta(days=9))


def page(person, address: str) -> tuple[int, float]:  # type: ignore[no-untyped-def]
    """Return (queries, CPU in ms of one answer, the median of fifty)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    n_queries = len(queries)  # read now: the next request empties the log
    if answer.status_code != 200 or not n_queries:
        raise RuntimeError(f"{address} was not measured: status {answer.status_code}")
    spent = []
    for _ in range(TIMES):
        started = time.process_time()
        client.get(address)
        spent.append((time.process_time() - started) * 1000)
    return n_queries, sorted(spent)[TIMES // 2]


if __name__ == "__main__":
    main()
