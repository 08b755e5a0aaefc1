"""A text file is one sheet of lines, whatever signs and ends it uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing import FileRefusedError
from bothways.members.importing.text import read_text


def lines(content: str | bytes) -> list[tuple[str, ...]]:
    encoded = content if isinstance(content, bytes) else content.encode()
    return [line.cells for line in read_text(encoded).lines]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_seen_in_the_first_line_with_words(delimiter: str) -> None:
    text = f"\n\nname{delimiter}team\nIda{delimiter}Ops\n"

    assert lines(text) == [("name", "team"), ("Ida", "Ops")]


def test_a_line_keeps_its_number_though_blank_ones_are_passed_over() -> None:
    found = read_text(b"name\n\n\nIda\n ,\nBo\n").lines

    assert [(line.number, line.cells[0]) for line in found] == [(1, "name"), (4, "Ida"), (6, "Bo")]


def test_a_text_has_one_sheet_without_a_name_and_no_bare_days() -> None:
    sheet = read_text(b"name\nIda\n")

    assert (sheet.name, sheet.is_hidden, sheet.n_hidden, sheet.from_1904) == ("", False, 0, None)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Zoë Żak"),
        ("utf-8-sig", "Zoë Żak"),
        ("utf-16", "Zoë Żak"),
        ("cp1252", "Zoë Núñez"),
    ],
)
def test_names_survive_the_encodings_that_offices_use(encoding: str, name: str) -> None:
    assert lines(f"name\n{name}\n".encode(encoding))[1] == (name,)


@pytest.mark.parametrize("content", [b"a,b\x00c\n", b"\x81\x8d\x8f", b"\xff\xfe\x00"])
def test_what_is_no_text_is_told_so(content: bytes) -> None:
    with pytest.raises(FileRefusedError, match="not text and not a spreadsheet"):
        read_text(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_lines_or_a_refusal(content: bytes) -> None:
    try:
        sheet = read_text(content)
    except FileRefusedError:
        return
    assert all(not line.is_blank for line in sheet.lines)
    numbers = [line.number for line in sheet.lines]
    assert numbers == sorted(set(numbers))
