"""The list of cards says who has one and in which state, and never when it was used."""

from datetime import datetime, timedelta

from bothways.members.actions.cards import UNUSED_DAYS
from bothways.members.cards import card_of, lines_for, n_never_used, people_for_cards, state_on
from bothways.members.models import Card
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.factories import make_person
from tests.members.card_desk import first_use, printed


def names(**chosen: str) -> list[str]:
    return [person.name for person in people_for_cards(**chosen)]


def test_first_come_those_who_have_neither_e_mail_nor_card(firm: Cast, now: datetime) -> None:
    make_person("Olek Zając", unit=ASSEMBLY, email=None, number="17")
    with_card = make_person("Uwe Kern", unit=ASSEMBLY, email=None, number="18")
    printed(with_card, by=firm.people_lead, at=now)

    assert names() == ["Olek Zając"]
    assert names(show="cards") == ["Uwe Kern"]
    assert len(names(show="all")) > 30


def test_who_has_a_card_that_opens_nothing_any_more_is_among_them_again(
    firm: Cast, now: datetime
) -> None:
    person = make_person("Uwe Kern", unit=ASSEMBLY, email=None, number="18")
    printed(person, by=firm.people_lead, at=now)
    Card.objects.update(state=Card.State.EXPIRED)

    assert names() == ["Uwe Kern"]


def test_people_can_be_chosen_by_unit_by_name_and_one_by_one(firm: Cast) -> None:
    assert firm.employee.name in names(show="all", unit="Millrace/Operations")
    assert firm.employee.name not in names(show="all", unit="Millrace/Office")
    assert names(show="all", words="jo mar") == ["Jo Marsh"]
    assert names(only=str(firm.employee.pk)) == ["Jo Marsh"]


def test_only_an_owner_prints_for_somebody_with_a_role(firm: Cast, now: datetime) -> None:
    people = [firm.owner, firm.employee, firm.representative]

    by_lead = lines_for(people, by=firm.people_lead, on=now.date())
    by_owner = lines_for(people, by=firm.owner, on=now.date())

    assert [line.may_print for line in by_lead] == [False, True, False]
    assert [line.may_print for line in by_owner] == [True, True, True]


def test_a_card_shows_as_expired_on_its_last_day_before_any_job_has_run(
    employee: Person, people_lead: Person, now: datetime
) -> None:
    printed(employee, by=people_lead, at=now)
    card = card_of(employee)
    assert card

    assert state_on(card, now.date()) == Card.State.PRINTED
    assert state_on(card, (now + timedelta(days=UNUSED_DAYS)).date()) == Card.State.EXPIRED


def test_cards_that_nobody_used_yet_are_counted(firm: Cast, now: datetime) -> None:
    first_use(printed(firm.employee, by=firm.people_lead, at=now), at=now)
    printed(firm.colleague, by=firm.people_lead, at=now)

    assert n_never_used() == 1
    assert n_never_used(Person.objects.filter(pk=firm.employee.pk)) == 0


def test_who_has_no_card_has_none(employee: Person) -> None:
    assert card_of(employee) is None
