"""The one way in: to the door, 404, 403, or in."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bothways.access.guard import guarded, may, open_to_all
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY


@guarded("members.see")
def everyones(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@guarded("members.keep")
def keepers(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@guarded("person.keep", Person)
def about_a_person(_request: HttpRequest, person: Person) -> HttpResponse:
    return HttpResponse(person.name)


@guarded("nothing.like_this")
def forgotten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@open_to_all("a test")
def door(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def asked_by(person: Person | None) -> HttpRequest:
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = person or AnonymousUser()
    return request


def test_a_stranger_is_led_to_the_door_and_back(firm: Cast) -> None:
    answer = everyones(asked_by(None))

    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=/somewhere/%3Fpage%3D2"


def test_whoever_may_comes_in(firm: Cast) -> None:
    assert everyones(asked_by(firm.employee)).content == b"in"
    assert keepers(asked_by(firm.people_lead)).content == b"in"


def test_whoever_may_see_but_not_do_gets_403(firm: Cast) -> None:
    for person in (firm.employee, firm.manager, firm.representative):
        answer = keepers(asked_by(person))
        assert answer.status_code == 403
        assert b"only others can change it" in answer.content


def test_whoever_may_not_even_see_gets_404(firm: Cast) -> None:
    with pytest.raises(Http404):
        about_a_person(asked_by(firm.employee), pk=firm.leaver.pk)
    assert about_a_person(asked_by(firm.employee), pk=firm.colleague.pk).status_code == 403


def test_a_thing_that_does_not_exist_is_404_for_all(firm: Cast) -> None:
    with pytest.raises(Http404):
        about_a_person(asked_by(firm.owner), pk=uuid4())


def test_the_thing_is_fetched_and_handed_on(firm: Cast) -> None:
    answer = about_a_person(asked_by(firm.owner), pk=firm.colleague.pk)

    assert answer.content == b"Tariq Bell"


def test_a_rule_that_is_not_in_the_table_lets_nobody_in(firm: Cast) -> None:
    for person in firm.people():
        with pytest.raises(Http404):
            forgotten(asked_by(person))


def test_a_leaver_may_nothing_at_all(firm: Cast) -> None:
    firm.owner.left_on = TODAY

    assert not may(firm.owner, "members.see")
    assert not may(firm.owner, "members.keep")


def test_an_open_view_says_why_it_is_open(firm: Cast) -> None:
    assert door(asked_by(None)).content == b"in"
    assert door.guard_rule == "open: a test"


def test_a_guarded_view_tells_its_rule() -> None:
    assert keepers.guard_rule == "members.keep"


def test_who_has_left_with_a_page_still_open_gets_404_and_not_403(firm: Cast) -> None:
    with pytest.raises(Http404):
        everyones(asked_by(firm.leaver))
    with pytest.raises(Http404):
        keepers(asked_by(firm.leaver))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "only others can change it"), ("de", "nur andere"), ("es", "solo otras")],
)
def test_a_refusal_is_said_in_the_language_of_the_page(
    firm: Cast, language: str, said: str
) -> None:
    with translation.override(language):
        answer = keepers(asked_by(firm.employee))

    assert answer.status_code == 403
    assert said in answer.content.decode()


def test_a_refusal_says_nothing_of_the_thing_that_was_asked_for(firm: Cast) -> None:
    answer = about_a_person(asked_by(firm.employee), pk=firm.colleague.pk)

    assert answer.status_code == 403
    assert firm.colleague.name not in answer.content.decode()


def test_the_thing_is_looked_up_only_for_who_is_signed_in(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = asked_by(None)

    with django_assert_num_queries(0):
        answer = about_a_person(request, pk=firm.colleague.pk)

    assert answer.status_code == 302


def test_a_word_that_is_no_rule_but_begins_as_one_lets_nobody_in(firm: Cast) -> None:
    for rule in ("", "members", "members.", "members.see ", "MEMBERS.SEE", ".see"):
        assert not may(firm.owner, rule)


def test_a_view_keeps_its_name_and_its_words_behind_the_guard() -> None:
    assert keepers.__name__ == "keepers"
    assert door.__name__ == "door"
