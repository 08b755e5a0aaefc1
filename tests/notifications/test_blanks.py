"""What stands in a week is asked by a query that is put together once, and is fresh each time."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bothways.commitments.actions import hand_over, keep_commitment
from bothways.confirmations.actions import judge
from bothways.decisions.actions import answer_question, ask_about, correct
from bothways.notifications import weekly
from bothways.notifications.blanks import Asking
from bothways.notifications.pointing import Point, Pointing, point
from bothways.notifications.weekly import NEEDS_ME, NEW, SECTIONS, Asked, Line, Week, lines_for
from bothways.notifications.wishes import put_off
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, at_nine, make_decision, make_promise

pytestmark = pytest.mark.both

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def full_desks(firm: Cast) -> Cast:
    """A firm in which something of each room stands in somebody's week."""
    lead, jo = firm.manager, firm.employee
    later = make_promise(lead, "A stool.", due_on=TOMORROW)
    put_off(f"promise:{later.pk}", by=lead, until=TODAY + timedelta(days=5))
    make_promise(lead, "A second stool.", to=jo, due_on=TODAY - timedelta(days=3),
                 made_on=TODAY - timedelta(days=9))  # fmt: skip
    hand_over(later, to=jo, by=lead, words="I leave in May.", at=NOW)
    for says, words in (("confirmed", ""), ("contested", "I see none."), ("", "")):
        done = make_promise(lead, f"Gauge {says}.", to=jo, due_on=TOMORROW)
        keep_commitment(done, by=lead, words="It is there.", at=NOW)
        if says:
            judge(done, by=jo, says=says, words=words, at=NOW)
    decision = make_decision(lead, "A third shift?")
    asked = [ask_about(decision, by=jo, words=words, at=NOW) for words in ("Why?", "Why not?")]
    answer_question(asked[0], by=lead, words="The wiring.", at=NOW)
    correct(decision, by=lead, was="Both.", now="One.", words="Misread.", at=NOW, thanks_to=jo)
    return firm


def keys(week: Week) -> dict[str, list[tuple[str, str, str]]]:
    return {
        section: [(line.key, str(line.words), line.said) for line in week[section]]
        for section in SECTIONS
    }


def test_one_person_s_week_is_the_same_alone_and_among_all(full_desks: Cast) -> None:
    people = full_desks.people()

    together = lines_for(people, TODAY)

    alone = {person.pk: lines_for([person], TODAY)[person.pk] for person in people}
    for person in people:
        assert keys(alone[person.pk]) == keys(together[person.pk]), person.name
    n_kinds = {line.key.partition(":")[0] for week in alone.values() for line in week[NEEDS_ME]}
    assert n_kinds >= {"promise", "hand-over", "confirm", "contest", "decision", "decision-thanks"}


def test_what_was_just_done_is_gone_from_the_week_at_once(full_desks: Cast) -> None:
    jo = full_desks.employee

    def waits() -> list[str]:
        return [line.key for line in lines_for([jo], TODAY)[jo.pk][NEEDS_ME]]

    (waiting,) = [key for key in waits() if key.startswith("confirm:")]
    promise = next(one for one in jo.promised.all() if one.commitment.text == "Gauge .").commitment
    judge(promise, by=jo, says="confirmed", at=NOW)

    assert waiting == f"confirm:{promise.pk}"
    assert waiting not in waits()


def test_a_week_asks_as_often_for_much_as_for_little(full_desks: Cast) -> None:
    lead = full_desks.manager

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            lines_for([Person.objects.get(pk=lead.pk)], TODAY)
        return len(asked)

    before = n_queries()
    for number in range(8):
        make_promise(lead, f"Rack {number}.", to=full_desks.employee, due_on=TOMORROW)
        done = make_promise(full_desks.owner, f"Fan {number}.", to=lead, due_on=TOMORROW)
        keep_commitment(done, by=full_desks.owner, words="It runs.", at=NOW)
        ask_about(make_decision(lead, f"Lamp {number}?"), by=full_desks.owner, words="Why?", at=NOW)

    assert n_queries() == before


def test_the_query_for_one_person_is_put_together_once_for_everybody_and_every_day(
    firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weekly, "PROVIDERS", [])
    put_together, state = [], ["first"]

    def of_each(asking: Asking) -> list[Pointing]:
        put_together.append(asking.given)
        late = Person.objects.filter(asking.of("pk"), started_on__lte=asking.day())
        return [point(late, whose="pk", said="name")]

    @weekly.weekly(NEW, points=of_each, given=lambda _asked: state[0])
    def who_has_begun(person: Person, found: Sequence[Point], _asked: Asked) -> list[Line]:
        return [Line("begun", one.said) for one in found]

    Person.objects.update(started_on=TODAY)

    def said(person: Person, n_days: int) -> list[object]:
        week = lines_for([person], TODAY + timedelta(days=n_days))[person.pk]
        return [line.words for line in week[NEW]]

    assert said(firm.employee, 0) == ["Jo Marsh"]
    assert (said(firm.manager, 1), said(firm.employee, -1)) == (["Ruben Dahl"], [])
    assert put_together == ["first"]
    state[0] = "then"
    assert said(firm.employee, 0) == ["Jo Marsh"]
    assert put_together == ["first", "then"]


def test_a_blank_is_filled_for_the_one_who_is_asked_for(full_desks: Cast) -> None:
    for person in (full_desks.employee, full_desks.manager, full_desks.employee):
        lines = lines_for([person], at_nine(TODAY).date())[person.pk][NEEDS_ME]
        owners = {line.key for line in lines if line.key.startswith("contest:")}
        assert bool(owners) is (person == full_desks.manager)
