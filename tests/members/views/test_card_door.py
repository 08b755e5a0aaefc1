"""The door for whoever has a card, as a browser without a script meets it."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from bothways.members.actions.cards import Printed
from bothways.members.models import Card
from bothways.people.models import Person
from tests.conftest import ClientOf
from tests.members.card_desk import OWN_PIN, another, first_use, printed


@pytest.fixture
def today() -> datetime:
    """The door asks the clock."""
    return timezone.now()


@pytest.fixture
def card(employee: Person, people_lead: Person, today: datetime) -> Printed:
    """The card that was just printed for Jo Marsh."""
    return printed(employee, by=people_lead, at=today)


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def show(client: Client, card: Printed, pin: str, **fields: str) -> object:
    return client.post("/card/", {"code": card.code, "pin": pin, **fields})


def choose(client: Client, pin: str, again: str | None = None) -> object:
    return client.post("/card/pin/", {"pin": pin, "again": pin if again is None else again})


def test_card_printed_pin_own_pin_and_one_is_in(card: Printed) -> None:
    client = Client()
    assert client.get("/card/").status_code == 200

    assert show(client, card, card.pin).url == "/card/pin/"
    assert client.get("/me/").status_code == 302
    assert "The printed one stops working now" in text_of(client.get("/card/pin/"))
    assert choose(client, OWN_PIN).url == "/"

    assert "Jo Marsh" in text_of(client.get("/me/"))


def test_the_second_time_the_own_pin_opens_at_once(card: Printed, today: datetime) -> None:
    first_use(card, at=today)
    client = Client()

    assert show(client, card, OWN_PIN, next="/me/").url == "/me/"


def test_one_lands_where_one_wanted_also_after_choosing_a_pin(card: Printed) -> None:
    client = Client()
    assert 'value="/me/"' in text_of(client.get("/card/?next=/me/"))
    show(client, card, card.pin, next="/me/")

    assert choose(client, OWN_PIN).url == "/me/"


def test_a_device_is_one_s_own_only_if_one_says_so(card: Printed) -> None:
    mine, shared = Client(), Client()
    show(mine, card, card.pin, own="on")
    choose(mine, OWN_PIN)
    show(shared, card, OWN_PIN)

    assert "bothways-own" in mine.cookies
    assert mine.session.is_short is False
    assert "bothways-own" not in shared.cookies
    assert shared.session.is_short is True


def test_nobody_is_led_to_another_site(card: Printed) -> None:
    client = Client()
    show(client, card, card.pin, next="https://evil.example/")

    assert choose(client, OWN_PIN).url == "/"


def test_a_wrong_pin_says_what_may_have_happened_and_keeps_the_code_typed(card: Printed) -> None:
    answer = show(Client(), card, another(card.pin))

    assert answer.status_code == 422
    assert "somebody else may have: ask for a new card" in text_of(answer)
    assert card.code in text_of(answer)
    assert another(card.pin) not in text_of(answer)


def test_nothing_typed_is_asked_for_again(firm: object) -> None:
    answer = Client().post("/card/", {"code": "", "pin": ""})

    assert answer.status_code == 422
    assert "Type what stands on your card." in text_of(answer)


@pytest.mark.parametrize("pin", ["1234", "000000", "123456"])
def test_an_easy_pin_is_refused_on_the_same_page(card: Printed, pin: str) -> None:
    client = Client()
    show(client, card, card.pin)

    answer = choose(client, pin)

    assert answer.status_code == 422
    assert "six digits that are no day" in text_of(answer)
    assert Card.objects.get().state == Card.State.PRINTED


def test_the_printed_pin_can_not_become_the_own_one(card: Printed) -> None:
    client = Client()
    show(client, card, card.pin)

    assert "This is the printed PIN." in text_of(choose(client, card.pin))


def test_two_different_ones_are_no_pin(card: Printed) -> None:
    client = Client()
    show(client, card, card.pin)

    assert "This is not the same." in text_of(choose(client, OWN_PIN, again="271846"))


def test_without_a_card_shown_before_there_is_no_pin_to_choose(card: Printed) -> None:
    client = Client()

    assert client.get("/card/pin/").url == "/card/"
    client.cookies["bothways-card"] = "somebody:wrote:this"
    assert choose(client, OWN_PIN).url == "/card/"


def test_who_comes_second_with_a_copied_card_is_told(card: Printed, today: datetime) -> None:
    copier = Client()
    show(copier, card, card.pin)
    first_use(card, at=today)

    answer = choose(copier, "271846")

    assert answer.status_code == 409
    assert "do not open the door" in text_of(answer)
    assert copier.get("/me/").status_code == 302


def test_somebody_else_s_card_signs_in_that_person_and_not_both(
    card: Printed, colleague: Person, client_of: ClientOf, today: datetime
) -> None:
    first_use(card, at=today)
    client = client_of(colleague)

    show(client, card, OWN_PIN)

    assert "Jo Marsh" in text_of(client.get("/me/"))


def test_who_left_in_between_is_led_back_to_the_door(card: Printed, employee: Person) -> None:
    client = Client()
    show(client, card, card.pin)
    Person.objects.filter(pk=employee.pk).update(left_on=timezone.localdate())

    assert choose(client, OWN_PIN).url == "/card/"


def test_no_browser_is_asked_to_keep_code_or_pin(card: Printed) -> None:
    text = text_of(Client().get("/card/"))

    assert text.count('autocomplete="one-time-code"') == 1
    assert text.count('autocomplete="off"') == 2
    assert 'type="password"' in text


def test_the_ordinary_door_leads_to_the_card(firm: object) -> None:
    assert "/card/" in text_of(Client().get("/sign-in/"))
