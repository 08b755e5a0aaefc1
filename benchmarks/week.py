"""'This week' of a firm of 500 with three years behind it, for every role, with a full desk.

Each has a promise of their own that is due, promises made to them, one to judge, a word to
answer, a promise to take on, decisions that wait, an answer, thanks, a thing put off; a round is
open. Run: python3 bothways bench week
Goals: 15 ms of CPU and 12 queries for each page; the lines of all 500 at once 5 s.
"""

import random
import time
from datetime import timedelta

from benchmarks.decisions import talk
from benchmarks.installation import throw_away
from benchmarks.pages import GOAL_MS, GOAL_QUERIES, YEARS, page, three_years
from benchmarks.promises import give_words
from benchmarks.report import report

DECISIONS = 150


def main() -> None:
    with throw_away():
        for who, person in full_desks().items():
            n_queries, cpu = page(person, "/")
            report(f"this week of {who}: CPU", cpu, "ms", goal=GOAL_MS)
            report(f"this week of {who}: queries", n_queries, "", goal=GOAL_QUERIES)
        everybody()


def full_desks() -> dict[str, object]:
    """Fill the installation; return one person of each role."""
    from bothways.people.models import Person, Role

    owner = three_years()
    people = list(Person.objects.order_by("name"))
    give_words(people)
    lead = next(one for one in people if one.name.startswith("Lead"))
    rest = [one for one in people if one.pk not in {owner.pk, lead.pk}]
    roles = {
        "an owner": owner,
        "a people lead": rest[0],
        "a representative": rest[1],
        "somebody who leads": lead,
        "somebody else": rest[2],
    }
    Role.objects.create(person=rest[0], kind=Role.Kind.PEOPLE_LEAD)
    Role.objects.create(person=rest[1], kind=Role.Kind.REPRESENTATIVE)
    decide(owner, rest)
    for person in roles.values():
        fill_desk(person, rest)
    open_a_round(owner)
    return roles


def decide(owner, people) -> None:  # type: ignore[no-untyped-def]
    """Decisions of the last months, some with questions."""
    from django.utils import timezone

    from tests.factories import make_decision

    chance = random.Random(7)
    for number in range(DECISIONS):
        on = timezone.localdate() - timedelta(days=number * 2)
        deciders = chance.sample(people, 2)
        decision = make_decision(owner, f"Thing {number}?", recorded_on=on, deciders=deciders)
        if number % 5 == 0:
            talk(decision, chance.sample(people, 3), on)


def fill_desk(person, others) -> None:  # type: ignore[no-untyped-def]
    """Put one of each thing into somebody's week."""
    from django.utils import timezone

    from bothways.commitments.actions import hand_over, keep_commitment, make_commitment
    from bothways.confirmations.actions import judge
    from bothways.decisions.actions import answer_question, ask_about, correct
    from bothways.notifications.wishes import put_off
    from tests.factories import at_nine, make_decision

    today = timezone.localdate()
    then = at_nine(today - timedelta(days=9))
    now = at_nine(today)
    other = next(one for one in others if one.pk != person.pk)

    def promised(by, to, text: str):  # type: ignore[no-untyped-def]
        due = today + timedelta(days=1)
        words = f"{text} ({person.name})"
        return make_commitment(by=by, text=words, to=to, due_on=due, at=then)

    for number in range(6):
        promised(person, None, f"Mine {number}.")
        promised(other, person, f"For you {number}.")
    later = promised(person, None, "Put off.")
    put_off(f"promise:{later.pk}", by=person, until=today + timedelta(days=7))
    keep_commitment(promised(other, person, "Kept."), by=other, words="It is there.", at=now)
    for says, words in (("confirmed", ""), ("contested", "I see none.")):
        mine = promised(person, other, f"Mine to {says}.")
        keep_commitment(mine, by=person, words="It is there.", at=now)
        judge(mine, by=other, says=says, words=words, at=now)
    hand_over(promised(other, None, "Take it on."), to=person, by=other, words="Off.", at=now)
    mine = make_decision(person, f"Do we, {other.name}?", recorded_on=today - timedelta(days=3))
    ask_about(mine, by=other, words="Why?", at=then + timedelta(days=7))
    theirs = make_decision(
        other, f"Shall we, {person.name}?", recorded_on=today - timedelta(days=3)
    )
    asked = ask_about(theirs, by=person, words="Why?", at=then + timedelta(days=7))
    answer_question(asked, by=other, words="The wiring.", at=now)
    correct(theirs, by=other, was="Both.", now="One.", words="Misread.", at=now, thanks_to=person)


def open_a_round(owner) -> None:  # type: ignore[no-untyped-def]
    """Announce a round that can be answered now."""
    from django.utils import timezone

    from benchmarks.boxes import pairs_from_a_drawer
    from bothways.surveys.actions import announce_round
    from tests.rounds import answer_what_waits, draft

    now = timezone.now()
    round_ = draft(owner, opens_at=now - timedelta(hours=1))
    answer_what_waits(round_, by=owner)
    with pairs_from_a_drawer():
        announce_round(round_, by=owner, at=now - timedelta(hours=2))


def everybody() -> None:
    """Print what the lines of all weeks cost, as the weekly mail asks for them: fifty at once."""
    from django.utils import timezone

    from bothways.notifications.weekly import lines_for
    from bothways.notifications.weekly_mails import AT_ONCE
    from bothways.people.models import Person

    people = list(Person.objects.here())
    started = time.process_time()
    for start in range(0, len(people), AT_ONCE):
        lines_for(people[start : start + AT_ONCE], timezone.localdate())
    took = time.process_time() - started
    report(f"the lines of all {len(people)}, {YEARS} years: CPU", took, "s", goal=5)


if __name__ == "__main__":
    main()
