"""What was read of a file is kept as it was read."""

from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing.sheets import Line, Sheet, packed, unpacked

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LINES = st.builds(
    Line,
    number=st.integers(1, 10**6),
    cells=st.lists(TEXT, max_size=4).map(tuple),
    faults=st.dictionaries(st.integers(0, 200), TEXT, max_size=2),
)
SHEETS = st.builds(
    Sheet,
    name=TEXT,
    lines=st.lists(LINES, max_size=4).map(tuple),
    is_hidden=st.booleans(),
    n_hidden=st.integers(0, 9),
    from_1904=st.none() | st.booleans(),
)


@given(st.lists(SHEETS, max_size=3))
def test_sheets_come_back_as_they_were_put_away(sheets: list[Sheet]) -> None:
    assert unpacked(packed(sheets)) == sheets


def test_a_line_is_blank_if_nothing_stands_in_it_and_nothing_went_wrong() -> None:
    assert Line(1, ("", "")).is_blank
    assert not Line(1, ("", "x")).is_blank
    assert not Line(1, ("",), {0: "it shows an error"}).is_blank


def test_five_thousand_lines_take_little_room() -> None:
    row = ("00123", "Ida Krog", "ida.krog@firm.example", "Operations", "Team 1", "2020-01-01")
    sheet = Sheet("", tuple(Line(number, row) for number in range(5_000)))

    assert len(packed([sheet])) < 300_000
