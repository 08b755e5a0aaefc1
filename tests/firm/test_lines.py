"""A few people typed by hand: what each line says, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.firm.lines import LONGEST_NAME, Line, read_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ada Quinn, ada@x.example", Line(1, "Ada Quinn", "ada@x.example")),
        ("Ada Quinn; ada@x.example; Paint", Line(1, "Ada Quinn", "ada@x.example", team="Paint")),
        ("Ada Quinn\tada@x.example\tPaint", Line(1, "Ada Quinn", "ada@x.example", team="Paint")),
        ("Ada Quinn, Paint, ada@x.example", Line(1, "Ada Quinn", "ada@x.example", team="Paint")),
        ("Ada Quinn, 4711", Line(1, "Ada Quinn", staff="4711")),
        ("Ada Quinn, A-17, Paint", Line(1, "Ada Quinn", staff="A-17", team="Paint")),
        ("Ada Quinn, a@x.example, Team 1", Line(1, "Ada Quinn", "a@x.example", team="Team 1")),
        ("  Ada Quinn ,  ADA@X.EXAMPLE ,, ", Line(1, "Ada Quinn", "ada@x.example")),
        ("Zoë Ñandú-O'Hara, z@x.example", Line(1, "Zoë Ñandú-O'Hara", "z@x.example")),
    ],
)
def test_a_line_is_a_name_then_an_address_or_a_number_then_a_team(text: str, line: Line) -> None:
    assert read_line(1, text) == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (", a@x.example", "does not begin with a name"),
        ("a@x.example, Ada", "does not begin with a name"),
        ("A" * (LONGEST_NAME + 1) + ", a@x.example", "does not begin with a name"),
        ("Ada", "Ada needs an e-mail address or a staff number"),
        ("Ada, Paint", "Ada needs an e-mail address or a staff number"),
        ("Ada, ada@", "the e-mail address of Ada is none"),
        ("Ada, a da@x.example", "the e-mail address of Ada is none"),
        ("Ada, a@x.example, Paint, Night", "there is more in it"),
        ("Ada, 4711, Paint, Night", "there is more in it"),
    ],
)
def test_a_line_that_is_none_says_which_and_why(text: str, words: str) -> None:
    with pytest.raises(ValueError, match="Line 7") as refusal:
        read_line(7, text)

    assert words in str(refusal.value)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        line = read_line(3, text)
    except ValueError as problem:
        refusal = str(problem)
    else:
        refusal = ""
        assert line.name
        assert line.email or line.staff

    assert not refusal or refusal.startswith("Line 3")


@given(
    st.text(alphabet="abcdefgh ", min_size=1, max_size=30).filter(str.strip),
    st.text(alphabet="abcdefgh", min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_name_with_any_address_comes_back_as_it_was(name: str, box: str, between: str) -> None:
    line = read_line(1, f"{name}{between}{box}@x.example")

    assert (line.name, line.email) == (name.strip(), f"{box}@x.example")
