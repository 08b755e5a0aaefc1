"""What stands beside trust on the page and in the report: who left, and whether things worked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bothways.outcomes.months import Month
from bothways.people.models import Person
from bothways.programmes.actions import stop
from bothways.programmes.jobs import look_whether_it_worked
from bothways.programmes.models import Programme
from bothways.surveys.models import Round
from bothways.trust.beside import MOST_TRIED, Beside, Tried, beside, in_a_line
from bothways.trust.report.telling import leaving_words, tried_words
from tests.cast import Cast
from tests.factories import TODAY, at_nine
from tests.outcomes.conftest import write_year
from tests.programmes.conftest import before, leaders  # noqa: F401  (fixtures)
from tests.programmes.many_groups import AFTER, STARTS, agreeing, counted_round, declared, drawn
from tests.trust.counted import make_counted, mixed

LATER = STARTS + timedelta(days=1)


def test_where_nothing_was_written_down_and_nothing_tried_both_say_so(firm: Cast) -> None:
    found = beside(on=TODAY)

    assert found == Beside()
    assert leaving_words(found) == "Nothing is written down yet."
    assert tried_words(found).startswith("Nothing runs, and nothing is over")


def test_leavers_come_with_the_range_of_the_true_rate_and_with_the_year_before(
    owner: Person,
) -> None:
    write_year(owner, until=Month(TODAY.year, TODAY.month).plus(-1), headcount=40, leavers=1)

    words = leaving_words(beside(on=TODAY))

    assert "12 of about 40 people left in 12 months" in words
    assert "The true rate is probably between" in words
    assert "Too few months to compare with the year before." in words


def test_what_has_not_begun_and_what_was_ended_are_only_counted(
    people_lead: Person,
    before: Round,  # noqa: F811
) -> None:
    declared(people_lead, title="Still to come")
    ended = declared(people_lead, title="Ended")
    stop(ended, by=people_lead, words="No money.", at=at_nine(LATER))

    found = beside(on=TODAY)

    assert (found.tried, found.n_more) == ((), 2)


def test_what_runs_has_its_word_and_neither_rung_nor_interval(
    people_lead: Person,
    before: Round,  # noqa: F811
) -> None:
    drawn(people_lead)

    [one] = beside(on=LATER).tried

    assert (one.words, one.interval, one.rung) == ("Running", "", None)
    assert in_a_line([one]) == ["Ten minutes before each shift: Running."]


def test_what_is_over_has_its_word_its_interval_and_its_rung(
    people_lead: Person,
    before: Round,  # noqa: F811
    leaders: dict[str, Person],  # noqa: F811
) -> None:
    programme = drawn(people_lead)
    counted_round(leaders, agreeing(programme, first=8, rest=3), closed=AFTER)
    look_whether_it_worked(at_nine(AFTER))

    [one] = beside(on=AFTER).tried

    assert (one.words, one.rung) == ("Clearly up", 3)
    assert one.interval.startswith("The true effect is probably between +")
    assert in_a_line([one])[0].startswith("Ten minutes before each shift: Clearly up. The true")


def test_no_more_than_a_few_are_named(people_lead: Person, before: Round) -> None:  # noqa: F811
    for n in range(MOST_TRIED + 1):
        drawn(people_lead, title=f"Trial {n}")

    found = beside(on=LATER)

    assert (len(found.tried), found.n_more) == (MOST_TRIED, 1)


def test_both_stand_on_the_page_with_the_way_to_more(
    firm: Cast,
    owner: Person,
    employee: Person,
    client_of: Callable[[object], Client],
) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    write_year(owner, headcount=31, leavers=0)

    shown = client_of(employee).get("/trust/").content.decode()

    assert "Nobody of about 31 people left" in shown
    assert "Even so the true rate may be up to" in shown
    assert 'href="/outcomes/"' in shown
    assert 'href="/did-it-work/"' in shown


@pytest.mark.parametrize("address", ["/trust/", "/trust/?round=none"])
def test_the_page_of_an_unknown_round_is_not_there(
    address: str, firm: Cast, employee: Person, client_of: Callable[[object], Client]
) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})

    assert client_of(employee).get(address).status_code == (404 if "none" in address else 200)


@pytest.mark.parametrize(
    ("interval", "line"),
    [
        ("", "Ten minutes: Running."),
        ("The true effect is open.", "Ten minutes: Clearly up. The true effect is open."),
    ],
)
def test_a_line_on_paper_ends_where_there_is_no_more_to_say(interval: str, line: str) -> None:
    words = "Clearly up" if interval else "Running"

    assert in_a_line([Tried(Programme(title="Ten minutes"), words, interval, None)]) == [line]


def test_nothing_tried_is_no_line_and_a_long_title_is_not_cut() -> None:
    title = "Ä" * 120

    assert in_a_line([]) == []
    assert in_a_line([Tried(Programme(title=title), "Running", "", None)]) == [f"{title}: Running."]
