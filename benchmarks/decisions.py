"""CPU and queries of the list of decisions: 500 of them, with questions, answers, versions.

Run: python3 bothways bench decisions
Goal: 15 ms of CPU and 12 queries for the list, each filter of it, and one decision.
"""

import random
from datetime import timedelta

from benchmarks.installation import throw_away
from benchmarks.pages import GOAL_MS, GOAL_QUERIES, page
from benchmarks.report import report

PEOPLE, DECISIONS = 500, 500
FILTERS = ("all", "no", "again", "asked", "corrected", "mine")


def main() -> None:
    with throw_away():
        owner, much_asked = five_hundred()
        for show in FILTERS:
            measured(owner, f"list of {DECISIONS} decisions, {show}", f"/decisions/?show={show}")
        measured(owner, "last page of the list", "/decisions/?page=17")
        measured(owner, "a decision with 20 questions", f"/decisions/{much_asked.pk}/")
        measured(owner, "its versions", f"/decisions/{much_asked.pk}/versions/")


def measured(person, what: str, address: str) -> None:  # type: ignore[no-untyped-def]
    """Print what one page costs."""
    n_queries, cpu = page(person, address)
    report(f"{what}: CPU", cpu, "ms", goal=GOAL_MS)
    report(f"{what}: queries", n_queries, "", goal=GOAL_QUERIES)


def five_hundred():  # type: ignore[no-untyped-def]
    """Fill the installation through the real actions; return the owner and one decision."""
    from django.db import connections

    from benchmarks.firms import firm_of
    from bothways.decisions.actions import correct
    from tests.factories import NOW, WHY, make_decision

    for database in connections.all():
        off = {"sqlite": "PRAGMA synchronous=OFF", "postgresql": "SET synchronous_commit=off"}
        database.cursor().execute(off[database.vendor])
    owner, people = firm_of(PEOPLE)
    chance = random.Random(6)
    for number in range(DECISIONS):
        on = NOW.date() - timedelta(days=number)
        deciders = [owner, *chance.sample(people, 2)]
        decision = make_decision(
            owner, f"Do we do thing {number}?", recorded_on=on, deciders=deciders, reasons=WHY * 3
        )
        if number % 5 == 0:
            talk(decision, chance.sample(people, 3), on)
        if number % 9 == 0:
            correct(decision, by=owner, was="Both.", now="One.", words="Misread.", at=NOW)
    talk(decision, people[:20], on)
    changed(decision, owner)
    return owner, decision


def talk(decision, people, on) -> None:  # type: ignore[no-untyped-def]
    """Let people ask; the first gets an answer."""
    from bothways.decisions.actions import answer_question, ask_about
    from tests.factories import at_nine

    answering = decision.answered_by()
    asking = [person for person in people if person not in answering]
    asked = [
        ask_about(decision, by=person, words=f"Why, asks {person.name}?", at=at_nine(on))
        for person in asking
    ]
    answer_question(asked[0], by=answering[0], words="Because of the wiring.", at=at_nine(on))


def changed(decision, owner) -> None:  # type: ignore[no-untyped-def]
    """Give a decision ten versions."""
    from bothways.decisions.actions import change_decision
    from tests.factories import NOW, WHY, tell_of

    for number in range(10):
        told = tell_of(decision.question, reasons=f"{WHY} {number}. " + WHY * 5)
        change_decision(decision, by=owner, told=told, why="New.", version=decision.version, at=NOW)


if __name__ == "__main__":
    main()
