"""What goes wrong has a page in the house's own words, which needs nothing that may be broken."""

import pytest
from django.test import Client, RequestFactory
from django.urls import path
from django.views.defaults import bad_request, permission_denied, server_error
from pytest_django import DjangoAssertNumQueries, Settings

from bothways.access.guard import open_to_all
from bothways.config.urls import urlpatterns as real
from tests.cast import Cast


@open_to_all("a test breaks it on purpose")
def breaks(_request: object) -> None:
    raise RuntimeError("jo@millrace.example 418022")


urlpatterns = [*real, path("breaks/", breaks)]


def test_an_address_that_leads_nowhere_says_so(firm: Cast, client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.content.decode()


def test_what_breaks_on_our_side_says_so_and_shows_nothing_of_it(
    firm: Cast, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__

    answer = Client(raise_request_exception=False).get("/breaks/")

    assert answer.status_code == 500
    text = answer.content.decode()
    assert "broke on our side" in text
    assert "418022" not in text
    assert "RuntimeError" not in text


def test_the_page_for_our_own_faults_needs_no_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500


@pytest.mark.parametrize(("page", "status"), [(bad_request, 400), (permission_denied, 403)])
def test_other_refusals_have_a_page_too(firm: Cast, page: object, status: int) -> None:
    request = RequestFactory().get("/")
    request.user = firm.employee

    answer = page(request, Exception("why"))  # type: ignore[operator]

    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_page(firm: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "jo@millrace.example"})

    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()
