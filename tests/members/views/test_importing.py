"""A file of people as whoever keeps the list meets it."""

import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bothways.members import registry
from bothways.members.models import ImportDraft
from bothways.people.models import Person
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_person

NEW = "name,email,unit,shoe size\nNew One,new@millrace.example,Millrace/Office,42\n"


def put_in(client: Client, text: str | bytes, **fields: str) -> object:
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile("people.csv", content)
    return client.post("/people/import/", {"file": file, **fields})


def preview(client: Client, query: str = "") -> str:
    answer = client.get(f"/people/import/preview/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def confirm(client: Client, page: str) -> object:
    found = re.search(r'name="plan" value="(\w+)"', page)
    return client.post("/people/import/confirm/", {"plan": found[1] if found else ""})


@pytest.fixture
def keeper(firm: Cast, client_of: ClientOf) -> Client:
    """The people lead's browser."""
    return client_of(firm.people_lead)


def test_a_file_is_looked_at_then_taken_in(keeper: Client) -> None:
    assert put_in(keeper, NEW).url == "/people/import/preview/"
    page = preview(keeper)
    assert "New One" in page
    assert not Person.objects.filter(name="New One").exists()

    assert confirm(keeper, page).url == "/people/import/done/"

    assert Person.objects.filter(name="New One").exists()
    assert "Your file is in" in keeper.get("/people/import/done/").content.decode()


def test_the_preview_says_what_is_not_read(keeper: Client) -> None:
    put_in(keeper, NEW)

    page = preview(keeper)

    assert re.search(r"Columns that are not read:\s+shoe size", page)


def test_the_preview_shows_old_and_new(keeper: Client, firm: Cast) -> None:
    put_in(keeper, f"name,email,unit,title\nJo,{firm.employee.email},Millrace/Office,Clerk\n")

    page = preview(keeper)

    assert '<span class="was">Jo Marsh</span> Jo' in page
    assert "Millrace/Operations/Assembly" in page
    assert "Clerk" in page


def test_a_refused_row_is_named_with_its_cell_and_nothing_can_be_confirmed(keeper: Client) -> None:
    put_in(keeper, NEW + "=cmd(),new@millrace.example,Millrace,\n")

    page = preview(keeper)

    assert "Row 3, name: the cell begins with &#x27;=&#x27;" in page
    assert "Row 2, e-mail: row 3 has the same address" in page
    assert "Take it in" not in page
    assert 'role="alert"' in page
    assert confirm(keeper, page).status_code == 409
    assert not Person.objects.filter(name="New One").exists()


def test_many_problems_are_counted_beyond_ten(keeper: Client) -> None:
    put_in(keeper, "name,email,unit\n" + ",,Millrace\n" * 12)

    page = preview(keeper)

    assert "And 2 more, named at their rows." in page


def test_somebody_elses_change_in_between_shows_the_preview_again(keeper: Client) -> None:
    put_in(keeper, NEW)
    page = preview(keeper)
    make_person("New One", email="new@millrace.example")

    answer = confirm(keeper, page)

    assert answer.status_code == 409
    assert "Look again" in answer.content.decode()


def test_the_same_file_again_has_nothing_to_confirm(keeper: Client) -> None:
    put_in(keeper, NEW)
    confirm(keeper, preview(keeper))
    put_in(keeper, NEW)

    page = preview(keeper)

    assert "This file changes nothing" in page
    assert "Take it in" not in page


def test_leavers_are_shown_before_they_leave(keeper: Client, firm: Cast) -> None:
    rows = "".join(
        f"{person.name},{person.email},{person.unit.path}\n"
        for person in (firm.owner, firm.people_lead)
    )
    put_in(keeper, f"name,email,unit\n{rows}", everybody="on")

    page = preview(keeper, "?only=leaver")

    assert "<b>Leaves</b>&nbsp;29" in page
    assert "Edda Falk" in page
    assert "which is everybody" in page


def test_a_keeper_who_is_missing_from_the_file_is_told(keeper: Client, firm: Cast) -> None:
    put_in(keeper, f"name,email,unit\nS,{firm.owner.email},Millrace\n", everybody="on")

    assert "You are not in this file" in preview(keeper)


def test_the_rows_come_thirty_a_page_and_one_kind_at_a_time(keeper: Client) -> None:
    rows = "".join(f"P{n},p{n}@millrace.example,Millrace/Office\n" for n in range(70))
    put_in(keeper, f"name,email,unit\n{rows}")

    assert preview(keeper).count('<li class="row">') == 30
    assert preview(keeper, "?only=new&page=3").count('<li class="row">') == 10
    assert preview(keeper, "?only=changed").count('<li class="row">') == 0


def test_the_preview_survives_being_left_and_is_offered_again(keeper: Client) -> None:
    put_in(keeper, NEW)

    assert "people.csv still waits for your word" in keeper.get("/people/import/").content.decode()
    assert "New One" in preview(keeper)


def test_a_file_can_be_dropped(keeper: Client) -> None:
    put_in(keeper, NEW)

    assert keeper.post("/people/import/drop/").url == "/people/import/"

    assert not ImportDraft.objects.exists()
    for address in ("preview", "done"):
        assert keeper.get(f"/people/import/{address}/").url == "/people/import/"
    assert keeper.post("/people/import/confirm/").url == "/people/import/"
    assert keeper.post("/people/import/drop/").url == "/people/import/"


def test_one_keeper_does_not_confirm_the_file_of_another(
    keeper: Client, firm: Cast, client_of: ClientOf
) -> None:
    put_in(keeper, NEW)

    assert client_of(firm.owner).get("/people/import/preview/").url == "/people/import/"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "save it as CSV"),
        (b"", "This file is empty"),
        (b"name,email\nA,a@b.example\n", "A column is missing: unit."),
    ],
)
def test_what_is_wrong_with_the_file_is_said_at_the_field(
    keeper: Client, content: bytes, says: str
) -> None:
    answer = put_in(keeper, content)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert 'aria-describedby="id_file_helptext id_file_error"' in page


def test_no_file_at_all_is_said(keeper: Client) -> None:
    answer = keeper.post("/people/import/", {})

    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


@pytest.fixture
def open_round() -> Iterator[None]:
    """Another room has something to say, as it does while a round is open."""

    @registry.import_notice
    def notice() -> str:
        return "Round 7 is open and keeps its list of people."

    yield
    registry._import_notices.remove(notice)


def test_other_rooms_can_say_something_on_the_preview(keeper: Client, open_round: None) -> None:
    put_in(keeper, NEW)

    assert "Round 7 is open and keeps its list of people." in preview(keeper)


def test_a_notice_without_words_is_no_notice() -> None:
    @registry.import_notice
    def silent() -> str:
        return ""

    assert registry.import_notices() == []
    registry._import_notices.remove(silent)


def test_windows_and_semicolons_come_through_the_browser(keeper: Client) -> None:
    put_in(keeper, "name;email;unit\nZoë Krämer;zoe@millrace.example;Millrace\n".encode("cp1252"))

    assert "Zoë Krämer" in preview(keeper)


@pytest.mark.parametrize("address", ["import/", "import/preview/", "import/done/", "add/"])
def test_keeping_the_list_is_not_for_everyone(
    firm: Cast, client_of: ClientOf, address: str
) -> None:
    for person in (firm.employee, firm.manager, firm.representative):
        assert client_of(person).get(f"/people/{address}").status_code == 403
    assert Client().get(f"/people/{address}").url.startswith("/sign-in/")


@pytest.mark.parametrize("address", ["import/confirm/", "import/drop/", "export/"])
def test_writing_is_not_for_everyone_and_takes_a_post(
    firm: Cast, keeper: Client, client_of: ClientOf, address: str
) -> None:
    assert client_of(firm.employee).post(f"/people/{address}").status_code == 403
    assert Client().post(f"/people/{address}").url.startswith("/sign-in/")
    assert keeper.get(f"/people/{address}").status_code == 405
