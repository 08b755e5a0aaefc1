"""A file as it comes is a table, or a sentence that says why not."""

import pytest

from bothways.members.importing import FileRefusedError, read_table
from bothways.members.importing.sheets import MOST_BYTES, MOST_ROWS

PLAIN = "name,email,unit\nZoë Krämer,zoe@firm.example,Firm/Ops\n"


def only_row(content: bytes) -> dict[str, str]:
    [row] = read_table(content).rows
    return row.cells


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("cp1252"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("name,email,unit", "Name,E-Mail,UNIT").encode(),
        PLAIN.replace("name,email,unit", " Full name , E-mail address ,Team").encode(),
    ],
    ids=[
        "utf-8",
        "with a byte order mark",
        "utf-16",
        "windows-1252",
        "semicolons",
        "tabs in utf-16",
        "lines as windows ends them",
        "capitals",
        "synonyms",
    ],
)
def test_the_same_list_from_many_programs_is_the_same_table(content: bytes) -> None:
    assert only_row(content) == {
        "name": "Zoë Krämer",
        "email": "zoe@firm.example",
        "unit": "Firm/Ops",
    }


def test_a_comma_inside_quotes_is_part_of_the_cell() -> None:
    cells = only_row(b'name,number,unit\n"Krog, Ida",7,Firm\n')

    assert cells["name"] == "Krog, Ida"


def test_a_semicolon_file_may_hold_commas() -> None:
    cells = only_row(b"name;number;unit;title\nIda Krog;7;Firm;Turner, first shift\n")

    assert cells["title"] == "Turner, first shift"


def test_first_and_last_name_make_a_name() -> None:
    table = read_table(b"First name,Last name,ID,Department\nIda,Krog,7,Firm\n")

    assert table.rows[0].cells["name"] == "Ida Krog"
    assert table.columns == {"name", "number", "unit"}


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    table = read_table(b'name,number,unit\nA,1,F\n\n,,\n"B\nb",2,F\nC,3,F\n')

    assert [(row.number, row.cells["number"]) for row in table.rows] == [
        (2, "1"),
        (5, "2"),
        (6, "3"),
    ]


def test_a_short_row_has_empty_cells_and_a_long_one_loses_what_has_no_header() -> None:
    table = read_table(b"name,number,unit,site\nA,1\nB,2,F,here,surplus\n")

    assert table.rows[0].cells == {"name": "A", "number": "1", "unit": "", "site": ""}
    assert table.rows[1].cells["site"] == "here"


def test_columns_that_nobody_reads_are_named() -> None:
    table = read_table(b"name,number,unit,Salary,Shoe size\nA,1,F,100,42\n")

    assert table.unread == ("Salary", "Shoe size")
    assert "100" not in str(table.rows)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\nname,number,unit\n", "nobody under it"),
        (b"name,number,unit\n", "nobody under it"),
        (b"name,number,unit\n,,\n", "nobody under it"),
        (b"number,unit\n1,F\n", "A column is missing: name."),
        (b"name,email\nA,a@b.example\n", "A column is missing: unit."),
        (b"name,unit\nA,F\n", "A column is missing: number or e-mail."),
        (b"shoe\n42\n", "missing: name, unit, number or e-mail"),
        (b"name,unit,email,mail\nA,F,a@b.example,\n", "'email', 'mail' both mean: e-mail"),
        (b"PK\x03\x04xxxx", "damaged"),
        (b"name,unit,id\nA\x00,F,1\n", "not text"),
        (b"\x81\x8d\x8f\x90\x9d", "not text"),
        (b'name,number,unit\n"A,1,F\nB,2,F\n', "quotes don't close"),
        (b'name,number,unit\n"' + b"a" * 200_000 + b'",1,F\n', "too long"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"name,number,unit\n" + b"A,1,F\n" * (MOST_ROWS + 1), "At most 20000 fit"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_told_why(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        read_table(content)

    assert reason in str(refusal.value)
