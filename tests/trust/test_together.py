"""What goes together: said for the firm alone, in words, or not at all."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bothways.trust.together import Together, together_in

AT = datetime(2026, 10, 30, tzinfo=UTC)


def counted(links: Any) -> Any:
    return SimpleNamespace(
        said=SimpleNamespace(firm={"links": links}), round=SimpleNamespace(closes_at=AT)
    )


def link(construct: str, word: str | None) -> dict[str, str | None]:
    return {"construct": construct, "word": word, "reason": None if word else "few_teams"}


def test_a_pulse_asks_too_little_for_it() -> None:
    assert together_in(counted(None)) is None


def test_what_rises_together_is_named_in_the_order_asked_and_never_ranked() -> None:
    links = [link("PSY", "together"), link("COM", "unclear"), link("FAI", "together")]

    found = together_in(counted({"outcome": "TRU", "links": links, "reason": None}))

    assert found is not None
    assert found.sentences == [
        "In groups where more agree on “Trust in my leader”, more also agree on: "
        "Safety to speak up, Fairness.",
        "It is too early to tell how “Trust in my leader” goes with: Communication.",
    ]


def test_what_goes_the_other_way_is_said_apart() -> None:
    links = [link("WLB", "apart"), link("REC", None)]

    found = together_in(counted({"outcome": "ENG", "links": links, "reason": None}))

    assert found is not None
    assert found.apart == ("Balance",)
    assert found.unclear == ("Recognition",)
    assert "fewer agree on: Balance." in found.sentences[0]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("below_80", "Too few answers to say which matters most."),
        ("few_teams", "There are too few groups to say what goes together."),
        ("no_differences", "There are too few groups to say what goes together."),
    ],
)
def test_too_few_is_a_sentence_in_the_place_of_all_names(reason: str, words: str) -> None:
    found = together_in(counted({"outcome": "TRU", "links": [], "reason": reason}))

    assert found is not None
    assert found.sentences == [words]


def test_nothing_to_name_says_nothing() -> None:
    assert Together("Trust in my leader", AT).sentences == []
