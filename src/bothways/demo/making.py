"""Making the demo firm: everything that happened at Millrace, in order, by the real actions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.commitments import actions as promising
from bothways.commitments.jobs import remind_of_promises
from bothways.commitments.models import Commitment
from bothways.commitments.queries import origin_of
from bothways.demo import (
    confirming,
    deciding,
    firm,
    leading,
    letters,
    outcomes,
    pairs,
    programmes,
    rounds,
    second_key,
    showing,
    speaking,
)
from bothways.demo.answers import Answerer
from bothways.demo.clock import OPEN_FOR, ROUNDS, SATURDAY, Clock
from bothways.demo.doors import DOORS
from bothways.demo.stories import Story, Then, promises
from bothways.notifications.actions import wipe_old
from bothways.notifications.models import Message
from bothways.people.models import Person, Unit
from bothways.readings.actions import keep_readings
from bothways.record.prompted import Prompt, PromptKind
from bothways.surveys import actions as asking
from bothways.surveys.bank import Item, askable, by_code
from bothways.surveys.models import Round

Say = Callable[[str], None]
SURVEYS = {1, 4}
SET_ASIDE = 5  # the round that was asked before the last one's answers were given
SECOND_KEY_SINCE = 6  # the round from which on the representative holds a second key
IN_EVERY_PULSE = ("U-TRU1", "U-PSY1", "U-COM1", "U-FAI2", "U-REC1", "U-FOL1")
ANSWERED_SO_FAR = 0.45
KEY_PAIRS = 110  # about as many as all boxes and the second key's spare ones take
MAIL_SHOWN_FOR = timedelta(days=10)


@dataclass(frozen=True)
class Event:
    """Something that happens at a moment."""

    at: datetime
    do: Callable[[datetime], object]


@dataclass
class Millrace:
    """The firm while its story is told."""

    clock: Clock
    answerer: Answerer = field(default_factory=Answerer)
    rounds: dict[int, Round] = field(default_factory=dict)
    given: dict[int, Commitment] = field(default_factory=dict)

    def events(self) -> list[Event]:
        """Return all that happens, in order."""
        what = [*self._people(), *self._rounds(), *self._promises(), *self._mornings()]
        for room in (programmes, leading, deciding, confirming, letters, speaking):
            what += [Event(at, do) for at, do in room.events(self.clock)]
        return sorted(what, key=lambda event: event.at)

    def _people(self) -> Iterator[Event]:
        begins = self.clock.opens(1) - timedelta(days=30)
        yield Event(begins, firm.found)
        for somebody in firm.who_came_later():
            day = self.clock.workday(somebody.joined_days_ago or 0)
            yield Event(self.clock.at(day, 7), firm.joining(somebody, day))
        for somebody in firm.who_left():
            day = self.clock.workday(somebody.left_days_ago or 0)
            yield Event(self.clock.at(day, 17), firm.leaving(somebody, day))
        yield Event(self.clock.at(self.clock.workday(12), 15), firm.share)
        yield Event(self.clock.at(self.clock.today, 6), outcomes.taking_in(self.clock))

    def _rounds(self) -> Iterator[Event]:
        for number in range(1, ROUNDS + 1):
            opens = self.clock.opens(number)
            if number == SECOND_KEY_SINCE:
                yield Event(opens - timedelta(days=6), second_key.take)
            yield Event(opens - timedelta(days=3), self._announcing(number, opens))
            yield Event(opens, asking.tell_of_open_box)
            yield Event(opens + timedelta(hours=6), self._answering(number))
            if number < ROUNDS:
                closes = opens + OPEN_FOR
                yield Event(closes - timedelta(hours=20), asking.remind_everyone)
                yield Event(closes, rounds.close_and_count)

    def _promises(self) -> Iterator[Event]:
        for number, story in enumerate(promises()):
            hour = 9 + number % 7
            said = self.clock.at(self.clock.workday(story.ago), hour)
            yield Event(said, self._giving(number, story))
            for then in story.then:
                day = self.clock.workday(story.ago - then.after)
                later = self.clock.at(day, hour, 30)
                yield Event(later, self._following(number, story, then))

    def _mornings(self) -> Iterator[Event]:
        for ago in range(max(story.ago for story in promises()), 0, -1):
            day = self.clock.today - timedelta(days=ago)
            if day.weekday() < SATURDAY:
                yield Event(self.clock.at(day, 7, 5), remind_of_promises)

    def _announcing(self, number: int, opens: datetime) -> Callable[[datetime], None]:
        def announce(at: datetime) -> None:
            kind = Round.Kind.SURVEY if number in SURVEYS else Round.Kind.PULSE
            self.rounds[number] = rounds.announce(
                _title(number, opens),
                questions_of(number),
                opens=opens,
                at=at,
                kind=kind,
                can_wait=number != SET_ASIDE,
            )

        return announce

    def _answering(self, number: int) -> Callable[[datetime], None]:
        def answer(at: datetime) -> None:
            items = questions_of(number)
            people = list(Person.objects.here().select_related("unit").order_by("number"))
            self.answerer.random.shuffle(people)
            self.answerer.helped = programmes.those_who_began()
            rounds.answer(
                self.rounds[number],
                [person for person in people if self._answers_now(person, number)],
                lambda person: self.answerer.answers(
                    str(person.number), person.unit.name, items, number
                ),
                at=at,
            )

        return answer

    def _answers_now(self, person: Person, number: int) -> bool:
        """Those behind the doors have not answered the open round: whoever plays them may."""
        if number < ROUNDS:
            return self.answerer.takes_part(str(person.number))
        behind_a_door = person.number in {door.number for door in DOORS}
        return not behind_a_door and self.answerer.takes_part(str(person.number), ANSWERED_SO_FAR)

    def _giving(self, number: int, story: Story) -> Callable[[datetime], None]:
        def give(at: datetime) -> None:
            origin = None
            if story.answers:
                asked_in, code = story.answers
                origin = origin_of(self.rounds[asked_in].pk, code)
            self.given[number] = promising.make_commitment(
                by=firm.person(story.by),
                text=story.text,
                due_on=self.clock.workday(story.ago - story.due),
                to=_addressee(story.to),
                at=at,
                origin=origin,
                value=firm.value(story.value),
                kind=story.kind or None,
                confirm=story.confirm,
                prompt=self._because(story.because),
            )

        return give

    def _because(self, because: str) -> Prompt | None:
        """Return what prompted a promise: a decision, another promise, or a meeting in words."""
        kind, _colon, name = because.partition(":")
        if kind == PromptKind.DECISION:
            return deciding.prompt_by(name)
        if kind == PromptKind.PROMISE:
            number = next(n for n, story in enumerate(promises()) if story.name == name)
            broken = self.given[number]
            return Prompt(PromptKind.PROMISE, str(broken.pk), broken.text)
        return Prompt(PromptKind.MEETING, "", name) if kind else None

    def _following(self, number: int, story: Story, then: Then) -> Callable[[datetime], None]:
        def follow(at: datetime) -> None:
            promise, words = self.given[number], then.words
            by = firm.person(then.by or story.by)
            if then.verb == "moved":
                to = self.clock.workday(story.ago - then.due)
                promising.move_commitment(promise, by=by, to=to, words=words, at=at)
            elif then.verb in SHOWN:
                SHOWN[then.verb](promise, then, by=by, at=at)
            elif then.verb in SAID_BY_NAME:
                confirming.say(promise, by=by, verb=then.verb, words=words, at=at)
            else:
                ACTS[then.verb](promise, by=by, words=words, at=at)

        return follow


SHOWN = {"shown": showing.show, "handed": showing.hand}
SAID_BY_NAME = {"confirmed", "contested", "replied"}
ACTS: dict[str, Callable[..., object]] = {
    "word": promising.give_word,
    "kept": promising.keep_commitment,
    "broken": promising.break_commitment,
    "taken_back": promising.take_back_end,
}


def make_millrace(now: datetime, *, say: Say = lambda _line: None) -> Millrace:
    """Tell the whole story into empty databases; a story that is cut short leaves no firm.

    say: gets a line for each round, so that whoever waits sees why.
    """
    _hurry()
    millrace = Millrace(Clock(now))
    with pairs.made_ahead(KEY_PAIRS), transaction.atomic():
        for event in millrace.events():
            n_rounds = len(millrace.rounds)
            event.do(event.at)
            if len(millrace.rounds) > n_rounds:
                say(f"  {millrace.rounds[n_rounds + 1].title}")
        _forget_old_mail(now)
        keep_readings()
    return millrace


def questions_of(number: int) -> list[Item]:
    """Return what round 1 to 7 asks, in the order of the question book."""
    return list(askable("survey")) if number in SURVEYS else by_code(IN_EVERY_PULSE)


def _title(number: int, opens: datetime) -> str:
    month = date_format(opens, "YEAR_MONTH_FORMAT")
    title = _("Survey of %(month)s") if number in SURVEYS else _("Pulse of %(month)s")
    return title % {"month": month}


def _addressee(to: str) -> Person | Unit | None:
    if not to:
        return None
    return Unit.objects.get(path=to) if "/" in to else firm.person(to)


def _hurry() -> None:
    """A demo that is lost in a power cut is made again, so the disk need not confirm."""
    for alias in connections:
        with connections[alias].cursor() as cursor:
            if connections[alias].vendor == "sqlite" and not connections[alias].in_atomic_block:
                cursor.execute("PRAGMA synchronous=OFF")


def _forget_old_mail(now: datetime) -> None:
    """Treat all mail but the last days' as sent in its time; the worker takes the rest."""
    Message.objects.filter(made_at__lt=now - MAIL_SHOWN_FOR).update(state=Message.State.SENT)
    wipe_old(at=now)
