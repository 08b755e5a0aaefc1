"""The group's page and all groups side by side: raw beside estimate, no rank, who sees what."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client

from bothways.people.models import Person
from bothways.readings.actions import keep_readings
from bothways.results.models import Look
from bothways.trust.groups import Comparison, Listen, listen_first, side_by_side
from bothways.trust.queries import counted_rounds, view_of
from tests.cast import ASSEMBLY, Cast
from tests.factories import make_person
from tests.trust.counted import CLOSED, make_counted, mixed

ClientOf = Callable[[object], Client]
A_QUARTER = timedelta(days=91)
SIX = {f"b{n}": mixed(9, 2) for n in range(3, 7)} | {"b1": mixed(3, 8), "b2": mixed(9, 2)}


@pytest.fixture
def read(client_of: ClientOf) -> Callable[..., str]:
    """Return a function that opens a page as somebody and gives its words."""

    def page(person: Person, address: str, *, status: int = 200) -> str:
        answer = client_of(person).get(address)
        assert answer.status_code == status, address
        return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())

    return page


def six_groups(firm: Cast, **fields: Any) -> None:
    make_counted(firm, SIX, more=4, **fields)


def comparisons(person: Person) -> tuple[Comparison, ...]:
    counted = counted_rounds()[0]
    return side_by_side(counted, view_of(person, counted).cells)


def test_a_group_sees_its_answers_beside_the_estimate_and_how_it_was_made(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, SIX | {"b1": mixed(5, 6)}, more=4)

    text = read(employee, "/trust/groups/b1/")

    assert "5 of 11" in text
    assert "takes the other groups into account" in text
    found = re.search(r"The true share is probably between (\d+) and (\d+)", text)
    assert found
    low, high = map(int, found.groups())
    assert (low + high) / 2 > 100 * 5 / 11  # drawn towards the others, who agree more
    assert low < 100 * 5 / 11 < high


def test_with_fewer_than_four_groups_each_stands_by_itself_and_the_page_says_so(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})

    text = read(employee, "/trust/groups/b1/")

    assert "There are fewer than four groups with a figure, so each stands by itself." in text
    assert "takes the other groups into account" not in text


def test_a_survey_says_a_score_with_one_decimal_who_answered_and_the_range(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    six_groups(firm, format="full")

    text = read(employee, "/trust/groups/b1/")

    score = r"\d\.\d out of 5\. With 11 of 12 answering, the true value is probably between"
    assert re.search(rf"{score} \d\.\d and \d\.\d\.", text)
    assert "Their answers alone: between " in text


def test_a_score_under_seven_in_ten_says_what_the_silent_could_change(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    answers = {f"b{n}": mixed(5, 3) for n in range(1, 7)}
    make_counted(firm, answers, more=4, format="full")

    text = read(employee, "/trust/groups/b1/")

    assert "Fewer than 7 in 10 answered. If those who did not answer are half a point" in text


def test_all_groups_stand_in_the_order_of_the_tree_never_by_value(
    firm: Cast, people_lead: Person
) -> None:
    six_groups(firm)

    for comparison in comparisons(people_lead):
        names = [row.name for row in comparison.rows]
        assert names == ["Assembly", "Dispatch and Stores", "Shop 3", "Shop 4", "Shop 5", "Shop 6"]


def test_a_group_that_clearly_differs_is_where_to_listen_first(
    firm: Cast, people_lead: Person, read: Callable[..., str]
) -> None:
    six_groups(firm, format="full")
    found = comparisons(people_lead)

    heard = listen_first(counted_rounds()[0], found)
    text = read(people_lead, "/trust/people-lead/")

    assert [one.name for one in heard if one.lower] == ["Assembly"]
    assert "Clearly lower than the firm" in text
    assert text.index("Where to listen first") < text.index("Question by question")
    for word in ("rank ", "worst", "best ", "significant", "score of a person"):
        assert word not in text.lower().replace("our best guess", "")


def test_a_survey_shows_its_scores_and_folds_the_questions_away(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    six_groups(firm, format="full")

    html = client_of(people_lead).get("/trust/people-lead/").content.decode()

    fold = html.index("Each question by itself")
    assert html.index("out of 5") < fold < html.index('word--s">I hear about changes')


def test_each_comparison_is_folded_under_its_name_and_the_firms_figure(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    six_groups(firm)

    html = client_of(people_lead).get("/trust/people-lead/").content.decode()

    assert html.count('<details class="theme" open>') == 1
    assert html.count('<details class="theme"') == len(comparisons(people_lead)) > 1
    for comparison in comparisons(people_lead):
        assert f'class="theme__said">{comparison.firm.words}<' in html


@pytest.mark.parametrize(("n_lower", "more"), [(3, None), (4, "And one more"), (6, "And 3 more")])
def test_of_much_to_listen_for_three_stand_there_and_the_rest_is_folded(
    n_lower: int, more: str | None
) -> None:
    lower = tuple(f"Thing {n}." for n in range(n_lower))
    heard = Listen(name="Assembly", code="b1", lower=lower, answered=11, asked=12)
    counted = {"round": {"pk": UUID(int=1)}}

    html = render_to_string("trust/_listen.html", {"listen": [heard], "counted": counted})

    assert [f"Thing {n}." in html.partition("<details>")[0] for n in range(4)] == [True] * 3 + [
        False
    ]
    assert html.count("Thing ") == n_lower
    assert ("<details>" in html) is bool(more)
    assert more is None or more in html


def test_groups_that_are_alike_are_said_to_be_and_nobody_is_singled_out(
    firm: Cast, people_lead: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, {f"b{n}": mixed(6, 5) for n in range(1, 7)}, more=4)

    text = read(people_lead, "/trust/people-lead/")

    assert "No group is clearly lower than the firm" in text
    assert "Clearly" not in text.replace("“Clearly”", "")


def test_questions_about_one_leader_are_not_side_by_side(firm: Cast, people_lead: Person) -> None:
    six_groups(firm, format="full")

    shown = {comparison.name for comparison in comparisons(people_lead)}

    assert shown == {"Safety to speak up", "Communication"}


def test_only_the_people_lead_opens_the_page_and_each_group_is_told_of_it(
    firm: Cast,
    people_lead: Person,
    owner: Person,
    employee: Person,
    manager: Person,
    read: Callable[..., str],
) -> None:
    six_groups(firm)

    for person in (owner, employee, manager):
        read(person, "/trust/people-lead/", status=403)
    read(people_lead, "/trust/people-lead/")

    looks = Look.objects.filter(by=people_lead)
    assert {look.block for look in looks} == {f"b{n}" for n in range(1, 7)}


def test_before_the_first_round_the_pages_say_so(
    firm: Cast, people_lead: Person, read: Callable[..., str]
) -> None:
    assert "No round has been counted yet." in read(people_lead, "/trust/people-lead/")
    assert "No round has been counted yet." in read(people_lead, "/trust/questions/")
    read(people_lead, "/trust/people-lead/?round=nonsense", status=404)


def test_a_round_without_any_figure_says_so(
    firm: Cast, people_lead: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, {"b1": mixed(3, 1)})

    assert "No group has a figure in this round" in read(people_lead, "/trust/people-lead/")
    read(people_lead, "/trust/people-lead/?round=nonsense", status=404)


def test_what_became_of_a_group_is_said_to_those_who_saw_it_before_too(
    firm: Cast, employee: Person, people_lead: Person, read: Callable[..., str]
) -> None:
    before = {block: mixed(3, 8) for block in SIX}
    make_counted(firm, before, more=4, closed=CLOSED - A_QUARTER)
    newcomer = make_person("New Hire", unit=ASSEMBLY)
    make_counted(firm, {block: mixed(9, 2) for block in SIX}, more=4)

    assert "Clearly up" in read(people_lead, "/trust/groups/b2/")
    assert "Clearly up" in read(employee, "/trust/groups/b1/")
    assert "Clearly up" not in read(newcomer, "/trust/groups/b1/")


def test_the_group_s_page_and_the_people_lead_s_take_few_queries(
    firm: Cast,
    people_lead: Person,
    client_of: ClientOf,
    django_assert_max_num_queries: Any,
) -> None:
    six_groups(firm, closed=CLOSED - A_QUARTER)
    six_groups(firm)
    keep_readings()
    client = client_of(people_lead)
    client.get("/trust/people-lead/")

    with django_assert_max_num_queries(12):
        client.get("/trust/people-lead/")
    with django_assert_max_num_queries(16):
        client.get("/trust/groups/b1/")
