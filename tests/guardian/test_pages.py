"""What the pages of the second key say, to each and in each state."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothways.guardian.pages import second_key_of
from bothways.keyholders.jobs import look_after_the_key
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keyholder, second_party
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.documents import ceremony
from bothways.pure.guardian.keyfile import new_identity
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.conftest import ClientOf
from tests.keeper import Keeper, confirmed_round, keeper_in_office

DESK = "/guardian/"


def page_of(client: Client, path: str = DESK) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_sees_who_holds_the_key_since_when_and_its_fingerprint(
    employee: Person, keeper: Keeper, client_of: ClientOf
) -> None:
    page = page_of(client_of(employee))

    assert "Edda Falk holds it." in page
    assert keeper.identity.fingerprint in page
    assert "2 November 2026" in page
    assert "data-guardian-desk" not in page
    assert "guardian.js" not in page


def test_without_a_holder_it_says_what_that_loses_and_only_the_representative_can_begin(
    employee: Person, owner: Person, representative: Person, client_of: ClientOf
) -> None:
    for person in (employee, owner):
        page = page_of(client_of(person))
        assert "Nobody holds one here." in page
        assert "whoever runs the server could read answers" in page
        assert "/guardian/key/" not in page
        assert client_of(person).get("/guardian/key/").status_code in {403, 404}

    assert "/guardian/key/" in page_of(client_of(representative))
    assert "What this key does" in page_of(client_of(representative), "/guardian/key/")


def test_the_keyholder_has_the_desk_with_every_key_that_is_theirs(
    representative: Person, keeper: Keeper, client_of: ClientOf
) -> None:
    older = keeper.identity
    newer = keeper_in_office(representative).identity

    page = page_of(client_of(representative))

    listed = page.partition('data-signs="')[2].partition('"')[0].split()
    assert {keyholder().sign_public} < set(listed)  # type: ignore[union-attr]
    assert len(listed) == 2
    assert older.secret not in page
    assert newer.secret not in page


def test_a_key_on_the_companys_own_server_is_named_as_none(
    employee: Person, representative: Person, client_of: ClientOf
) -> None:
    keeper_in_office(representative, where=Keyholder.Where.SAME_HOST)

    page = page_of(client_of(employee))

    assert "as if there were no second key" in page
    assert "Neither opens a box alone" not in page
    assert "You hold it, but it does not count" in page_of(client_of(representative))


def test_a_holder_who_leads_people_now_is_named_as_not_independent(
    representative: Person, employee: Person, keeper: Keeper, client_of: ClientOf
) -> None:
    Person.objects.filter(pk=employee.pk).update(manager=representative)

    page = page_of(client_of(employee))

    assert "Edda Falk leads people now." in page
    assert "does not count as one" in page


def test_a_representative_who_comes_to_lead_people_while_a_round_is_on_ends_in_the_open(
    owner: Person, representative: Person, employee: Person, keeper: Keeper, client_of: ClientOf
) -> None:
    """The round goes on with the key that stands in its rules; no text calls it a second one."""
    round_ = confirmed_round(owner, keeper, opens_at=timezone.now() - timedelta(hours=1))
    assert "Neither opens the box alone" in page_of(client_of(employee), f"/rounds/{round_.pk}/")

    Person.objects.filter(pk=employee.pk).update(manager=representative)
    look_after_the_key(timezone.now())

    assert Entry.objects.get(verb="key.left").details["why"] == "leads"
    for path in (f"/rounds/{round_.pk}/", f"/rounds/{round_.pk}/answer/"):
        page = page_of(client_of(owner), path)
        assert "Neither opens the box alone" not in page
    assert "It counts as none." in page_of(client_of(owner), f"/rounds/{round_.pk}/")
    assert "second key" in page_of(client_of(employee), "/record/")
    keeper.serve(timezone.now())
    assert all(one["taken"] for one in keeper.serve(timezone.now()))
    assert second_key_of(representative, at=timezone.now()) is not None
    assert second_party() is None


def test_the_line_that_the_program_printed_takes_office(
    representative: Person, client_of: ClientOf
) -> None:
    document = canonical_json(ceremony(new_identity("Edda Falk")))

    answer = client_of(representative).post("/guardian/printed/", {"document": f" {document}\n"})

    assert answer.status_code == 302
    assert keyholder().person == representative  # type: ignore[union-attr]


@pytest.mark.parametrize("document", ["", "no line", '{"v":1}', "[]"])
def test_a_broken_line_is_refused_on_the_page(
    representative: Person, client_of: ClientOf, document: str
) -> None:
    answer = client_of(representative).post("/guardian/printed/", {"document": document})

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not Keyholder.objects.exists()


def test_a_round_says_what_it_waits_for_and_until_when(
    employee: Person, owner: Person, closed: Round, client_of: ClientOf
) -> None:
    page = page_of(client_of(employee))

    assert "The box is closed and waits for the second key to open it." in page
    assert "If the second key does not come by" in page
    assert "Declare it lost" not in page
    assert "Declare it lost" in page_of(client_of(owner))


def test_a_counted_round_can_no_longer_be_declared_lost(
    owner: Person, closed: Round, keeper: Keeper, client_of: ClientOf
) -> None:
    for _ in range(2):  # opened, then counted
        keeper.serve(closed.closes_at)

    page = page_of(client_of(owner))

    assert "Counted by both, with the same figures." in page
    assert "Declare it lost" not in page


def test_this_week_tells_the_representative_what_waits_and_nobody_else(
    representative: Person, employee: Person, client_of: ClientOf
) -> None:
    assert "You could hold the second key." in page_of(client_of(representative), "/")
    keeper_in_office(representative)

    assert "Nothing waits for your key." in page_of(client_of(representative), "/")
    assert "Your key" not in page_of(client_of(employee), "/")
    assert second_key_of(employee, at=timezone.now()) is None


def test_a_round_that_waits_stands_on_this_week(
    representative: Person, closed: Round, client_of: ClientOf
) -> None:
    assert second_key_of(representative, at=closed.closes_at) == {"has_key": True, "n_waiting": 1}
    assert "1 round waits for your key." in page_of(client_of(representative), "/")


def test_a_rounds_rules_and_the_firms_settings_name_the_holder(
    owner: Person, round_: Round, client_of: ClientOf
) -> None:
    assert "the company holds one, Edda Falk the other" in page_of(
        client_of(owner), f"/rounds/{round_.pk}/"
    )
    settings = page_of(client_of(owner), "/firm/")
    assert "The second key" in settings
