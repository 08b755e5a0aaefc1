"""A text names one person, or says why it names none."""

from uuid import UUID

import pytest

from bothways.members.importing import Known, read_table
from bothways.members.importing.directory import Directory, NamedNobodyError, as_name
from bothways.members.importing.matching import match
from bothways.members.importing.people import read_rows

ANNE = Known(
    id=UUID(int=1), number="1", name="Anne Berg", email="anne@f.example", unit="Firm", manager=None
)
BERT = Known(
    id=UUID(int=2), number="2", name="Bert van Dam", email="b@f.example", unit="Firm", manager=None
)
TWIN = Known(id=UUID(int=3), number="3", name="Bert van Dam", email=None, unit="F", manager=None)
GONE = Known(
    id=UUID(int=4), number="4", name="Gil", email=None, unit="Firm", manager=None, is_here=False
)


def directory(
    *known: Known, rows: str = "9,Dora Ek,dora@f.example,Firm\n", **more: bool
) -> Directory:
    wanted = read_rows(read_table(f"number,name,email,unit\n{rows}".encode()))
    match(wanted, known, new_id=lambda: UUID(int=99))
    return Directory(wanted, known, **more)


@pytest.mark.parametrize(
    "text",
    ["1", "anne@f.example", "ANNE@F.example", "Anne Berg", "anne  BERG", "Berg, Anne", "Berg Anne"],
)
def test_somebody_is_found_by_number_address_or_name(text: str) -> None:
    assert directory(ANNE).find(text) == ANNE.id


def test_somebody_who_comes_with_the_file_is_found_too() -> None:
    for text in ("9", "Dora@f.example", "Dora Ek", "Ek, Dora"):
        assert directory().find(text) == UUID(int=99)


def test_a_name_in_three_parts_is_found_with_its_family_name_first() -> None:
    assert directory(BERT).find("Dam, Bert van") == BERT.id
    assert directory(BERT).find("van Dam, Bert") == BERT.id


def test_two_of_one_name_are_not_guessed_between() -> None:
    with pytest.raises(NamedNobodyError, match="2 people are called 'Bert van Dam'"):
        directory(BERT, TWIN).find("Bert van Dam")


def test_whoever_has_left_makes_no_name_ambiguous_and_leads_nobody() -> None:
    with pytest.raises(NamedNobodyError, match="nobody has the number, address or name 'Gil'"):
        directory(GONE).find("Gil")
    with pytest.raises(NamedNobodyError, match="Gil has left"):
        directory(GONE).find("4")


def test_whoever_would_leave_by_this_file_can_not_be_named() -> None:
    for text in ("1", "Anne Berg"):
        with pytest.raises(NamedNobodyError, match="you said that it is everybody"):
            directory(ANNE, everybody=True).find(text)


def test_a_number_that_looks_like_nothing_names_nobody() -> None:
    with pytest.raises(NamedNobodyError, match="nobody has"):
        directory(ANNE).find("")


@pytest.mark.parametrize("text", ["Krog, Ida", "ida  krog", "IDA KROG", " Ida Krog "])
def test_a_name_is_compared_without_capitals_spaces_and_order(text: str) -> None:
    assert as_name(text) == "ida krog"
