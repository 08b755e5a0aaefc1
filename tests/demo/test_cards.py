"""A card on the screen of whoever looks around: theirs alone, and only as long as it is good."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from bothways.demo.cards import card_on_screen, print_on_screen
from bothways.members.models import Card
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.factories import NOW, make_person


@pytest.fixture
def stefan(db: None) -> Person:
    """Somebody without an address, and the people lead who prints cards."""
    make_person("Lena Oduya", number="M003")
    return make_person("Stefan Krol", number="M035", email="")


def browser() -> HttpRequest:
    """A browser in which nobody is signed in yet."""
    request = RequestFactory().get("/demo/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    return request


def test_before_anything_was_printed_no_card_is_shown(stefan: Person) -> None:
    assert card_on_screen(browser()) is None


def test_what_was_printed_is_shown_as_it_would_stand_on_paper(stefan: Person) -> None:
    request = browser()

    print_on_screen(request, stefan, at=NOW)
    shown = card_on_screen(request)

    assert shown is not None
    assert shown.number == "M035"
    assert len(shown.pin.split()) > 1, "a PIN is read in groups"
    assert all(part.isdigit() and len(part) <= 3 for part in shown.pin.split())
    assert shown.bare.isalnum()
    assert shown.bare != shown.code


def test_the_screen_of_another_browser_stays_empty(stefan: Person) -> None:
    print_on_screen(browser(), stefan, at=NOW)

    assert card_on_screen(browser()) is None


def test_a_second_card_takes_the_place_of_the_first_on_the_screen(stefan: Person) -> None:
    request = browser()
    print_on_screen(request, stefan, at=NOW)
    first = card_on_screen(request)

    print_on_screen(request, stefan, at=NOW)
    second = card_on_screen(request)

    assert first is not None
    assert second is not None
    assert first.code != second.code


def test_a_card_that_was_printed_elsewhere_meanwhile_ends_the_one_on_the_screen(
    stefan: Person,
) -> None:
    here, elsewhere = browser(), browser()
    print_on_screen(here, stefan, at=NOW)

    print_on_screen(elsewhere, stefan, at=NOW)

    assert card_on_screen(here) is None
    assert card_on_screen(elsewhere) is not None


@pytest.mark.parametrize("state", [state for state in Card.State if state != Card.State.PRINTED])
def test_a_card_whose_printed_pin_is_good_for_nothing_is_shown_no_more(
    stefan: Person, state: Card.State
) -> None:
    request = browser()
    print_on_screen(request, stefan, at=NOW)

    Card.objects.filter(person=stefan).update(state=state)

    assert card_on_screen(request) is None


def test_the_record_says_that_the_people_lead_printed_it_and_not_its_code(stefan: Person) -> None:
    request = browser()
    print_on_screen(request, stefan, at=NOW)
    shown = card_on_screen(request)

    entry = Entry.objects.get(verb="card.printed")

    assert entry.by is not None
    assert entry.by.number == "M003"
    assert shown is not None
    assert shown.bare not in str(entry.details)
    assert shown.pin.replace(" ", "") not in str(entry.details)
