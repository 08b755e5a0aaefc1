"""Every address of decisions, for every role: what is there for whom."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.decisions.actions import ask_about, begin_draft, correct
from bothways.decisions.models import Thanks
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine, make_decision

ROLES = ("owner", "people_lead", "manager", "employee", "colleague", "representative")
EVERYONE = dict.fromkeys(ROLES, 200)
NOBODY_ELSE = dict.fromkeys(ROLES, 403) | {"manager": 200}
NOT_THERE = dict.fromkeys(ROLES, 404)


@pytest.fixture
def places(firm: Cast) -> dict[str, str]:
    """A decision of the manager's with all that can stand under one, by address."""
    now = at_nine(localdate())
    decision = make_decision(firm.manager, recorded_on=localdate())
    question = ask_about(decision, by=firm.employee, words="Why?", at=now)
    said = {"was": "Both.", "now": "One.", "words": "Misread."}
    correct(decision, by=firm.manager, at=now, thanks_to=firm.employee, **said)
    draft = begin_draft(by=firm.manager, typed={}, writers=[firm.owner], at=now)
    under = ("one", "versions", "change", "look-again", "correct", "ask")
    return {
        "list": reverse("decisions:list"),
        "new": reverse("decisions:new"),
        "draft": reverse("decisions:draft", args=[draft.pk]),
        "answer": reverse("decisions:answer", args=[question.pk]),
        "thanks": reverse("decisions:thanks", args=[Thanks.objects.get().pk]),
        **{name: reverse(f"decisions:{name}", args=[decision.pk]) for name in under},
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("list", EVERYONE),
        ("new", EVERYONE),
        ("one", EVERYONE),
        ("versions", EVERYONE),
        ("ask", EVERYONE),
        ("change", NOBODY_ELSE),
        ("look-again", NOBODY_ELSE),
        ("correct", NOBODY_ELSE),
        ("answer", NOBODY_ELSE),
        ("draft", NOT_THERE | {"manager": 200, "owner": 200}),
    ],
)
def test_what_is_there_for_whom(
    firm: Cast,
    places: dict[str, str],
    client_of: ClientOf,
    name: str,
    expected: dict[str, int],
) -> None:
    found = {role: client_of(getattr(firm, role)).get(places[name]).status_code for role in ROLES}

    assert found == expected


def test_thanks_are_answered_by_whoever_is_thanked(
    firm: Cast, places: dict[str, str], client_of: ClientOf
) -> None:
    found = {
        role: client_of(getattr(firm, role)).post(places["thanks"], {"named": "no"}).status_code
        for role in ROLES
    }

    assert found == NOT_THERE | {"employee": 302}


def test_a_leaver_gets_nowhere(firm: Cast, places: dict[str, str], client: Client) -> None:
    client.force_login(firm.leaver)

    for address in places.values():
        assert client.get(address).status_code in {302, 405}, address


def test_what_is_not_there_is_not_there(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.owner)

    for name in ("one", "versions", "change", "draft"):
        assert client.get(reverse(f"decisions:{name}", args=[UUID(int=1)])).status_code == 404
    assert client.get(reverse("decisions:answer", args=[999])).status_code == 404


def test_reading_changes_nothing_and_writing_needs_a_form(
    firm: Cast, places: dict[str, str], client_of: ClientOf
) -> None:
    client = client_of(firm.manager)

    for name in ("list", "one", "versions"):
        assert client.post(places[name]).status_code == 405
    assert client_of(firm.employee).get(places["thanks"]).status_code == 405
