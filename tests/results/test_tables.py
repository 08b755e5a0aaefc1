import pytest

from bothways.results.tables import tame


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_that_begins_like_a_formula_is_made_plain(text: str) -> None:
    assert tame(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Fair;=HYPERLINK(A1)", "Fair;'=HYPERLINK(A1)"),
        ("Fair; @SUM(A1)", "Fair; '@SUM(A1)"),
        ("a|-1", "a|'-1"),
    ],
)
def test_a_formula_behind_a_semicolon_is_made_plain_for_spreadsheets_that_split_there(
    text: str, plain: str
) -> None:
    assert tame(text) == plain


def test_an_ordinary_text_stays_as_it_is() -> None:
    text = "My leader listens; I am heard - mostly (2 + 2)."

    assert tame(text) == text
