"""What leaders say under their names where they are too few for a box."""

from datetime import timedelta

import pytest

from bothways.leaders.actions import say_by_name, take_back
from bothways.leaders.errors import (
    AlreadyUsedError,
    BoxInsteadError,
    NothingAskedError,
    NothingSaidError,
)
from bothways.leaders.models import NamedSheet
from bothways.leaders.queries import by_name_is_offered, other_side
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import TODAY
from tests.leading import more_leaders
from tests.rounds import counted, opened

NEXT_DAY = TODAY + timedelta(days=1)


@pytest.fixture
def released(firm: Cast) -> Round:
    people = Person.objects.filter(left_on=None)
    return counted(firm.owner, dict.fromkeys(people, (4, 4, 2)))


def test_it_is_shown_to_everyone_from_the_next_day_and_counts_leaders_not_answers(
    firm: Cast, released: Round
) -> None:
    say_by_name(released, {"D-TRU1": 5, "D-PSY1": 2}, by=firm.manager, on=TODAY)
    say_by_name(released, {"D-TRU1": 4}, by=firm.owner, on=TODAY)

    assert other_side(released, on=TODAY) is None
    side = other_side(released, on=NEXT_DAY)
    assert side is not None
    assert (side.n_said, side.n_leaders) == (2, 4)
    trust, safety = side.said
    assert (trust.n_agree, len(trust.voices)) == (2, 2)
    assert (safety.n_agree, len(safety.voices)) == (0, 1)
    assert [(v.name, v.words) for v in trust.voices] == [
        ("Ruben Dahl", "Strongly agree"),
        ("Sanne Weir", "Agree"),
    ]


def test_while_a_box_is_open_nothing_of_it_is_shown(firm: Cast) -> None:
    round_ = opened(firm.owner)
    say_by_name(round_, {"D-TRU1": 5}, by=firm.manager, on=TODAY)

    assert other_side(round_, on=TODAY + timedelta(days=5)) is None


def test_it_can_be_taken_back_without_a_trace_until_it_is_shown(
    firm: Cast, released: Round
) -> None:
    n_entries = Entry.objects.count()
    say_by_name(released, {"D-TRU1": 5}, by=firm.manager, on=TODAY)
    take_back(released, by=firm.manager, on=TODAY)

    assert not NamedSheet.objects.exists()
    assert Entry.objects.count() == n_entries

    say_by_name(released, {"D-TRU1": 5}, by=firm.manager, on=TODAY)
    with pytest.raises(AlreadyUsedError):
        take_back(released, by=firm.manager, on=NEXT_DAY)
    with pytest.raises(AlreadyUsedError):
        say_by_name(released, {"D-TRU1": 1}, by=firm.manager, on=NEXT_DAY)
    assert NamedSheet.objects.get().answers[0]["answer"] == 5


def test_said_again_before_it_is_shown_it_takes_the_old_ones_place(
    firm: Cast, released: Round
) -> None:
    say_by_name(released, {"D-TRU1": 5}, by=firm.manager, on=TODAY)
    say_by_name(released, {"D-TRU1": 2}, by=firm.manager, on=TODAY)

    assert NamedSheet.objects.get().answers[0]["answer"] == 2


def test_nothing_is_kept_without_an_answer_or_without_a_round(firm: Cast, released: Round) -> None:
    with pytest.raises(NothingSaidError):
        say_by_name(released, {"D-REL1": 5}, by=firm.manager, on=TODAY)
    with pytest.raises(NothingAskedError):
        say_by_name(None, {"D-TRU1": 5}, by=firm.manager, on=TODAY)


def test_where_enough_lead_for_a_box_no_name_is_taken(firm: Cast, released: Round) -> None:
    assert by_name_is_offered()
    more_leaders(6, under=firm.owner)

    assert not by_name_is_offered()
    with pytest.raises(BoxInsteadError):
        say_by_name(released, {"D-TRU1": 5}, by=firm.manager, on=TODAY)


def test_without_saying_that_everyone_may_see_it_nothing_is_kept(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    browser = client_of(firm.manager)

    refused = browser.post("/leaders/by-name/", {"D-TRU1": "5"})
    nonsense = browser.post("/leaders/by-name/", {"D-TRU1": "9", "agreed": "yes"})

    assert (refused.status_code, nonsense.status_code) == (409, 409)
    assert "say that everyone may see it" in refused.content.decode()
    assert not NamedSheet.objects.exists()


def test_the_page_says_what_it_means_keeps_it_and_takes_it_back(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    browser = client_of(firm.manager)
    before = browser.get("/leaders/by-name/").content.decode()
    browser.post("/leaders/by-name/", {"D-TRU1": "5", "agreed": "yes"})
    kept = browser.get("/leaders/by-name/").content.decode()
    browser.post(f"/leaders/by-name/{released.pk}/take-back/")

    assert "Everyone here reads your name" in before
    assert "Nobody sees it yet" in kept
    assert not NamedSheet.objects.exists()


def test_the_trust_page_names_who_said_what(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    NamedSheet.objects.all().delete()
    say_by_name(released, {"D-TRU1": 5}, by=firm.manager, on=TODAY)

    page = client_of(firm.employee).get("/trust/").content.decode()

    assert "1 of 1 leaders says, by name, that they agree." in page
    assert "Ruben Dahl: Strongly agree" in page
    assert "1 of 4 who lead others here said it openly" in page
