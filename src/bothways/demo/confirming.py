"""Whether a word was kept, said by those who heard it: by name, and once a month in a box."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from bothways.commitments.models import Commitment
from bothways.confirmations.actions import answer_contest, gather, judge
from bothways.confirmations.models import Gathered, Judgement
from bothways.demo import firm, pairs, rounds, second_key
from bothways.demo.answers import SEED, Answerer
from bothways.demo.clock import Clock
from bothways.people.models import Person
from bothways.surveys import actions as asking
from bothways.surveys.models import Round

Act = Callable[[datetime], object]
ASKED_AGO = 38  # between the round of those who lead and the newest pulse
OPEN_BY, COUNTED_BY = timedelta(days=5, hours=-1), timedelta(days=13, hours=10)
TAKES_PART = 0.4
SKIPS = 0.1
MOST_SAY = {Gathered.Asks.KEPT: (2, 3, 4, 4, 4, 5, 5, 5), Gathered.Asks.HELPED: (2, 3, 3, 4, 4, 5)}

WORTH_IT = (1, 2, 3, 3, 4, 4, 5, 5, 5)


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield the round in which a month's promises were judged."""
    gathered = clock.at(clock.workday(ASKED_AGO), 9)
    asked: dict[str, Round] = {}

    def announce(at: datetime) -> None:
        round_ = gather(at=at)
        if round_ is not None:
            people_lead = firm.person("M003")
            asking.announce_round(round_, by=people_lead, at=at, pairs=pairs.several)
            second_key.serve(at)
            asked["round"] = round_

    def answer(at: datetime) -> None:
        if "round" in asked:
            _answer(asked["round"], at)

    yield gathered, announce
    yield gathered + OPEN_BY, asking.tell_of_open_box
    yield gathered + OPEN_BY + timedelta(hours=2), answer
    yield gathered + COUNTED_BY, rounds.close_and_count


def say(promise: Commitment, *, by: Person, verb: str, words: str, at: datetime) -> None:
    """Confirm or contest it by name; or answer whoever sees it differently."""
    if verb == "replied":
        contest = promise.judgements.filter(says=Judgement.Says.CONTESTED).latest("pk")
        answer_contest(contest, by=by, words=words, at=at)
    else:
        judge(promise, by=by, says=verb, words=words, at=at)


def _answer(round_: Round, at: datetime) -> None:
    """Let some of those who heard the promises judge them; who did not hear one skips it."""
    answerer = Answerer(SEED + 2)
    asked = {one.code: one for one in round_.gathered.select_related("commitment__to_unit")}
    questions = [asked.get(question.code) for question in round_.questions.all()]
    units = {one.commitment.to_unit.path for one in asked.values() if one.commitment.to_unit}

    def given(person: Person) -> list[int | None]:
        return [_judged(answerer, one, person) for one in questions]

    people = Person.objects.here().select_related("unit").order_by("number")
    those = [
        person
        for person in people
        if person.unit.path in units or answerer.takes_part(str(person.number), TAKES_PART)
    ]
    answerer.random.shuffle(those)
    rounds.answer(round_, those, given, at=at)


def _judged(answerer: Answerer, one: Gathered | None, person: Person) -> int | None:
    if one is None:  # a vote on an idea or a question
        return answerer.random.choice(WORTH_IT)
    unit = one.commitment.to_unit
    if unit is not None and not person.unit.path.startswith(unit.path):
        return None
    if answerer.random.random() < SKIPS:
        return None
    return answerer.random.choice(MOST_SAY[Gathered.Asks(one.asks)])
