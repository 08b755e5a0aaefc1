"""A card's secrets are hard to guess, easy to type, and not to be had from a copy of the tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from bothways.members import card_secrets
from bothways.members.card_secrets import (
    CODE_LENGTH,
    SIGNS,
    in_groups,
    is_easy,
    new_code,
    new_pin,
    pin_digest,
    pin_holds,
    tidy_code,
    tidy_pin,
)
from tests.costly import PIN_COST


def test_a_code_has_sixty_bits_and_no_sign_that_is_taken_for_another() -> None:
    code = new_code()

    assert len(code) == CODE_LENGTH == 12
    assert len(SIGNS) == 32
    assert set(code) <= set(SIGNS)
    assert not set("ILOU") & set(SIGNS)
    assert new_code() != code


@pytest.mark.parametrize(
    "typed",
    [
        "7K3M9QXTWD40",
        "7k3m-9qxt-wd40",
        " 7K3M 9QXT WD4O ",
        "https://trust.example/card/#7K3M-9QXT-WD40",
    ],
)
def test_a_code_is_understood_however_it_comes(typed: str) -> None:
    assert tidy_code(typed) == "7K3M9QXTWD40"


@given(st.text(alphabet=SIGNS, min_size=12, max_size=12))
def test_what_is_printed_in_groups_reads_back_as_the_code(code: str) -> None:
    assert tidy_code(in_groups(code)) == code


def test_a_pin_is_printed_in_threes_and_typed_as_one_likes() -> None:
    assert in_groups("344913", 3) == "344 913"
    assert tidy_pin(" 344 913 ") == "344913"
    assert tidy_pin("٣٤٤٩١٣") == ""


@pytest.mark.parametrize(
    "pin",
    [
        *("000000", "123456", "654321", "246802", "121212", "112211", "123123", "890123"),
        *("112233", "123321", "800009", "731234", "975319"),
        *("190378", "311299", "100264", "123199", "780319", "010100"),
    ],
)
def test_what_anybody_tries_first_is_too_easy(pin: str) -> None:
    assert is_easy(pin)


@pytest.mark.parametrize("pin", ["804137", "909374", "553892", "471863"])
def test_an_ordinary_pin_is_not(pin: str) -> None:
    assert not is_easy(pin)


def test_no_easy_pin_is_ever_printed() -> None:
    assert not any(is_easy(new_pin()) for _ in range(2000))


def test_a_pin_holds_against_its_own_digest_and_no_other_does() -> None:
    kept = pin_digest("804137")

    assert pin_holds("804137", kept)
    assert not pin_holds("804138", kept)
    assert not pin_holds("804137", "")


def test_the_same_pin_looks_different_on_every_card() -> None:
    assert pin_digest("804137") != pin_digest("804137")


def test_with_the_tables_alone_no_pin_can_be_tried(settings: Settings) -> None:
    kept = pin_digest("804137")
    settings.SECRET_KEY = "whoever has a copy of the database does not have this"

    assert not pin_holds("804137", kept)
    assert card_secrets.code_digest("7K3M9QXTWD40") != _with_the_real_key(settings)


def _with_the_real_key(settings: Settings) -> str:
    settings.SECRET_KEY = "another one"
    return card_secrets.code_digest("7K3M9QXTWD40")


def test_trying_a_pin_is_made_slow() -> None:
    assert PIN_COST["n"] * PIN_COST["r"] * 128 >= 16 * 2**20
