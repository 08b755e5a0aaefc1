from datetime import timedelta

from bothways.outcomes.trustline import trust_line
from bothways.people.models import Person
from bothways.surveys.actions import Asked
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import NEWS, TRUST, counted


def answered(firm: Cast, n: int, **fields: object) -> None:
    people = [p for p in Person.objects.here() if p.unit.name in ("Assembly", "Stores")]
    given = {person: [4 if at < n else 2] for at, person in enumerate(people)}
    counted(firm.people_lead, given, **fields)


def test_without_a_round_there_is_no_line(firm: Cast) -> None:
    assert trust_line().points == ()


def test_a_round_that_asked_nothing_on_trust_is_no_part_of_it(firm: Cast) -> None:
    answered(firm, 12, questions=[NEWS])

    assert trust_line().points == ()


def test_the_line_has_released_values_only_and_the_oldest_first(firm: Cast) -> None:
    answered(firm, 12, questions=[TRUST], opens_at=NOW - timedelta(days=120))
    answered(firm, 20, questions=[TRUST])

    line = trust_line()

    assert line.text == TRUST.text
    assert [str(point.month) for point in line.points] == ["2026-07", "2026-11"]
    assert all(point.probable[0] < point.middle < point.probable[1] for point in line.points)


def test_a_change_of_wording_begins_a_new_line(firm: Cast) -> None:
    older = Asked("U-TRU1", "I trust my leader.", "TRU", about_leader=True, version=0)
    answered(firm, 12, questions=[older], opens_at=NOW - timedelta(days=120))
    answered(firm, 20, questions=[TRUST])

    assert [str(point.month) for point in trust_line().points] == ["2026-11"]
