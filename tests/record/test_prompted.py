"""What prompted a word or a decision, and the way back to it."""

import pytest

from bothways.record import prompted
from bothways.record.prompted import LONGEST_PROMPT, Prompt, address_of, addresses, columns_of


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no room had registered a page yet."""
    monkeypatch.setattr(prompted, "_ADDRESSES", {})


def test_a_room_says_where_the_page_of_what_prompted_it_is() -> None:
    addresses("decision")(lambda ref: f"/decisions/{ref}/")

    assert address_of(Prompt("decision", "7", "One shift only")) == "/decisions/7/"


def test_what_has_no_page_or_no_id_has_no_address() -> None:
    addresses("decision")(lambda ref: f"/decisions/{ref}/")

    assert address_of(Prompt("meeting", "", "Monday's stand-up")) == ""
    assert address_of(Prompt("decision", "", "Said at the stand-up")) == ""


def test_two_rooms_cannot_have_pages_for_the_same_kind() -> None:
    addresses("decision")(str)

    with pytest.raises(ValueError, match="two rooms"):
        addresses("decision")(str)


def test_an_unknown_kind_prompts_nothing() -> None:
    with pytest.raises(ValueError, match="weather"):
        addresses("weather")
    with pytest.raises(ValueError, match="weather"):
        columns_of(Prompt("weather", "", "Rain"))


def test_words_longer_than_their_column_are_cut_and_say_so() -> None:
    columns = columns_of(Prompt("meeting", "", "long " * 200))

    assert len(columns["prompt_words"]) == LONGEST_PROMPT
    assert columns["prompt_words"].endswith("…")


def test_nothing_named_leaves_the_columns_as_they_are() -> None:
    assert columns_of(None) == {}
