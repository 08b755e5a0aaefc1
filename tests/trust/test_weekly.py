"""What results and their answers put into everybody's week, the same for the owner and the new."""

from datetime import date, timedelta

from bothways.commitments.queries import origin_of
from bothways.notifications.weekly import ANSWERED, NEW, PROMISED, Line, lines_for
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import make_promise
from tests.trust.counted import CLOSED, make_counted, mixed

HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}
THEN = CLOSED.date() + timedelta(days=2)


def lines(section: str, person: Person, on: date = THEN) -> list[Line]:
    return lines_for([person], on)[person.pk][section]


def test_a_new_result_is_news_for_everyone_for_thirty_days(firm: Cast) -> None:
    round_ = make_counted(firm, HALF_AND_HALF, title="Autumn")

    for person in (firm.owner, firm.employee, firm.people_lead):
        (line,) = lines(NEW, person)
        assert str(line.words) == "Autumn: the result is there"
        assert str(line.by).endswith("people answered. Everyone sees the same.")
        assert line.link == f"/trust/?round={round_.pk}"
    assert lines(NEW, firm.employee, CLOSED.date() + timedelta(days=31)) == []


def test_a_promise_that_answers_a_result_was_answered_to_all_and_stands_once(firm: Cast) -> None:
    round_ = make_counted(firm, HALF_AND_HALF, title="Autumn")
    code = round_.questions.first().code
    origin = origin_of(round_.pk, code)
    promise = make_promise(
        firm.owner, "I say each Monday what is coming.", origin=origin, made_on=THEN
    )

    (own,) = lines(ANSWERED, firm.owner)
    answered = [line.key for line in lines(ANSWERED, firm.employee)]

    assert own.key == f"promise:{promise.pk}"
    assert (str(own.by), own.said) == ("Sanne Weir", promise.text)
    assert origin is not None
    assert str(own.asked_by) == f"Autumn: {origin.figure}"
    assert own.asked == round_.questions.first().text
    assert answered == [own.key]
    assert lines(PROMISED, firm.employee) == []


def test_before_the_first_result_nothing_came_back(firm: Cast) -> None:
    assert lines(NEW, firm.employee) == []
    assert lines(ANSWERED, firm.employee) == []
