"""A spreadsheet is sheets of text, as a person would read it off the screen."""

import tracemalloc
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from bothways.members.importing import FileRefusedError, read_table
from bothways.members.importing.sheets import MOST_COLUMNS, MOST_ROWS
from bothways.members.importing.workbook import LONGEST, read_workbook, text_of
from tests.members.workbooks import HEAD, IDA, SHEET, saved, sheets, with_part, workbook

LEAP = date(2024, 2, 29)


def cells(content: bytes) -> list[tuple[str, ...]]:
    [sheet] = read_workbook(content)
    return [line.cells for line in sheet.lines]


def first(value: Any, *, number_format: str = "") -> str:
    """What becomes of one value in a cell."""

    def touch(sheet: Worksheet) -> None:
        sheet["A1"] = value
        if number_format:
            sheet["A1"].number_format = number_format

    return cells(workbook(touch=touch))[0][0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("00123", "", "00123"),
        (123, "", "123"),
        (123.0, "", "123"),
        (1234567890123, "", "1234567890123"),
        (12.5, "", "12.5"),
        (123, "00000", "00123"),
        (0, "000", "000"),
        (date(2024, 2, 29), "", "2024-02-29"),
        (datetime.combine(LEAP, time()), "", "2024-02-29"),
        (datetime.combine(LEAP, time(8, 30)), "", "2024-02-29 08:30:00"),
        (time(8, 30), "", "08:30:00"),
        (True, "", "TRUE"),
        ("  Ida  ", "", "Ida"),
        (45000, "", "45000"),
        (45000, "dd/mm/yyyy", "2023-03-15"),
    ],
)
def test_a_cell_is_text_as_it_is_read_on_the_screen(
    value: Any, number_format: str, text: str
) -> None:
    assert first(value, number_format=number_format) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (False, "FALSE"), (timedelta(hours=30), "1 day, 6:00:00"), (1e300, "1e+300"),
     (-0.0, "0"), (2.5e15, "2500000000000000.0")],
)  # fmt: skip
def test_what_a_file_can_also_hold_is_text(value: Any, text: str) -> None:
    assert text_of(value) == text


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)
def test_every_value_is_one_short_trimmed_text_and_never_fails(value: Any) -> None:
    text = text_of(value)

    assert isinstance(text, str)
    assert len(text) <= LONGEST
    assert text == text.strip()


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_a_whole_number_has_no_decimals_however_it_is_stored(number: int) -> None:
    assert text_of(float(number)) == text_of(number) == str(number)


@given(st.dates())
def test_a_day_is_the_same_with_and_without_midnight(day: date) -> None:
    assert text_of(datetime.combine(day, time())) == text_of(day) == day.isoformat()


def test_a_formula_is_what_it_came_to() -> None:
    content = workbook(HEAD, IDA)
    told = b'<c r="B2" t="str"><f>A1&amp;"x"</f><v>Ida of the formula</v></c>'

    def put(sheet: bytes) -> bytes:
        at = sheet.index(b'<c r="B2"')
        return sheet[:at] + told + sheet[sheet.index(b"</c>", at) + 4 :]

    assert cells(with_part(content, SHEET, put))[1][1] == "Ida of the formula"


def test_a_formula_of_which_nothing_is_kept_is_named_with_its_cell() -> None:
    table = read_table(workbook(HEAD, ["1", "=A1", "ida@firm.example", "Firm"]))

    [row] = table.rows
    assert row.cells["name"] == ""
    assert "does not keep what it came to" in row.faults["name"]


def test_an_error_of_the_spreadsheet_is_named_with_its_cell() -> None:
    table = read_table(workbook(HEAD, ["1", "Ida", "#N/A", "#REF!"]))

    assert {column: why[:30] for column, why in table.rows[0].faults.items()} == {
        "email": "the cell shows the error #N/A.",
        "unit": "the cell shows the error #REF!"[:30],
    }


def test_a_text_written_into_its_cell_is_one_text_however_it_is_coloured() -> None:
    pieces = b"<r><t>Ida</t></r><r><t> Krog</t></r>"
    rich = b'<c r="B2" t="inlineStr"><is>' + pieces + b"</is></c>"

    def put(sheet: bytes) -> bytes:
        at = sheet.index(b'<c r="B2"')
        return sheet[:at] + rich + sheet[sheet.index(b"</c>", at) + 4 :]

    assert cells(with_part(workbook(HEAD, IDA), SHEET, put))[1][1] == "Ida Krog"


def test_a_text_that_many_cells_share_is_in_each_of_them() -> None:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = b'<sst xmlns="' + main + b'"><si><t>Ops</t></si></sst>'
    row = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>'
    sheet = b'<worksheet xmlns="' + main + b'"><sheetData>' + row + b"</sheetData></worksheet>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    content = with_part(with_part(workbook(), SHEET, sheet), "xl/sharedStrings.xml", shared)
    content = with_part(
        content, "[Content_Types].xml", lambda types: types.replace(b"</Types>", override)
    )

    assert cells(content) == [("Ops", "Ops")]


def test_a_merged_area_has_its_first_cell_in_all_of_it_and_nowhere_else() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A5:B5")

    rows = cells(
        workbook(
            HEAD,
            ["1", "Ida", "a@f.example", "Firm/Ops"],
            ["2", "Bo", "b@f.example", ""],
            ["3", "Cy", "c@f.example", ""],
            ["4", "", "d@f.example", "Firm"],
            touch=touch,
        )
    )

    assert [row[3] if len(row) > 3 else "" for row in rows[1:]] == [
        "Firm/Ops",
        "Firm/Ops",
        "",
        "Firm",
    ]
    assert rows[4][:2] == ("4", "4")


def test_a_merged_area_over_a_million_rows_makes_no_people() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:XFD1048576")

    assert len(cells(with_part(workbook(HEAD, IDA), SHEET, _merged_everywhere))) == 2


def test_merged_areas_that_overlap_thousands_of_times_keep_nobody_waiting() -> None:
    def overlapping(sheet: bytes) -> bytes:
        areas = b'<mergeCells><mergeCell ref="A1:XFD1048576"/>' + 2000 * (
            b'<mergeCell ref="A1:GR40000"/>'
        )
        return sheet.replace(b"</sheetData>", b"</sheetData>" + areas + b"</mergeCells>")

    began = process_time()
    with pytest.raises(FileRefusedError, match="damaged"):
        read_workbook(with_part(workbook(HEAD, *[IDA] * 50), SHEET, overlapping))
    assert process_time() - began < 5


def _merged_everywhere(sheet: bytes) -> bytes:
    return sheet.replace(
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    )


def test_days_count_from_1904_where_the_file_says_so() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row in ([*HEAD, "started"], [*IDA, date(2024, 3, 1)], [*IDA, 40000]):
        sheet.append(row)
    sheet["A3"] = "2"

    first_row, second = read_table(saved(book)).rows

    assert first_row.cells["started_on"] == "2024-03-01"
    assert second.cells["started_on"] == "2013-07-07"  # 40000 days after 1904 began


def test_days_that_stand_as_bare_numbers_are_days_in_a_column_of_days_alone() -> None:
    [row] = read_table(workbook([*HEAD, "started"], [45000, "Ida", "", "Firm", 45000])).rows

    assert (row.cells["number"], row.cells["started_on"]) == ("45000", "2023-03-15")


def test_blank_lines_and_columns_are_passed_over_and_rows_keep_their_numbers() -> None:
    table = read_table(
        workbook([], ["Staff list"], [], ["", *HEAD], [], ["", *IDA], [], ["", *IDA])
    )

    assert [row.number for row in table.rows] == [6, 8]
    assert table.rows[0].cells["name"] == "Ida Krog"


def test_hidden_rows_are_read_and_counted() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True  # nothing stands there

    table = read_table(workbook(HEAD, IDA, ["2", "Bo", "", "Firm"], touch=touch))

    assert (len(table.rows), table.n_hidden) == (2, 1)


def test_a_hidden_sheet_is_known_as_one() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"
        assert sheet.parent is not None
        sheet.parent.create_sheet("Shown").append(["x"])

    assert [s.is_hidden for s in read_workbook(workbook(HEAD, touch=touch))] == [True, False]


def test_each_sheet_has_its_name() -> None:
    found = read_workbook(sheets(Ops=[HEAD, IDA], Office=[HEAD], Empty=[]))

    assert [(sheet.name, len(sheet.lines)) for sheet in found] == [
        ("Ops", 2),
        ("Office", 1),
        ("Empty", 0),
    ]


def test_a_cell_in_the_last_corner_costs_nothing_and_is_refused() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "here"

    with pytest.raises(FileRefusedError, match=f"more than {MOST_COLUMNS} columns"):
        read_workbook(workbook(HEAD, IDA, touch=touch))


def test_a_million_rows_that_are_only_coloured_are_no_people() -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 60_000))
    content = with_part(
        workbook(HEAD, IDA),
        SHEET,
        lambda sheet: sheet.replace(b"</sheetData>", empty + b"</sheetData>"),
    )

    assert len(cells(content)) == 2


def test_more_rows_than_any_firm_has_are_refused() -> None:
    many = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 2 * MOST_ROWS + 9)
    )
    content = with_part(
        workbook(HEAD, IDA),
        SHEET,
        lambda sheet: sheet.replace(b"</sheetData>", many + b"</sheetData>"),
    )

    with pytest.raises(FileRefusedError, match="At most 20000 fit"):
        read_workbook(content)


def test_one_long_text_that_many_cells_share_takes_the_place_of_one() -> None:
    long = "x" * 30_000
    rows = [[str(n), long, "", "Firm"] for n in range(2_000)]
    content = workbook(HEAD, *rows)
    tracemalloc.start()

    [sheet] = read_workbook(content)

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sheet.lines[1].cells[1]) == LONGEST
    assert most < 60_000_000


@pytest.mark.parametrize(
    ("name", "new"),
    [
        (SHEET, b"<worksheet><sheetData><row"),
        (SHEET, b""),
        ("xl/workbook.xml", b"\x00\x01\x02"),
        ("xl/styles.xml", b"<"),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_a_damaged_spreadsheet_is_a_sentence_and_no_crash(name: str, new: bytes) -> None:
    with pytest.raises(FileRefusedError, match="damaged"):
        read_workbook(with_part(workbook(HEAD, IDA), name, new))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A2" t="s"><v>999999</v></c>',
        b'<c r="A2" t="s"><v>x</v></c>',
        b'<c r="A2"><v>one</v></c>',
        b'<c r="A2" s="x"><v>1</v></c>',
        b'<c r="nowhere"><v>1</v></c>',
        b'<c r="A2" t="d"><v>yesterday</v></c>',
        b'<c r="A2" t="b"><v>maybe</v></c>',
    ],
)
def test_a_cell_that_makes_no_sense_is_a_damaged_spreadsheet(cell: bytes) -> None:
    def put(sheet: bytes) -> bytes:
        return sheet.replace(b"</sheetData>", b'<row r="2">' + cell + b"</row></sheetData>")

    with pytest.raises(FileRefusedError, match="damaged"):
        read_workbook(with_part(workbook(HEAD), SHEET, put))


@example(bytes([0, 8, *[0] * 18, 18]), 201)  # a name that says it is UTF-8 and is not
@given(st.binary(max_size=300), st.integers(0, 5_000))
def test_a_file_with_noise_in_it_is_read_or_refused_and_nothing_else(noise: bytes, at: int) -> None:
    content = HONEST[:at] + noise + HONEST[at + len(noise) :]

    with suppress(FileRefusedError):
        assert read_table(content).rows


HONEST = workbook(HEAD, IDA)
