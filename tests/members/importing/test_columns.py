"""A header means a column, whatever it is called."""

import pytest

from bothways.members.importing.columns import LABELS, SYNONYMS, column_of


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("E-Mail", "email"),
        ("  e mail address ", "email"),
        ("Employee ID", "number"),
        ("No.", "number"),
        ("Full_Name", "name"),
        ("Reports to", "manager"),
        ("Start date", "started_on"),
        ("Salary", None),
        ("", None),
        ("Straße", None),
    ],
)
def test_capitals_spaces_and_signs_make_no_difference(header: str, column: str | None) -> None:
    assert column_of(header) == column


def test_what_a_page_calls_a_column_is_understood_as_a_header() -> None:
    assert {column: column_of(str(label)) for column, label in LABELS.items()} == {
        column: column for column in LABELS
    }


def test_no_word_means_two_columns() -> None:
    words = [word for column in SYNONYMS.values() for word in column.split()]

    assert len(words) == len(set(words))
