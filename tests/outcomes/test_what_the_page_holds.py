"""The page as a reader meets it: landmarks, charts with words, tables, and no script or colour."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bothways.outcomes.models import OwnMeasure
from bothways.outcomes.months import Month
from bothways.people.models import Person
from tests.cast import Cast
from tests.outcomes.conftest import OCTOBER, write, write_year

ClientOf = Callable[[object], Client]
TITLES = [
    "People who left",
    "People on the last day",
    "Absence, days of 100 planned",
    "Days from question to decision",
    "Orders out on time, %",
]


@pytest.fixture
def year(firm: Cast, on_time: OwnMeasure) -> Cast:
    """A year in which everything was written down, but for one month."""
    write_year(
        firm.people_lead,
        leavers=0,
        headcount=31,
        days_lost=20,
        days_planned=620,
        days_to_decide=9,
        orders_out_on_time=92,
    )
    write(firm.people_lead, OCTOBER.plus(-3), leavers=None)
    return firm


@pytest.fixture
def html(year: Cast, client_of: ClientOf) -> str:
    """What the newest hire gets."""
    return client_of(year.employee).get("/outcomes/").content.decode()


def test_each_measure_has_a_heading_a_chart_and_a_table(html: str) -> None:
    for at, title in enumerate(TITLES):
        assert f'<h2 id="m{at}">{title}</h2>' in html
        assert f'aria-labelledby="m{at}-t m{at}-d"' in html
    assert html.count('<details class="table_of">') == len(TITLES)


def test_each_chart_says_its_numbers_in_words(html: str) -> None:
    said = re.findall(r"<desc id=\"m\d-d\">([^<]+)</desc>", html)

    assert len(said) == len(TITLES)
    assert said[0].startswith("November 2025: 0; December 2025: 0;")
    assert "July 2026: missing" in said[0]
    assert "October 2026: 92.0" in said[4].replace("\xa0", " ")


def test_the_month_that_is_missing_is_named_and_drawn_as_a_gap(html: str) -> None:
    leavers = html.split('<h2 id="m0">')[1].split("</section>", maxsplit=1)[0]

    assert "Missing in between: July 2026." in leavers
    assert leavers.count('class="tally"') == 11


def test_every_chart_ends_with_the_same_months(html: str) -> None:
    ends = re.findall(r"<p class=\"scale\" aria-hidden=\"true\">(.*?)</p>", html)

    assert ends == ["<span>Nov ’25</span><span>Oct ’26</span>"] * len(TITLES)


def test_nothing_on_the_page_needs_a_script_a_style_or_a_second_colour(html: str) -> None:
    main = html.split("<main")[1].split("</main>", maxsplit=1)[0]

    assert "<script" not in main
    assert "style=" not in main
    assert not re.search(r'class="[^"]*(good|bad|red|green)[^"]*"', main)


def test_without_a_round_the_trust_line_says_why_it_is_not_there(html: str) -> None:
    assert "No round with a figure on trust closed in these months." in html


@pytest.mark.parametrize(
    ("language", "title", "missing"),
    [
        ("de", "Ausgeschiedene Personen", "Dazwischen fehlen: Juli 2026."),
        ("es", "Personas que se fueron", "Faltan en medio: julio de 2026."),
    ],
)
def test_the_page_is_in_the_readers_language(
    language: str, title: str, missing: str, year: Cast, client_of: ClientOf
) -> None:
    year.employee.language = language
    year.employee.save()

    html = client_of(year.employee).get("/outcomes/").content.decode()

    assert f'<h2 id="m0">{title}</h2>' in html
    assert missing in html
    assert "Missing" not in html


def test_ten_years_cost_no_more_queries_than_one(
    year: Cast, client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(year.employee)
    client.get("/outcomes/")
    for n in range(12, 60):
        write(year.people_lead, OCTOBER.plus(-n), headcount=30)

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        html = client.get("/outcomes/").content.decode()

    assert Month(2024, 11).short in html
    assert Month(2024, 10).short not in html


def test_a_name_that_looks_like_a_tag_stays_a_name(owner: Person, client_of: ClientOf) -> None:
    from bothways.outcomes.actions import keep_measure
    from tests.factories import NOW

    name = "<script>alert(1)</script>"
    keep_measure(None, name=name, unit="<b>", better="more", decimals=0, by=owner, at=NOW)
    write(owner, scriptalert1script=3)

    html = client_of(owner).get("/outcomes/").content.decode()

    assert name not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
