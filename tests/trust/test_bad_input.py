"""Rounds as they should not be, on every page that shows them: a sentence each, and no crash.

No figure without a width, nothing that is no number, and no comparison that nothing carries.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from bothways.people.models import Person
from bothways.pure.disclosure import Format
from bothways.readings.actions import keep_readings
from bothways.readings.models import Reading
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.trust.counted import ALL_AGREE, CLOSED, QUESTIONS, make_counted, mixed

ClientOf = Callable[[object], Client]
Ballots = Sequence[tuple[int | None, ...]]
A_QUARTER = timedelta(days=91)
PAGES = (
    "/trust/",
    "/trust/questions/",
    "/trust/questions/U-PSY1/",
    "/trust/people-lead/",
    "/trust/groups/",
)
NO_NUMBER = re.compile(r"\b(nan|inf|None)\b")


@dataclass(frozen=True)
class Odd:
    """A round as it should not be, and the sentence that the people lead's page has for it."""

    answers: dict[str, Ballots]
    more: int = 0
    says: str = ""


NOTHING: Ballots = [(None, None, None)] * 11
ODD = {
    "everybody gives the same answer": Odd(
        {f"b{n}": [ALL_AGREE] * 11 for n in range(1, 7)},
        more=4,
        says="No group is clearly lower than the firm",
    ),
    "everybody says the least": Odd(
        {f"b{n}": [(1, 1, 1)] * 11 for n in range(1, 7)},
        more=4,
        says="No group is clearly lower than the firm",
    ),
    "all say that it does not apply": Odd(
        {f"b{n}": NOTHING for n in range(1, 7)},
        more=4,
        says="No group has a figure in this round",
    ),
    "one team only": Odd({"b1": mixed(6, 5)}, says="so each stands by itself"),
    "two teams": Odd({"b1": mixed(6, 5), "b2": mixed(2, 9)}, says="so each stands by itself"),
    "nobody answered": Odd({}, says="No group has a figure in this round"),
    "fewer than the smallest group": Odd(
        {"b1": mixed(2, 1)}, says="No group has a figure in this round"
    ),
    "one question that all left out": Odd(
        {f"b{n}": [(4, None, 4), (2, None, 3)] * 5 for n in range(1, 7)},
        more=4,
        says="Communication",
    ),
}


def words(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def counted(firm: Cast, odd: Odd, format: Format) -> Round:
    return make_counted(firm, odd.answers, more=odd.more, format=format)


@pytest.mark.parametrize("format", ["focus", "full"])
@pytest.mark.parametrize("name", ODD)
def test_every_page_has_a_sentence_for_it(
    firm: Cast, people_lead: Person, client_of: ClientOf, name: str, format: Format
) -> None:
    counted(firm, ODD[name], format)
    keep_readings()
    client = client_of(people_lead)
    has_a_figure = bool(ODD[name].answers) and name != "fewer than the smallest group"

    for address in PAGES:
        if address == "/trust/questions/U-PSY1/" and not has_a_figure:
            assert client.get(address).status_code == 404
        else:
            assert not NO_NUMBER.search(words(client, address)), address
    assert ODD[name].says in words(client, "/trust/people-lead/")


@pytest.mark.parametrize("name", ODD)
def test_what_is_kept_of_it_holds_no_interval_without_a_width(firm: Cast, name: str) -> None:
    counted(firm, ODD[name], "full")
    keep_readings()
    kept = Reading.objects.get()

    pairs = re.findall(r'"interval":\[([\d.]+),([\d.]+)\]', kept.firm + kept.groups)
    triples = re.findall(
        r'"(?:score|now|climate|estimate)":\[([\d.]+),([\d.]+),([\d.]+)\]', kept.firm + kept.groups
    )
    assert all(float(low) < float(high) for low, high in pairs)
    assert all(float(low) < float(high) for _, low, high in triples)
    assert all(float(low) <= float(at) <= float(high) for at, low, high in triples)
    assert "NaN" not in kept.firm + kept.groups


def test_waves_with_different_versions_are_never_one_line(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    other = QUESTIONS | {"U-PSY1": ("PSY", "Here I may be wrong.", False)}
    answers = {f"b{n}": mixed(2, 9) for n in range(1, 7)}
    make_counted(firm, answers, more=4, questions=other, closed=CLOSED - A_QUARTER)
    make_counted(firm, {block: mixed(9, 2) for block in answers}, more=4)
    keep_readings()
    client = client_of(people_lead)

    assert "Asked in other words before" in words(client, "/trust/")
    assert "Asked in other words before" in words(client, "/trust/questions/")
    one_line = words(client, "/trust/questions/U-PSY1/")
    assert "One figure so far. A line needs two." in one_line
    group = words(client, "/trust/groups/b1/")
    safety = group[group.index("In this team I can say") : group.index("Communication")]
    assert "Clearly" not in safety


def test_an_item_that_was_never_asked_has_no_page_and_a_line_in_the_book(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    counted(firm, ODD["two teams"], "focus")
    client = client_of(people_lead)

    assert client.get("/trust/questions/U-GRO1/").status_code == 404
    text = words(client, "/trust/questions/")
    assert "not asked yet" in text
    assert "question asked" in text
    assert "questions of the book were never asked here" in text


def test_an_item_asked_once_and_not_again_keeps_its_last_figure_in_the_book(
    firm: Cast, people_lead: Person, client_of: ClientOf
) -> None:
    make_counted(
        firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)}, title="Spring", closed=CLOSED - A_QUARTER
    )
    fewer = {code: asked for code, asked in QUESTIONS.items() if code != "U-PSY1"}
    answers = {"b1": [(4, 4)] * 11, "b2": [(2, 2)] * 11}
    make_counted(firm, answers, questions=fewer)

    text = words(client_of(people_lead), "/trust/questions/")

    safety = text[text.index("In this team I can say") :]
    assert "Last time 12 of 22 agreed." in safety
