"""The rest of what no page may stumble over: a team of one, nobody leaving, one group alone."""

import re
from datetime import date

import pytest
from django.test import Client

from bothways.outcomes.measures import Kind
from bothways.people.models import Person
from bothways.programmes.actions import judge
from bothways.programmes.queries import newest_groups
from bothways.surveys.models import Round
from bothways.surveys.queries import in_block_with
from tests.calculator.test_calculator import put_in
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine, make_person
from tests.programmes.many_groups import AFTER, counted_round, make_leaders, name_of
from tests.programmes.many_groups import declared as declared_for
from tests.programmes.test_months import BEGUN, LOOK, a_year, declared, figures
from tests.rounds import opened

NO_NUMBER = re.compile(r"\b(nan|inf|None)\b")


def words(answer: object) -> str:
    html = answer.content.decode()  # type: ignore[attr-defined]
    text = " ".join(re.sub(r"<[^>]*>", " ", html[html.index("<main") :]).split())
    assert not NO_NUMBER.search(text)
    return text


def test_a_team_of_one_is_asked_with_others_and_stands_nowhere_alone(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    lone = make_person("Pia Lone", unit="Millrace/Operations/Paint", manager=firm.manager)

    round_ = opened(people_lead)

    assert all(block.n_eligible >= 7 for block in round_.blocks.all())
    assert len(in_block_with(lone, round_)) >= 7
    text = words(client_of(lone).get(f"/rounds/{round_.pk}/"))
    assert "Paint" in text
    assert Round.objects.get().state == Round.State.OPEN


def test_a_team_of_one_in_an_old_survey_has_an_interval_or_a_sentence(
    employee: Person, client_of: ClientOf
) -> None:
    rows = [f"Team {name},{1 + at % 5},4" for name in "ABCD" for at in range(5)]
    answers = "\n".join(["team,q1,q2", *rows, "Alone,5,5"])
    sizes = "team,team_size\n" + "".join(f"Team {name},6\n" for name in "ABCD") + "Alone,1\n"

    answer = put_in(client_of(employee), answers, sizes)

    text = words(answer)
    alone = text[text.index("Alone") :]
    assert "out of 5. With 1 of 1 answering" in alone


def test_everybody_gives_the_same_answer_in_an_old_survey_and_the_range_keeps_a_width(
    employee: Person, client_of: ClientOf
) -> None:
    answers = "team,q1,q2\n" + "".join(f"Team {n},4,4\n" for n in "ABCD" for _who in range(5))
    sizes = "team,team_size\n" + "".join(f"Team {name},9\n" for name in "ABCD")

    text = words(put_in(client_of(employee), answers, sizes))

    ranges = re.findall(r"between (\d\.\d) and (\d\.\d)", text)
    assert ranges
    assert all(low < high for low, high in ranges)


def test_nobody_leaving_in_a_year_is_said_with_how_high_the_rate_may_be(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    figures(BEGUN.plus(-12), [100] * 12, Kind.HEADCOUNT)
    figures(BEGUN.plus(-12), [0] * 12)

    text = words(client_of(employee).get("/outcomes/"))

    assert "Nobody of about 100 people left in 12 months up to November 2026." in text
    assert "Even so the true rate may be up to" in text


def test_nobody_here_and_nobody_leaving_is_no_rate(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    programme = declared(firm.people_lead)
    a_year(before=0, after=0, people=0)

    judge(programme, at=at_nine(LOOK))

    assert "so there is no rate" in words(client_of(employee).get("/outcomes/"))
    text = words(client_of(employee).get(f"/did-it-work/{programme.pk}/"))
    assert "Too few to tell" in text
    assert "Too few months were written down before the start" in text


@pytest.mark.parametrize("closed", [AFTER])
def test_a_programme_with_one_team_says_that_there_is_nothing_to_hold_it_against(
    firm: Cast, employee: Person, client_of: ClientOf, closed: date
) -> None:
    leaders = make_leaders(4, manager=firm.owner)
    agree = {name_of(place): 5 for place in range(1, 5)}
    counted_round(leaders, agree, closed=date(2026, 10, 3))
    one = tuple(newest_groups()[:1])
    programme = declared_for(firm.people_lead, chosen="all", rest_on=None, groups=one)
    counted_round(leaders, agree, closed=closed)

    judge(programme, at=at_nine(closed))

    text = words(client_of(employee).get(f"/did-it-work/{programme.pk}/"))
    assert "Too few to tell" in text
    assert "It is one group alone. There is nothing to hold it against" in text
    assert "The true effect" not in text


def test_one_question_that_was_never_asked_has_no_page_and_a_programme_can_not_aim_at_it(
    firm: Cast, client_of: ClientOf
) -> None:
    client: Client = client_of(firm.people_lead)

    assert client.get("/trust/questions/U-GRO1/").status_code == 404
    assert "First a round" in words(client.get("/did-it-work/new/?chosen=all"))
