"""A list of people that changes while a round is open does not reach into the round."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bothways.members.actions import end_membership, import_people
from bothways.members.importing import read_table
from bothways.members.registry import import_notices
from bothways.people.models import Person
from bothways.surveys.models import Entitlement
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import TODAY
from tests.rounds import opened

NEW = "name,email,unit\nNew One,new@millrace.example,Millrace/Office\n"


def entitlements() -> list[object]:
    return list(Entitlement.objects.order_by("pk").values_list())


def test_without_an_open_round_there_is_nothing_to_say(firm: Cast) -> None:
    assert import_notices() == []


def test_the_preview_says_that_the_open_round_keeps_its_people(
    firm: Cast, client_of: ClientOf
) -> None:
    round_ = opened(firm.owner)
    client = client_of(firm.people_lead)
    client.post("/people/import/", {"file": SimpleUploadedFile("p.csv", NEW.encode())})

    page = client.get("/people/import/preview/").content.decode()

    assert f"“{round_.title}” keeps the people and groups" in page


def test_people_who_come_move_and_leave_do_not_touch_the_open_round(firm: Cast) -> None:
    round_ = opened(firm.owner)
    before, rules = entitlements(), round_.manifest
    moved = f"{NEW}Jo Marsh,{firm.employee.email},Millrace/Operations/Stores\n"

    import_people(read_table(moved.encode()), by=firm.owner, on=TODAY)
    end_membership(firm.colleague, by=firm.owner, on=TODAY)

    round_.refresh_from_db()
    assert Person.objects.filter(email="new@millrace.example").exists()
    assert entitlements() == before
    assert round_.manifest == rules
