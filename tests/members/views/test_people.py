"""The list of people, one person's page, and what each may do there."""

import csv
import io
import time
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from bothways.people.models import Person, Role
from bothways.record.models import Entry
from tests.cast import ASSEMBLY, Cast
from tests.conftest import ClientOf
from tests.factories import give, make_people, make_person


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everyone_sees_the_people_by_unit(firm: Cast, client_of: ClientOf) -> None:
    page = page_of(client_of(firm.employee), "/people/")

    assert "31 people" in page
    assert page.index("Lena Oduya") < page.index("Jo Marsh")  # Office before Operations
    assert "reports to Ruben Dahl" in page
    assert "Nils Grau" not in page


def test_only_whoever_keeps_people_sees_the_ways_to_change_the_list(
    firm: Cast, client_of: ClientOf
) -> None:
    for person, sees in ((firm.employee, False), (firm.people_lead, True), (firm.owner, True)):
        page = page_of(client_of(person), "/people/")
        assert ("/people/import/" in page) is sees
        assert ("Save the list as a file" in page) is sees


def test_a_name_is_found_by_a_part_of_it(firm: Cast, client_of: ClientOf) -> None:
    page = page_of(client_of(firm.employee), "/people/?q=falk")

    assert "Edda Falk" in page
    assert "Tariq Bell" not in page
    assert "1 person" in page


def test_a_name_that_nobody_has_gets_a_sentence(firm: Cast, client_of: ClientOf) -> None:
    assert "Nobody here has that" in page_of(client_of(firm.employee), "/people/?q=zzz")


def test_leavers_are_for_whoever_keeps_people(firm: Cast, client_of: ClientOf) -> None:
    assert "Nils Grau" in page_of(client_of(firm.people_lead), "/people/?left=1")
    assert "Nils Grau" not in page_of(client_of(firm.employee), "/people/?left=1")
    assert client_of(firm.employee).get(f"/people/{firm.leaver.pk}/").status_code == 404
    assert client_of(firm.people_lead).get(f"/people/{firm.leaver.pk}/").status_code == 200


def test_the_list_comes_thirty_a_page(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)

    assert page_of(client, "/people/").count('<li class="row">') == 30
    assert page_of(client, "/people/?page=2").count('<li class="row">') == 1
    assert page_of(client, "/people/?page=999").count('<li class="row">') == 1


@pytest.mark.parametrize("how_many", [0, 40, 500])
def test_the_list_needs_no_more_queries_for_more_people(
    firm: Cast, client_of: ClientOf, how_many: int
) -> None:
    make_people(how_many, unit=ASSEMBLY, manager=firm.manager)
    client = client_of(firm.owner)

    with CaptureQueriesContext(connection) as queries:
        client.get("/people/")

    assert len(queries) <= 12, [query["sql"] for query in queries]


def test_the_list_of_five_hundred_is_quick(firm: Cast, client_of: ClientOf) -> None:
    make_people(500, unit=ASSEMBLY, manager=firm.manager)
    client = client_of(firm.owner)
    client.get("/people/")

    began = time.process_time()
    for _ in range(10):
        client.get("/people/")
    spent = (time.process_time() - began) / 10

    assert spent < 0.060  # a ceiling for slow machines under load; make bench measures the 15 ms


def test_one_person_is_seen_with_leader_and_led(firm: Cast, client_of: ClientOf) -> None:
    page = page_of(client_of(firm.employee), f"/people/{firm.manager.pk}/")

    assert "Sanne Weir" in page
    assert "Tariq Bell" in page
    assert "Leads people" in page
    assert "has left" not in page


def test_the_owner_gives_and_takes_a_role(firm: Cast, client_of: ClientOf) -> None:
    client, address = client_of(firm.owner), f"/people/{firm.employee.pk}/roles/"

    assert client.post(address, {"kind": "people_lead"}).url == f"/people/{firm.employee.pk}/"
    assert Role.objects.filter(person=firm.employee, kind="people_lead").exists()

    client.post(address, {"kind": "people_lead", "take": "1"})
    assert not Role.objects.filter(person=firm.employee).exists()


def test_a_refused_role_is_said_on_the_page(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.owner)

    leads = client.post(f"/people/{firm.manager.pk}/roles/", {"kind": "representative"})
    last = client.post(f"/people/{firm.owner.pk}/roles/", {"kind": "owner", "take": "1"})

    assert (leads.status_code, last.status_code) == (409, 409)
    assert "Choose someone who leads nobody" in leads.content.decode()
    assert "One owner must stay" in last.content.decode()


def test_a_role_that_does_not_exist_is_passed_over(firm: Cast, client_of: ClientOf) -> None:
    client_of(firm.owner).post(f"/people/{firm.employee.pk}/roles/", {"kind": "emperor"})

    assert not Role.objects.filter(person=firm.employee).exists()


def test_roles_are_the_owners_to_give(firm: Cast, client_of: ClientOf) -> None:
    address = f"/people/{firm.colleague.pk}/roles/"

    for person in (firm.employee, firm.manager, firm.people_lead, firm.representative):
        assert client_of(person).post(address, {"kind": "owner"}).status_code == 403
    assert Client().post(address, {"kind": "owner"}).url.startswith("/sign-in/")
    assert Role.objects.filter(kind="owner").count() == 1


def test_a_representative_who_gets_people_to_lead_is_named_on_the_page(
    firm: Cast, client_of: ClientOf
) -> None:
    Person.objects.filter(pk=firm.other_employee.pk).update(manager=firm.representative)

    for address in ("/people/", f"/people/{firm.representative.pk}/"):
        page = page_of(client_of(firm.employee), address)
        assert "Edda Falk is the employee representative and leads people." in page


def test_whoever_keeps_people_can_say_that_somebody_left(firm: Cast, client_of: ClientOf) -> None:
    address = f"/people/{firm.colleague.pk}/left/"
    assert client_of(firm.employee).post(address).status_code == 403

    assert client_of(firm.people_lead).post(address).status_code == 302

    firm.colleague.refresh_from_db()
    assert firm.colleague.left_on is not None


def test_the_last_owner_can_not_be_made_a_leaver(firm: Cast, client_of: ClientOf) -> None:
    answer = client_of(firm.owner).post(f"/people/{firm.owner.pk}/left/")

    assert answer.status_code == 409
    assert "One owner must stay" in answer.content.decode()


@pytest.mark.parametrize("address", ["left", "leaves"])
def test_a_people_lead_lets_no_owner_go(firm: Cast, client_of: ClientOf, address: str) -> None:
    give(firm.people_lead, Role.Kind.OWNER)
    give(firm.manager, Role.Kind.PEOPLE_LEAD)
    sent = {"last_day": f"{localdate()}"}

    answer = client_of(firm.manager).post(f"/people/{firm.owner.pk}/{address}/", sent)

    assert answer.status_code == 409
    assert "Only an owner can let an owner go." in answer.content.decode()
    firm.owner.refresh_from_db()
    assert firm.owner.left_on is None


def test_a_person_is_added_by_hand(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)
    fields = {
        "name": "Uma Vail",
        "email": "uma@millrace.example",
        "unit": "operations/paint",
        "manager": str(firm.manager.pk),
    }

    answer = client.post("/people/add/", fields)

    person = Person.objects.get(name="Uma Vail")
    assert answer.url == f"/people/{person.pk}/"
    assert person.unit.path == "Millrace/Operations/paint"
    assert person.manager == firm.manager


def test_what_is_missing_or_taken_is_said(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)

    empty = client.post("/people/add/", {})
    taken = client.post(
        "/people/add/", {"name": "X", "unit": "Office", "email": firm.employee.email}
    )

    assert (empty.status_code, taken.status_code) == (422, 422)
    for words in ("Everyone needs a name.", "Everyone belongs somewhere.", "or a staff number"):
        assert words in empty.content.decode()
    assert "already" in taken.content.decode()


def test_the_list_is_saved_as_a_file_without_formulas_and_on_the_record(
    firm: Cast, client_of: ClientOf
) -> None:
    make_person('=HYPERLINK("http://evil.example")', email="x@millrace.example")

    answer = client_of(firm.people_lead).post("/people/export/")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 32
    [trap] = [row for row in rows if row["email"] == "x@millrace.example"]
    assert trap["name"].startswith("'=")
    jo = next(row for row in rows if row["name"] == "Jo Marsh")
    assert (jo["unit"], jo["manager"]) == (ASSEMBLY, firm.manager.email)
    assert Entry.objects.get(verb="people.exported").by == firm.people_lead


def test_saving_the_list_needs_no_more_queries_for_more_people(
    firm: Cast, client_of: ClientOf
) -> None:
    make_people(300, unit=ASSEMBLY, manager=firm.manager)
    client = client_of(give(firm.colleague, Role.Kind.PEOPLE_LEAD))

    with CaptureQueriesContext(connection) as queries:
        client.post("/people/export/")

    assert len(queries) <= 12


def test_further_units_and_lines_are_added_and_taken_on_the_persons_page(
    firm: Cast, client_of: ClientOf
) -> None:
    client, address = client_of(firm.people_lead), f"/people/{firm.employee.pk}/"
    stores = firm.other_employee.unit

    client.post(f"{address}also/", {"unit": stores.pk})
    client.post(f"{address}line/", {"kind": "matrix", "leader": firm.colleague.pk})
    client.post(
        f"{address}line/",
        {"kind": "interim", "leader": firm.other_manager.pk, "from_on": "2026-11-01",
         "until_on": "2099-11-30"},
    )  # fmt: skip

    page = client_of(firm.colleague).get(address).content.decode()
    assert "Also works in Millrace/Operations/Stores." in page
    assert "Jo Marsh also reports to Tariq Bell." in page
    assert "Pia Novak stands in for the manager of Jo Marsh" in page
    assert "until 30 November 2099" in page
    assert "Add the line" not in page
    for line in firm.employee.lines.all():
        client.post(f"{address}line/", {"take": line.pk})
    client.post(f"{address}also/", {"take": firm.employee.also.get().pk})
    assert not firm.employee.lines.exists()
    assert not firm.employee.also.exists()


@pytest.mark.parametrize(
    ("verb", "fields", "status", "says"),
    [
        ("also", {}, 422, "Choose a unit."),
        ("line", {"kind": "matrix"}, 422, "Choose somebody."),
        ("leaves", {"last_day": "soon"}, 422, "Enter a valid date."),
        ("leaves", {"last_day": "2020-01-01"}, 409, "This day is over."),
        ("also", {"take": "99"}, 404, ""),
        ("line", {"take": "none"}, 404, ""),
    ],
)
def test_what_is_wrong_with_a_line_or_a_day_is_said_on_the_page(
    firm: Cast, client_of: ClientOf, verb: str, fields: dict[str, str], status: int, says: str
) -> None:
    answer = client_of(firm.people_lead).post(f"/people/{firm.employee.pk}/{verb}/", fields)

    assert answer.status_code == status
    assert says in answer.content.decode()


def test_a_second_leader_who_is_the_manager_is_refused_on_the_page(
    firm: Cast, client_of: ClientOf
) -> None:
    answer = client_of(firm.people_lead).post(
        f"/people/{firm.employee.pk}/line/", {"kind": "matrix", "leader": firm.manager.pk}
    )

    assert answer.status_code == 409
    assert "Choose somebody else who is here" in answer.content.decode()


@pytest.mark.parametrize("verb", ["also", "line", "leaves"])
def test_days_and_lines_are_kept_by_whoever_keeps_people(
    firm: Cast, client_of: ClientOf, verb: str
) -> None:
    for person in (firm.employee, firm.manager):
        assert client_of(person).post(f"/people/{firm.employee.pk}/{verb}/").status_code == 403


def test_a_last_day_is_seen_by_whoever_keeps_people_and_nobody_else(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    client.post(f"/people/{firm.manager.pk}/leaves/", {"last_day": "2099-12-31"})

    page, lists = client.get(f"/people/{firm.manager.pk}/"), client.get("/people/")
    assert "Last day: 31 December 2099" in page.content.decode()
    assert "Somebody else must lead: " in lists.content.decode()
    for address in (f"/people/{firm.manager.pk}/", "/people/", "/record/"):
        assert "2099" not in client_of(firm.employee).get(address).content.decode()


def test_who_begins_later_is_for_whoever_keeps_people(firm: Cast, client_of: ClientOf) -> None:
    later = make_person("Dee Later", started_on=date(2099, 1, 1))

    page = client_of(firm.people_lead).get("/people/?soon=1").content.decode()
    assert "Those who come later" in page
    assert "begins 1 January 2099" in page
    assert (
        "Begins on 1 January 2099"
        in client_of(firm.people_lead).get(f"/people/{later.pk}/").content.decode()
    )
    assert client_of(firm.employee).get(f"/people/{later.pk}/").status_code == 404
    assert "Dee Later" not in client_of(firm.employee).get("/people/?soon=1").content.decode()
