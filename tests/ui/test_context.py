"""What the frame of every page is given, whoever reads it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from bothways.ui.context import frame
from tests.cast import Cast


def asked_by(user: object) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    return request


@pytest.mark.parametrize(
    ("who", "keeps"),
    [
        ("owner", True),
        ("people_lead", True),
        ("manager", False),
        ("employee", False),
        ("representative", False),
    ],
)
def test_the_bar_leads_to_the_people_for_those_who_keep_them(
    firm: Cast, who: str, keeps: bool
) -> None:
    assert frame(asked_by(getattr(firm, who)))["keeps_people"] is keeps


def test_a_stranger_sees_the_firm_s_name_and_no_way_to_its_people(firm: Cast) -> None:
    found = frame(asked_by(AnonymousUser()))

    assert found["organisation"] == firm.organisation
    assert found["keeps_people"] is False


def test_a_page_before_anybody_is_known_has_a_frame_too(db: None) -> None:
    found = frame(RequestFactory().get("/"))

    assert found["organisation"] is None
    assert found["keeps_people"] is False


def test_the_languages_are_named_in_themselves(firm: Cast) -> None:
    names = dict(frame(asked_by(firm.employee))["languages"])  # type: ignore[call-overload]

    assert names["de"] == "Deutsch"
    assert names["es"] == "Español"


def test_a_frame_asks_for_the_firm_and_for_the_roles_of_whoever_is_signed_in(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        frame(asked_by(firm.employee))
    with django_assert_num_queries(1):
        frame(asked_by(AnonymousUser()))
