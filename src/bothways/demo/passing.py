"""Letting time pass: nobody who looks around waits for days until a box closes."""

from datetime import datetime, timedelta

from bothways.demo import rounds
from bothways.demo.answers import Answerer
from bothways.demo.clock import ROUNDS
from bothways.demo.doors import DOORS
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import open_round

LAST_MOMENT = timedelta(minutes=1)


def close_the_box(*, now: datetime) -> bool:
    """Let the others answer, then do what the worker does when the open round's time is up.

    Everything is dated as of that time, as the rules of the round have it; only the mail that
    tells of the result leaves now. Returns whether there was an open round.
    """
    round_ = open_round()
    if round_ is None:
        return False
    _let_the_others_answer(round_)
    rounds.close_and_count(max(now, round_.closes_at))
    Message.objects.filter(kind="round.released", next_try_at__gt=now).update(next_try_at=now)
    return True


def _let_the_others_answer(round_: Round) -> None:
    """Whoever has no envelope yet may still come; for those behind the doors nobody answers."""
    waiting = Entitlement.objects.filter(round=round_, blinded_digest="")
    people = Person.objects.here().filter(pk__in=waiting.values("person")).select_related("unit")
    questions, answerer = list(round_.questions.all()), Answerer()

    def given(person: Person) -> list[int | None]:
        return answerer.answers(str(person.number), person.unit.name, questions, ROUNDS)

    others = people.exclude(number__in=[door.number for door in DOORS])
    coming = [person for person in others if answerer.takes_part(str(person.number))]
    rounds.answer(round_, coming, given, at=round_.closes_at - LAST_MOMENT)
