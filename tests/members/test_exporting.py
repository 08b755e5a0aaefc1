"""The saved list is read again as it was, and no cell is a formula."""

import csv
import io
from uuid import UUID

import pytest

from bothways.members.exporting import HEADER, people_as_csv, plain, problems_as_csv
from bothways.members.importing import Fate, Kind, Known, make_plan, read_table
from bothways.members.importing.people import Problem
from bothways.members.queries import people_here
from tests.cast import Cast
from tests.factories import make_person
from tests.members.workbooks import sheets


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_could_be_a_formula_is_made_plain(sign: str) -> None:
    assert plain(f"{sign}1+1") == f"'{sign}1+1"


def test_any_other_cell_stays_as_it_is() -> None:
    assert [plain(cell) for cell in ("Ada", "1-2", "", None)] == ["Ada", "1-2", "", ""]


def test_every_person_is_one_row_under_the_header(firm: Cast) -> None:
    rows = list(csv.reader(io.StringIO(people_as_csv(people_here()))))

    assert rows[0] == HEADER
    assert len(rows) == 32


def test_whoever_has_no_address_is_named_as_manager_by_number(firm: Cast) -> None:
    lead = make_person("Floor Lead", email=None, number="77")
    make_person("Led One", manager=lead)

    rows = csv.DictReader(io.StringIO(people_as_csv(people_here())))

    assert next(row["manager"] for row in rows if row["name"] == "Led One") == "77"


def test_every_header_of_the_saved_list_is_read(firm: Cast) -> None:
    assert read_table(people_as_csv(people_here()).encode()).unread == ()


def test_problems_of_two_sheets_are_told_with_row_and_sheet_apart() -> None:
    head = ["number", "name", "unit"]
    content = sheets(Ops=[head, ["1", "", "X"]], Office=[head, ["2", "=A1", "X"], ["3", "@x", "X"]])
    plan = make_plan(read_table(content), [], root="Firm")

    rows = list(csv.reader(io.StringIO(problems_as_csv(plan.fates))))

    assert rows[0] == ["row", "sheet", "name", "column", "problem"]
    assert [row[:4] for row in rows[1:]] == [
        ["2", "Ops", "1", "name"],
        ["2", "Office", "2", "name"],
        ["3", "Office", "3", "name"],
    ]


def test_a_name_that_could_be_a_formula_is_plain_among_the_problems() -> None:
    problem = Problem("unit", "=cmd() is no unit")
    fate = Fate(Kind.REFUSED, "=HYPERLINK()", "2", KNOWN, problems=(problem,))

    row = list(csv.reader(io.StringIO(problems_as_csv([fate]))))[1]

    assert row == ["2", "", "'=HYPERLINK()", "unit", "'=cmd() is no unit"]


KNOWN = Known(id=UUID(int=1), number="1", name="x", email=None, unit="Firm", manager=None)
