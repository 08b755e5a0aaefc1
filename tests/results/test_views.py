import csv
import io
import json

from django.test import Client

from bothways.people.models import Person
from bothways.results.models import Sheet
from bothways.results.tables import HEAD, tame
from bothways.surveys.ahead import person_tag
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.rounds import counted, opened
from tests.tampering import remove


def round_of(owner: Person, firm: Cast):
    return counted(owner, {person: [4, 2, 5] for person in Person.objects.here()})


def test_everybody_takes_the_firms_figures_with_the_rules_of_the_round(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = round_of(owner, firm)

    document = client_of(firm.representative).get(f"/results/{round_.pk}.json").json()

    assert document["rules"]["round"] == round_.pk.hex
    levels = {(cell["level"], cell["question"]) for cell in document["release"]["cells"]}
    assert ("firm", "U-TRU1") in levels


def test_an_export_holds_nothing_that_its_reader_may_not_see(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = round_of(owner, firm)
    text = client_of(firm.employee).get(f"/results/{round_.pk}.json").content.decode()

    cells = json.loads(text)["release"]["cells"]
    groups = [cell for cell in cells if cell["level"] != "firm"]
    own = {block.code for block in round_.blocks.all() if firm.employee.unit.path in block.teams}
    assert groups
    assert all(own & set(cell["blocks"]) for cell in groups)
    assert not any(cell["question"] == "U-TRU1" for cell in groups)


def test_the_csv_has_a_row_per_figure_and_says_ranges(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = round_of(owner, firm)

    answer = client_of(firm.people_lead).get(f"/results/{round_.pk}.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEAD
    firm_row = next(row for row in rows if row[0] == "firm" and row[2] == "U-PSY1")
    assert firm_row[4:6] == ["31", "4"]
    assert firm_row[6] == "0"
    assert "attachment" in answer["Content-Disposition"]


def test_an_open_round_has_nothing_to_take(owner: Person, firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(owner)

    assert client_of(owner).get(f"/results/{round_.pk}.json").status_code == 404


def test_without_signing_in_one_is_led_to_the_door(
    owner: Person, firm: Cast, client: object
) -> None:
    round_ = round_of(owner, firm)

    answer = client.get(f"/results/{round_.pk}.csv")  # type: ignore[attr-defined]

    assert answer.status_code == 302


def test_no_spreadsheet_takes_a_text_for_a_formula() -> None:
    assert tame("=1+1") == "'=1+1"
    assert tame("Assembly") == "Assembly"


def test_before_the_box_is_closed_there_is_nothing_to_look_in(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = opened(owner)
    client = client_of(firm.employee)

    page = client.get(f"/results/{round_.pk}/counted/").content.decode()
    assert "The box is not closed yet" in page


def test_the_page_that_looks_is_the_same_for_everybody_but_the_name_of_the_slot(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = round_of(owner, firm)

    pages = [
        client_of(person).get(f"/results/{round_.pk}/counted/").content.decode()
        for person in (firm.employee, firm.colleague)
    ]

    for page, person in zip(pages, (firm.employee, firm.colleague), strict=True):
        assert "Was my answer counted?" in page
        assert page.replace(person_tag(person), "").count(person.pk.hex) == 0
    assert len({len(page) for page in pages}) == 1


def test_of_a_round_from_before_there_were_lists_it_is_said_what_can_not_be_checked(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = round_of(owner, firm)
    remove(Sheet.objects.all())

    page = client_of(firm.employee).get(f"/results/{round_.pk}/counted/").content.decode()

    assert "This round has no list" in page


def test_whoever_is_not_signed_in_is_sent_to_the_door(
    owner: Person, firm: Cast, client: Client
) -> None:
    round_ = opened(owner)

    assert client.get(f"/results/{round_.pk}/counted/").status_code == 302
