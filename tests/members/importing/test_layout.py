"""Which sheets, which line, which column: guessed, shown, and as somebody said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing import (
    Choice,
    FileRefusedError,
    Layout,
    lay_out,
    sheets_of,
    table_of,
)
from bothways.members.importing.layout import letters_of
from tests.members.workbooks import HEAD, IDA, sheets, workbook


def laid_out(text: str, **choice: object) -> Layout:
    return lay_out(sheets_of(text.encode()), Choice(**choice))  # type: ignore[arg-type]


def units(layout: Layout) -> list[str]:
    return [row.cells["unit"] for row in table_of(layout).rows]


def test_the_line_that_names_the_columns_is_found_wherever_it_stands() -> None:
    text = "Staff of Firm,,\nas of,1 May,\n,,\nName,Number,Team\nA,1,Ops\n"

    layout = laid_out(text)

    assert layout.parts[0].header == 4
    assert [row.number for row in table_of(layout).rows] == [5]


def test_where_no_line_names_anything_the_first_is_taken_and_all_is_asked() -> None:
    layout = laid_out("Foo,Bar\nA,1\n")

    assert layout.parts[0].header == 1
    assert layout.asks
    assert layout.problems == [
        "A column is missing: name, unit, number or e-mail. The first row must name it."
    ]


def test_somebody_says_which_line_names_the_columns() -> None:
    text = "Name,Number,Team\nWer,Nr,Wo\nA,1,Ops\n"

    layout = laid_out(text, header=2)

    assert [head.key for head in layout.heads] == ["Wer", "Nr", "Wo"]
    assert [row.number for row in layout.parts[0].lines] == [3]


def test_each_column_shows_some_of_what_is_in_it() -> None:
    [who, *_rest] = laid_out("Name,Number,Team\nA,1,X\nA,2,X\nB,3,X\nC,4,X\nD,5,X\n").heads

    assert (who.key, who.column, who.samples) == ("Name", "name", ("A", "B", "C"))


def test_what_somebody_says_about_a_column_wins() -> None:
    layout = laid_out(
        "Name,Wer,Number,Team\nx,Ida,1,Ops\n", columns={"Name": "", "Wer": "name", "Team": "unit"}
    )

    [row] = table_of(layout).rows
    assert row.cells == {"name": "Ida", "number": "1", "unit": "Ops"}
    assert table_of(layout).unread == ("Name",)


def test_columns_without_a_header_or_with_the_same_one_are_told_apart() -> None:
    layout = laid_out("Name,Number,Team,,Note,Note\nA,1,Ops,x,y,z\n")

    assert [head.key for head in layout.heads][3:] == ["Column D", "Note", "Note (2)"]


def test_a_part_that_two_columns_mean_is_asked() -> None:
    layout = laid_out("Vorname,Rufname,Nachname,Nr,Team\nA,B,C,1,Ops\n")

    assert layout.problems == [
        "The columns 'Vorname', 'Rufname' both mean: given name. Keep one of them."
    ]


@pytest.mark.parametrize(
    ("header", "row", "unit"),
    [
        ("Name,Nr,Department,Team", "A,1,Ops,Crew 1", "Ops/Crew 1"),
        ("Name,Nr,Team,Department", "A,1,Crew 1,Ops", "Ops/Crew 1"),
        ("Name,Nr,Department,Team", "A,1,Ops,", "Ops"),
        ("Name,Nr,Division,Department,Team", "A,1,North,Ops,Crew 1", "North/Ops/Crew 1"),
        ("Name,Nr,Team", "A,1,Firm/Ops/Crew 1", "Firm/Ops/Crew 1"),
    ],
)
def test_a_unit_in_two_columns_is_one_path(header: str, row: str, unit: str) -> None:
    assert units(laid_out(f"{header}\n{row}\n")) == [unit]


@pytest.mark.parametrize(
    ("days", "asks", "read_as"),
    [
        ("03/04/2026", True, ""),
        ("03/04/2026;25/12/2025", False, "dmy"),
        ("03/04/2026;12/25/2025", False, "mdy"),
        ("25/12/2025;12/25/2025", False, ""),
        ("3-4-2026;13-4-2026", False, "dmy"),
        ("2026-04-03;3.4.2026;", False, ""),
    ],
)
def test_whether_day_or_month_comes_first_is_asked_only_where_the_file_does_not_tell(
    days: str, asks: bool, read_as: str
) -> None:
    rows = "".join(f"A{n},{n},F,{day}\n" for n, day in enumerate(days.split(";")))

    layout = laid_out(f"Name,Nr,Team,Start date\n{rows}")

    assert (layout.asks_days, layout.days) == (asks or days.startswith("25/12"), read_as)


def test_once_it_was_said_it_is_not_asked_again() -> None:
    layout = laid_out("Name,Nr,Team,Started\nA,1,F,03/04/2026\n", days="mdy")

    assert not layout.asks
    assert table_of(layout).days == "mdy"


def test_the_sheets_that_hold_people_are_guessed_and_asked() -> None:
    content = sheets(Notes=[["Call Bo"]], Ops=[HEAD, IDA], Office=[HEAD, ["2", "Bo", "", "Firm"]])

    layout = lay_out(sheets_of(content))

    assert [part.sheet.name for part in layout.parts] == ["Ops", "Office"]
    assert layout.asks_sheets
    assert [row.place for row in table_of(layout).rows] == ["2 (Ops)", "2 (Office)"]


def test_where_no_sheet_looks_like_people_it_is_asked_which_one_does() -> None:
    layout = lay_out(sheets_of(sheets(A=[["Wer"], ["Ida"]], B=[["Wer"], ["Bo"]])))

    assert layout.asks_sheets
    assert [part.sheet.name for part in layout.parts] == ["A"]


def test_the_sheets_that_somebody_chose_are_read_and_no_others() -> None:
    content = sheets(Ops=[HEAD, IDA], Office=[HEAD, ["2", "Bo", "", "Firm"]])

    layout = lay_out(sheets_of(content), Choice(sheets=("Office",)))

    assert not layout.asks
    assert [row.place for row in table_of(layout).rows] == ["2"]


def test_a_sheet_can_be_a_department() -> None:
    head = ["number", "name"]
    content = sheets(Ops=[head, ["1", "A"]], Office=[[*head, "team"], ["2", "B", "Desk 1"]])
    choice = Choice(sheets=("Ops", "Office"), sheet_is_unit=True)

    assert units(lay_out(sheets_of(content), choice)) == ["Ops", "Office/Desk 1"]


def test_a_hidden_sheet_is_read_only_if_somebody_says_so() -> None:
    def hide(sheet: object) -> None:
        sheet.sheet_state = "hidden"  # type: ignore[attr-defined]
        other = sheet.parent.create_sheet("Shown")  # type: ignore[attr-defined]
        other.append(HEAD)
        other.append(["2", "Bo", "", "Firm"])

    found = sheets_of(workbook(HEAD, IDA, touch=hide))

    assert [part.sheet.name for part in lay_out(found).parts] == ["Shown"]
    assert len(lay_out(found, Choice(sheets=("People",))).parts) == 1


def test_files_with_the_same_headers_have_one_shape_in_any_order() -> None:
    one = laid_out("Name,Nr,Team\nA,1,F\n").shape

    assert laid_out("TEAM,Name,Nr\nF,B,2\n").shape == one
    assert laid_out("Name,Nr,Team,Site\nA,1,F,x\n").shape != one


def test_nothing_at_all_and_nobody_are_told_apart() -> None:
    with pytest.raises(FileRefusedError, match="This file is empty"):
        lay_out(sheets_of(workbook()))
    with pytest.raises(FileRefusedError, match="nobody under it"):
        lay_out(sheets_of(workbook(HEAD)))


def test_a_choice_survives_being_kept() -> None:
    assert Choice.of({"sheets": ["A"], "days": "dmy"}) == Choice(sheets=("A",), days="dmy")
    assert Choice.of({}) == Choice()


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_called_as_a_spreadsheet_calls_them(place: int, letters: str) -> None:
    assert letters_of(place) == letters


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), min_size=1, max_size=6))
def test_any_table_of_text_is_laid_out_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cell.replace(",", " ") for cell in row) for row in rows)

    try:
        layout = laid_out(text.replace("\x00", ""))
    except (FileRefusedError, UnicodeEncodeError):
        return
    keys = [head.key for head in layout.heads]
    assert len(keys) == len(set(keys))
    assert "" not in keys
