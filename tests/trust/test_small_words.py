"""Words and lists that a reader stumbled over: plural filters, days, fingerprints, long lists."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bothways.people.models import Person
from bothways.ui.templatetags.ui import fours
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import NEWS, opened


def speaking(client_of: ClientOf, person: Person, language: str) -> Client:
    """The browser of somebody who reads in this language."""
    Person.objects.filter(pk=person.pk).update(language=language)
    person.refresh_from_db()
    return client_of(person)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["All", "Open", "Silent", "Kept", "Broken"]),
        ("de", ["Alle", "Offene", "Ohne Wort", "Gehaltene", "Gebrochene"]),
        ("es", ["Todas", "Abiertas", "En silencio", "Cumplidas", "Incumplidas"]),
    ],
)
def test_the_filter_of_promises_speaks_of_many(
    firm: Cast, client_of: ClientOf, language: str, words: list[str]
) -> None:
    page = speaking(client_of, firm.employee, language).get("/promises/").content.decode()

    shown = re.findall(r'<a href="\?show=[\w-]+"[^>]*>([^<]+)</a>', page)
    assert shown[: len(words)] == words


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_day_on_this_week_begins_with_a_capital(
    firm: Cast, client_of: ClientOf, language: str
) -> None:
    page = speaking(client_of, firm.employee, language).get("/").content.decode()

    day = re.search(r"<time datetime=[^>]+>(\w)", page)
    assert day
    assert day[1].isupper()


def test_a_fingerprint_is_read_in_fours(firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(firm.owner, questions=[NEWS])

    page = client_of(firm.employee).get(f"/rounds/{round_.pk}/").content.decode()

    assert fours("0123456789ab") == "0123 4567 89ab"
    assert f'<p class="code">{fours(round_.manifest_hash)}</p>' in page


@pytest.mark.parametrize(("n", "is_folded"), [(4, False), (9, True)])
def test_more_than_five_sign_ins_are_folded(
    firm: Cast, client_of: ClientOf, n: int, *, is_folded: bool
) -> None:
    client = client_of(firm.employee)
    client.get("/me/")
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for _number in range(n):
        other = store()
        other.update(client.session.items())
        other.create()

    page = client.get("/me/").content.decode()

    assert ("All the others</summary>" in page) is is_folded
    assert page.count("Another browser") == n


def test_whoever_erases_somebody_reads_of_a_person_and_not_of_themselves(
    firm: Cast, client_of: ClientOf
) -> None:
    address = reverse("operations:erase", args=[firm.employee.pk])

    page = client_of(firm.owner).get(address).content.decode()

    before_the_letter = page[: page.index("The letter to hand over")]
    assert "In which group the person was asked" in before_the_letter
    assert "leads from an answer to a person" in before_the_letter
    assert "Your anonymous answers" not in before_the_letter
    assert "Your anonymous answers" in page  # the letter is to them


def test_on_a_phone_what_keeps_the_list_stands_before_the_list(
    firm: Cast, client_of: ClientOf
) -> None:
    page = client_of(firm.people_lead).get("/people/").content.decode()

    assert page.index('<aside class="col early"') < page.index("Look for a name")
    assert "<aside" not in client_of(firm.employee).get("/people/").content.decode()


def test_on_a_phone_each_cell_of_what_is_stored_says_what_it_is(
    firm: Cast, client_of: ClientOf
) -> None:
    text = client_of(firm.employee).get(reverse("trust:find-out")).content.decode()

    assert text.count('data-head="Who can read it"') == text.count('data-head="Deleted"') > 0
