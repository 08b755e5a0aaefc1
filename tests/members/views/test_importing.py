"""A file of people as whoever keeps the list meets it."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import Settings

from bothways.firm.actions import end_first_hour
from bothways.members import registry
from bothways.members.models import ImportDraft
from bothways.notifications.models import Message
from bothways.people.models import Person, Role
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import give, make_organisation, make_person
from tests.members.workbooks import sheets, workbook

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


def test_who_sets_up_goes_on_with_the_next_step_after_a_file(
    firm: Cast, client_of: ClientOf
) -> None:
    owner = client_of(firm.owner)  # in a firm that has a representative already
    put_in(owner, NEW)
    confirm(owner, preview(owner))

    page = owner.get("/people/import/done/").content.decode()

    assert re.search(r'href="/welcome/group/">Go on setting up', page)


def test_nobody_is_sent_to_a_first_hour_that_was_ended(firm: Cast, client_of: ClientOf) -> None:
    owner = client_of(firm.owner)
    owner.post("/welcome/end/")
    put_in(owner, NEW)
    confirm(owner, preview(owner))

    page = owner.get("/people/import/done/").content.decode()

    assert "Go on setting up" not in page
    assert "See the people" in page


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

    assert preview(keeper).count('<li class="row"><div') == 30
    assert preview(keeper, "?only=new&page=3").count('<li class="row"><div') == 10
    assert preview(keeper, "?only=changed").count('<li class="row"><div') == 0


def test_a_long_list_is_folded_below_what_it_comes_to_and_the_button(keeper: Client) -> None:
    rows = "".join(f"P{n},p{n}@millrace.example,Millrace/Office\n" for n in range(13))
    put_in(keeper, f"name,email,unit\n{rows}")

    page = preview(keeper)

    assert "<details><summary>Row by row" in page
    assert page.index("Take it in") < page.index("Row by row")
    assert "<details open><summary>Row by row" in preview(keeper, "?only=new")


def test_during_the_first_hour_nobody_is_invited_by_a_file(firm: Cast, keeper: Client) -> None:
    put_in(keeper, NEW)
    page = preview(keeper)
    assert "Step 2 of 9" in page
    assert 'name="invite"' not in page

    end_first_hour()

    assert 'name="invite"' in preview(keeper)
    assert "Step 2 of 9" not in preview(keeper)


def test_whoever_is_invited_with_a_file_is_said(keeper: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://trust.example.org"
    end_first_hour()
    put_in(keeper, NEW)
    page = preview(keeper)
    assert "lead to this computer alone" not in page
    plan = re.search(r'name="plan" value="(\w+)"', page)
    sent = {"plan": plan[1] if plan else "", "invite": "1"}

    done = keeper.post("/people/import/confirm/", sent)

    page = keeper.get(done.url).content.decode()
    assert "1 person is sent an invitation." in page
    assert "Nobody got a mail" not in page
    assert Message.objects.filter(kind="member.invited").count() == 1


def test_links_that_lead_nowhere_are_said_beside_the_box(
    keeper: Client, settings: Settings
) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    end_first_hour()
    put_in(keeper, NEW)

    assert "lead to this computer alone" in preview(keeper)
    assert "lead to this computer alone" in keeper.get("/people/invite/").content.decode()


def test_without_a_mail_server_nobody_can_be_invited_and_the_reason_is_said(
    keeper: Client, settings: Settings
) -> None:
    settings.MAIL_LEAVES = False
    end_first_hour()
    put_in(keeper, NEW)
    page = preview(keeper)
    plan = re.search(r'name="plan" value="(\w+)"', page)

    sent = {"plan": plan[1] if plan else "", "invite": "1"}
    done = keeper.post("/people/import/confirm/", sent)

    assert 'id="invite" value="1" disabled' in page
    assert "No mail server is named" in page
    assert "Nobody got a mail." in keeper.get(done.url).content.decode()
    keeper.post("/people/invite/")
    assert not Message.objects.exists()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_file_to_fill_in_is_read_without_a_question(
    firm: Cast, client_of: ClientOf, language: str
) -> None:
    firm.people_lead.language = language
    firm.people_lead.save()
    keeper = client_of(firm.people_lead)

    sample = keeper.get("/people/import/sample.csv")
    put_in(keeper, sample.content)

    assert sample["Content-Disposition"] == 'attachment; filename="people.csv"'
    page = keeper.get("/people/import/preview/")
    assert page.status_code == 200, page.url
    assert "Omar Vance" in page.content.decode()
    assert 'class="error"' not in page.content.decode()


def test_where_nobody_else_is_here_a_file_can_not_leave_anybody_out(
    db: None, client_of: ClientOf
) -> None:
    make_organisation()
    alone = client_of(give(make_person("Sanne Weir"), Role.Kind.OWNER))
    assert "This file is everybody" not in alone.get("/people/import/").content.decode()

    make_person("Jo Marsh")

    assert "This file is everybody" in alone.get("/people/import/").content.decode()


def test_the_preview_survives_being_left_and_is_offered_again(keeper: Client) -> None:
    put_in(keeper, NEW)

    assert "people.csv still waits for your word" in keeper.get("/people/import/").content.decode()
    assert "New One" in preview(keeper)


def test_a_file_can_be_dropped(keeper: Client) -> None:
    put_in(keeper, NEW)

    assert keeper.post("/people/import/drop/").url == "/people/import/"

    assert not ImportDraft.objects.exists()
    for address in ("preview", "columns", "problems", "done"):
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
        (b"PK\x03\x04", "This spreadsheet is damaged"),
        (b"", "This file is empty"),
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


def test_a_column_that_is_missing_is_asked_for_column_by_column(keeper: Client) -> None:
    put_in(keeper, "name,email,Salary\nAda,a@b.example,100\n")

    assert keeper.get("/people/import/preview/").url == "/people/import/columns/"
    page = keeper.get("/people/import/columns/").content.decode()

    assert "A column is missing: unit." in page
    assert "a@b.example" in page
    assert "100" in page  # what stands in it, so that one sees what it is


def test_what_each_column_means_can_be_said_and_is_known_for_the_next_file(keeper: Client) -> None:
    put_in(keeper, "Wer,Womit,Wo\nNew One,new@millrace.example,Office\n")

    answer = keeper.post(
        "/people/import/columns/",
        {"header": "1", "column-0": "name", "column-1": "email", "column-2": "unit"},
    )

    assert answer.url == "/people/import/preview/"
    assert "New One" in preview(keeper)
    keeper.post("/people/import/drop/")
    put_in(keeper, "Wo;Wer;Womit\nOffice;Other One;other@millrace.example\n")
    assert "Other One" in preview(keeper)


def test_two_columns_of_one_meaning_lead_back_to_the_columns(keeper: Client) -> None:
    put_in(keeper, NEW)

    keeper.post(
        "/people/import/columns/",
        {"header": "1", "column-0": "name", "column-1": "email", "column-2": "unit",
         "column-3": "name"},
    )  # fmt: skip

    assert keeper.get("/people/import/preview/").url == "/people/import/columns/"
    assert "both mean: name" in keeper.get("/people/import/columns/").content.decode()
    assert keeper.get("/people/import/problems/").url == "/people/import/columns/"
    assert confirm(keeper, "").url == "/people/import/columns/"


def test_another_line_of_headers_shows_the_columns_again(keeper: Client) -> None:
    put_in(keeper, "name,email,unit\nWer,Womit,Wo\nNew One,new@millrace.example,Office\n")

    answer = keeper.post("/people/import/columns/", {"header": "2"})

    assert answer.url == "/people/import/columns/"
    assert "Womit" in keeper.get("/people/import/columns/").content.decode()


def test_a_line_of_headers_with_nobody_under_it_is_refused(keeper: Client) -> None:
    put_in(keeper, NEW)

    answer = keeper.post("/people/import/columns/", {"header": "2"})

    assert answer.status_code == 422
    assert "nobody under it" in answer.content.decode()


def test_days_that_could_be_two_are_asked_and_then_read(keeper: Client) -> None:
    put_in(keeper, "name,email,unit,started\nNew One,new@m.example,Millrace,03/04/2026\n")
    assert keeper.get("/people/import/preview/").url == "/people/import/columns/"
    fields = {"header": "1", "column-0": "name", "column-1": "email", "column-2": "unit",
              "column-3": "started_on"}  # fmt: skip
    assert keeper.post("/people/import/columns/", fields).status_code == 422

    keeper.post("/people/import/columns/", {**fields, "days": "mdy"})

    page = preview(keeper)
    assert "the month first" in page
    confirm(keeper, page)
    assert Person.objects.get(name="New One").started_on == date(2026, 3, 4)


def test_several_sheets_are_asked_for_and_each_can_be_a_department(keeper: Client) -> None:
    head = ["name", "email"]
    content = sheets(
        Dyeing=[head, ["New One", "new@m.example"]],
        Weaving=[head, ["New Two", "two@m.example"]],
        Notes=[["Call Bo"]],
    )
    put_in(keeper, content)
    page = keeper.get("/people/import/columns/").content.decode()
    assert 'value="Weaving"' in page

    keeper.post(
        "/people/import/columns/",
        {"sheets": ["Dyeing", "Weaving"], "sheet_is_unit": "on", "column-0": "name",
         "column-1": "email"},
    )  # fmt: skip

    confirm(keeper, preview(keeper))
    assert Person.objects.get(name="New Two").unit.path == "Millrace/Weaving"


def test_other_sheets_show_the_columns_again(keeper: Client) -> None:
    put_in(
        keeper, sheets(A=[["name", "email", "unit"], ["N", "n@m.example", "X"]], B=[["Wer"], ["Y"]])
    )

    answer = keeper.post("/people/import/columns/", {"sheets": ["B"], "header": "1"})

    assert answer.url == "/people/import/columns/"
    assert "Wer" in keeper.get("/people/import/columns/").content.decode()


def test_a_spreadsheet_comes_through_the_browser_with_its_hidden_line(keeper: Client) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    put_in(keeper, workbook(["name", "number", "unit"], ["New One", "00123", "Office"], touch=hide))

    page = preview(keeper)

    assert "1 line is hidden in the spreadsheet" in page
    confirm(keeper, page)
    assert Person.objects.get(name="New One").number == "00123"


def test_a_formula_without_its_value_is_refused_at_its_cell(keeper: Client) -> None:
    put_in(keeper, workbook(["name", "number", "unit"], ["=A1", "1", "Office"]))

    page = preview(keeper)

    assert "Row 2, name: the cell holds a formula" in page
    assert "Take it in" not in page


def test_all_problems_come_as_a_file_in_which_nothing_is_a_formula(keeper: Client) -> None:
    put_in(keeper, "name,email,unit\nAda,=cmd(),Millrace\n" + ",x@y.example,Millrace\n" * 12)

    answer = keeper.get("/people/import/problems/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer["Content-Disposition"] == 'attachment; filename="problems.csv"'
    assert rows[0] == {
        "row": "2",
        "sheet": "",
        "name": "Ada",
        "column": "e-mail",
        "problem": rows[0]["problem"],
    }
    assert len([row for row in rows if row["column"] == "name"]) == 12


def test_a_file_of_50_mb_is_refused_before_it_is_read(keeper: Client) -> None:
    class Endless(io.BytesIO):
        def read(self, *_size: int | None) -> bytes:
            raise AssertionError("it was read")

    answer = keeper.generic(
        "POST",
        "/people/import/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="50000000",
        **{"wsgi.input": Endless()},
    )

    assert answer.status_code == 413
    assert "may have 5 MB" in answer.content.decode()


def test_a_body_of_a_size_that_is_no_number_is_as_it_was(client: Client) -> None:
    assert client.get("/healthz", CONTENT_LENGTH="many").status_code == 200


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


@pytest.mark.parametrize(
    "address",
    ["import/", "import/columns/", "import/problems/", "import/preview/", "import/done/", "add/"],
)
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
