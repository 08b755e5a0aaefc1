"""What the database holds to, whatever the program does; and what a row says of itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bothways.people.models import Person
from bothways.programmes.models import Design, Programme, Said
from bothways.surveys.models import Round
from tests.factories import TODAY
from tests.programmes.many_groups import STARTS, declared, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(people_lead: Person, before: Round) -> Programme:
    """One that is declared, under a head of the ledger, and not drawn."""
    return declared(people_lead)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"text": ""},
        {"expected": ""},
        {"otherwise": ""},
        {"state": "stopped"},
        {"state": "stopped", "ended_on": TODAY},
        {"state": "withdrawn", "ended_words": "No money."},
        {"state": "judged"},
        {"state": "judged", "ended_on": TODAY, "ended_words": "It did not."},
        {"state": "declared", "ended_on": TODAY},
    ],
)
def test_what_makes_no_sense_is_refused_by_the_database(
    programme: Programme, changes: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(**changes)


def test_the_rest_begins_after_the_first(programme: Programme, people_lead: Person) -> None:
    design = Design.objects.get()
    other = Programme.objects.create(
        declared_by=people_lead,
        declared_on=TODAY,
        kind="policy",
        title="Another",
        text="Another.",
        expected="More.",
        otherwise="Less.",
    )
    fields = {
        name: getattr(design, name)
        for name in ("target", "items", "scale", "should_rise", "weeks", "groups", "n_first")
    }
    for chosen, rest_on in (("lot", STARTS), ("lot", None), ("low", STARTS - timedelta(days=1))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Design.objects.create(
                programme=other,
                chosen=chosen,
                starts_on=STARTS,
                rest_on=rest_on,
                chosen_by_round=design.chosen_by_round,
                **fields,
            )


def test_a_word_on_the_way_says_something(programme: Programme, people_lead: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Said.objects.create(programme=programme, by=people_lead, said_on=TODAY, words="")


@pytest.mark.parametrize(
    ("on", "back", "early"),
    [
        (TODAY, True, False),
        (STARTS - timedelta(days=1), True, False),
        (STARTS, False, True),
        (STARTS + timedelta(days=9), False, True),
    ],
)
def test_until_the_start_it_is_taken_back_from_then_on_ended(
    programme: Programme, on: date, back: bool, early: bool
) -> None:
    assert (programme.may_be_withdrawn(on), programme.may_be_stopped(on)) == (back, early)


def test_what_is_over_can_be_neither(programme: Programme) -> None:
    Programme.objects.filter(pk=programme.pk).update(state="judged", ended_on=TODAY)
    over = Programme.objects.get(pk=programme.pk)

    assert not over.may_be_withdrawn(TODAY)
    assert not over.may_be_stopped(STARTS)
    assert not over.is_on


def test_the_days_of_the_look_follow_from_the_start(programme: Programme) -> None:
    design = programme.design

    assert design.look_from == STARTS + timedelta(weeks=4)
    assert design.look_until == design.rest_on


def test_who_begins_is_empty_until_it_is_drawn(people_lead: Person, programme: Programme) -> None:
    assert programme.design.begins_first == []

    lot = drawn(people_lead, title="Another")

    assert len(lot.design.begins_first) == 6
    assert lot.design.begins_first == lot.draw.first


def test_rows_are_called_by_what_they_say(people_lead: Person, before: Round) -> None:
    lot = drawn(people_lead)

    assert str(lot) == "Ten minutes before each shift"
    assert str(lot.design) == "U-PSY1, lot"
    assert str(lot.draw) == lot.draw.seed


def test_the_database_refuses_months_with_a_round_and_a_round_s_scale_without_one(
    owner: Person,
) -> None:
    plain = {"target": "x", "items": [], "should_rise": True, "weeks": 4, "groups": []}
    for scale, chosen in (("share", "firm"), ("rate", "all")):
        programme = Programme.objects.create(
            declared_by=owner,
            declared_on=TODAY,
            kind="policy",
            title="A",
            text="B",
            expected="C",
            otherwise="D",
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Design.objects.create(
                programme=programme,
                **plain,
                scale=scale,
                chosen=chosen,
                starts_on=STARTS,
                n_first=0,
            )
