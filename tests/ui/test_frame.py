"""The frame of every page, and the pages for when there is nothing to show."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from bothways.people.models import Person
from bothways.ui.context import frame

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "ui/refused.html"]


def request_of(person: Person) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person
    return request


def test_the_first_link_skips_to_the_page(
    employee: Person, client_of: Callable[..., Client]
) -> None:
    html = client_of(employee).get("/").content.decode()

    first = re.search(r"<a [^>]*>", html)
    assert first is not None
    assert 'href="#main"' in first[0]
    assert '<main id="main"' in html


def test_the_header_names_the_firm(employee: Person, client_of: Callable[..., Client]) -> None:
    assert "at Millrace" in client_of(employee).get("/").content.decode()


def test_the_bar_says_where_one_is(employee: Person, client_of: Callable[..., Client]) -> None:
    html = client_of(employee).get("/").content.decode()

    assert html.count('aria-current="page"') == 1
    current = re.search(r'aria-current="page".*?<span>([^<]+)', html, re.S)
    assert current is not None
    assert current[1] == "This week"


def test_the_persons_own_choice_of_light_or_dark_wins(
    employee: Person, client_of: Callable[..., Client]
) -> None:
    employee.theme = "dark"
    employee.save()

    assert 'data-theme="dark"' in client_of(employee).get("/").content.decode()


def test_only_those_who_keep_people_get_the_way_to_them(owner: Person, employee: Person) -> None:
    assert frame(request_of(owner))["keeps_people"] is True
    assert frame(request_of(employee))["keeps_people"] is False


@pytest.mark.parametrize("page", ERROR_PAGES)
def test_a_page_of_refusal_needs_no_request(page: str, db: None) -> None:
    html = render_to_string(page)

    assert html.count("<h1") == 1
    assert 'class="btn"' in html


def test_what_is_not_there_says_so_plainly(
    employee: Person, client_of: Callable[..., Client]
) -> None:
    answer = client_of(employee).get("/nothing/")

    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.content.decode()


def test_every_file_the_frame_asks_for_is_there(db: None) -> None:
    html = render_to_string("ui/base.html")

    names = re.findall(rf'"{settings.STATIC_URL}([^"]+)"', html)
    assert len(names) >= 5
    assert all(finders.find(name) for name in names)
