"""The list of promises of a firm that gave 2,000 of them, as most people open it.

Run: python3 bothways bench promises
Goal: 15 ms of CPU and 12 queries each.
"""

from datetime import timedelta

from benchmarks.installation import throw_away
from benchmarks.pages import GOAL_MS, GOAL_QUERIES, page
from benchmarks.report import report

PEOPLE, PROMISES, TO_ONE = 500, 2000, 10
SHOWN = {
    "all": "/promises/",
    "the last page": "/promises/?page=100",
    "silent": "/promises/?show=silent",
    "given by me": "/promises/?show=mine",
    "given to me": "/promises/?show=to-me",
    "amends": "/promises/?kind=amends",
}


def main() -> None:
    with throw_away():
        owner = two_thousand()
        for what, address in SHOWN.items():
            n_queries, cpu = page(owner, address)
            report(f"list of {PROMISES} promises, {what}: CPU", cpu, "ms", goal=GOAL_MS)
            report(
                f"list of {PROMISES} promises, {what}: queries", n_queries, "", goal=GOAL_QUERIES
            )


def two_thousand() -> object:
    """Make a firm and its promises; return the owner."""
    from benchmarks.firms import firm_of

    owner, people = firm_of(PEOPLE)
    give_words(people)
    return owner


def give_words(people) -> None:  # type: ignore[no-untyped-def]
    """Fill the tables: every state and kind, to all and to one."""
    from bothways.commitments.models import Commitment, Heard
    from tests.factories import TODAY

    kinds, made = list(Commitment.Kind), []
    for number in range(PROMISES):
        by, other = people[number % PEOPLE], people[(number + 1) % PEOPLE]
        made_on = TODAY - timedelta(days=number // 2)
        due_on = made_on + timedelta(days=30)
        to_one = number % 5 == 0
        ended = number % 4 < 2
        made.append(
            Commitment(
                made_by=by,
                text=f"The plan number {number} comes out on time and hangs on the board.",
                kind=kinds[number % len(kinds)],
                to="person" if to_one else "all",
                to_person=other if to_one else None,
                confirm="by_name" if to_one else "not",
                made_on=made_on,
                first_due_on=due_on,
                due_on=due_on,
                state=("kept", "broken")[number % 4] if ended else "open",
                closed_on=due_on if ended else None,
                closing_words="It hangs there." if ended else "",
            )
        )
    Commitment.objects.bulk_create(made, batch_size=500)
    heard = [
        Heard(commitment=promise, person=person)
        for number, promise in enumerate(made)
        for person in _audience(promise, people, number)
    ]
    Heard.objects.bulk_create(heard, batch_size=5000)


def _audience(promise, people, number):  # type: ignore[no-untyped-def]
    if promise.to_person is not None:
        return [promise.to_person]
    some = [people[(number + step) % PEOPLE] for step in range(2, 2 + TO_ONE)]
    return [*some, people[0]] if people[0] not in some else some


if __name__ == "__main__":
    main()
