"""What the desk of the second key is given to show, to each and in each state."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from bothways.guardian.pages import key_page, second_key_of
from bothways.guardian.queries import keys_kept_by, n_blocks, rounds_of, spare_state, state_for
from bothways.keyholders.errors import NotKeyholderError
from bothways.people.models import Organisation, Person
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, give
from tests.rounds import opened

NOTHING = {"blocks": 0, "seals": 0, "want_blocks": 0, "want_seals": 0}


@pytest.mark.parametrize("who", ["owner", "people_lead", "employee", "representative", "leaver"])
def test_who_never_had_a_key_keeps_none(firm: Cast, who: str) -> None:
    with pytest.raises(NotKeyholderError):
        keys_kept_by(getattr(firm, who))


def test_whoever_is_not_signed_in_keeps_no_key(db: None) -> None:
    with pytest.raises(NotKeyholderError):
        keys_kept_by(AnonymousUser())


def test_without_a_holder_nothing_is_in_stock_and_nothing_is_wanted(firm: Cast) -> None:
    assert spare_state(None, at=NOW) == NOTHING


def test_before_the_firm_is_set_up_a_round_would_have_no_group(db: None) -> None:
    assert n_blocks(NOW) == 0


def test_a_firm_has_no_more_groups_than_smallest_groups_fit_into_it(firm: Cast) -> None:
    n_here = Person.objects.here().count()

    assert 1 <= n_blocks(NOW) <= n_here // firm.organisation.k
    Organisation.objects.update(k=n_here)
    assert n_blocks(NOW) <= 1


@pytest.mark.parametrize("who", ["owner", "people_lead", "manager", "employee"])
def test_everybody_but_the_representative_sees_that_nobody_holds_it_and_is_refused_nothing(
    firm: Cast, who: str
) -> None:
    person = getattr(firm, who)

    assert state_for(person, at=NOW) == {
        "v": 1,
        "person": {"name": person.name},
        "holder": None,
        "may_take": False,
        "refusal": "",
        "spare": NOTHING,
        "rounds": [],
    }


def test_the_representative_may_take_it(representative: Person) -> None:
    state = state_for(representative, at=NOW)

    assert (state["may_take"], state["refusal"]) == (True, "")


def test_a_representative_who_leads_the_people_is_told_why_not(representative: Person) -> None:
    give(representative, "people_lead")

    state = state_for(representative, at=NOW)

    assert state["may_take"] is False
    assert state["refusal"].endswith(".")


def test_a_round_under_one_key_is_none_of_the_desk(owner: Person, representative: Person) -> None:
    opened(owner)

    assert state_for(representative, at=NOW)["rounds"] == []
    assert rounds_of([]) == []


def test_what_is_shown_can_travel_and_costs_the_same_for_a_round_or_none(
    owner: Person, employee: Person, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        before = state_for(employee, at=NOW)
    opened(owner)
    with django_assert_max_num_queries(8):
        after = state_for(employee, at=NOW + timedelta(hours=1))

    assert json.loads(json.dumps(after)) == after == before


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("representative", {"has_key": False, "n_waiting": 0}),
        ("owner", None),
        ("people_lead", None),
        ("employee", None),
    ],
)
def test_this_week_speaks_of_the_key_only_to_who_could_keep_it(
    firm: Cast, who: str, says: dict[str, object] | None, now: datetime
) -> None:
    assert second_key_of(getattr(firm, who), at=now) == says


def test_the_ceremony_begins_with_the_name_as_it_stands_on_the_list(firm: Cast) -> None:
    long = "Ñandú-Øverå " * 8
    firm.representative.name = long

    assert key_page(firm.representative)["name"] == long


GUESTS = ["owner", "people_lead", "manager", "employee", "representative"]


@pytest.mark.parametrize("who", GUESTS)
def test_each_role_meets_its_own_answer_at_each_address_of_the_desk(
    firm: Cast, who: str, client_of: ClientOf
) -> None:
    client = client_of(getattr(firm, who))
    takes, declares = who == "representative", who in {"owner", "representative"}

    assert client.get("/guardian/").status_code == 200
    assert client.get("/guardian/state/").status_code == 200
    assert (client.get("/guardian/key/").status_code == 200) is takes
    assert client.post("/guardian/printed/").status_code == (409 if takes else 403)
    assert client.post("/guardian/ceremony/").status_code == (400 if takes else 403)
    assert client.post("/guardian/lost/").status_code == (404 if declares else 403)
    assert client.get("/guardian/work/").status_code == 403
    assert client.post("/guardian/leave/").status_code == 409


@pytest.mark.parametrize("path", ["", "key/", "state/"])
def test_whoever_is_not_signed_in_is_led_to_the_door(client: Any, firm: Cast, path: str) -> None:
    assert client.get(f"/guardian/{path}").url.startswith("/sign-in/")


@pytest.mark.parametrize("path", ["printed/", "ceremony/", "leave/", "lost/"])
def test_what_changes_something_takes_a_post(
    representative: Person, client_of: ClientOf, path: str
) -> None:
    assert client_of(representative).get(f"/guardian/{path}").status_code == 405


def test_a_document_that_is_none_is_refused_with_a_code_for_programs_and_words_for_people(
    representative: Person, client_of: ClientOf
) -> None:
    answer = client_of(representative).post(
        "/guardian/ceremony/", b"{", content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer.json() == {
        "error": "malformed",
        "say": "This answer is not in the form that is meant, so it was not taken.",
    }
    assert answer["Cache-Control"] == "no-store, private"
