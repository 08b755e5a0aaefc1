"""What goes together: said for the firm alone, in words, or not at all."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from bothways.trust.together import Together, together_in

AT = datetime(2026, 10, 30, tzinfo=UTC)


def counted(links: Any) -> Any:
    return SimpleNamespace(
        said=SimpleNamespace(firm={"links": links}),
        round=SimpleNamespace(closes_at=AT),
        questions={"OWN-1": None},
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


def test_a_question_of_the_firm_s_own_is_no_theme_to_go_with() -> None:
    links = [link("OWN-1", "together"), link("PSY", "together")]

    found = together_in(counted({"outcome": "TRU", "links": links, "reason": None}))

    assert found is not None
    assert found.together == ("Safety to speak up",)


def test_nothing_to_name_says_nothing() -> None:
    assert Together("Trust in my leader", AT).sentences == []


@pytest.mark.parametrize("language", ["de", "es"])
def test_it_is_said_in_the_readers_language_with_the_names_of_the_themes(language: str) -> None:
    links = [link("PSY", "together"), link("WLB", "apart"), link("COM", "unclear")]
    released = counted({"outcome": "TRU", "links": links, "reason": None})
    english = together_in(released)

    with translation.override(language):
        told = together_in(released)
        assert told is not None
        sentences = told.sentences

    assert english is not None
    assert len(sentences) == 3
    assert not set(sentences) & set(english.sentences)
    assert all(told.outcome in sentence and "%" not in sentence for sentence in sentences)
    assert told.together[0] in sentences[0]
    assert told.outcome != english.outcome


def test_a_theme_of_which_nobody_can_tell_is_named_and_not_left_out() -> None:
    found = together_in(counted({"outcome": "TRU", "links": [link("PSY", None)], "reason": None}))

    assert found is not None
    assert (found.together, found.apart) == ((), ())
    assert found.sentences == [
        "It is too early to tell how “Trust in my leader” goes with: Safety to speak up."
    ]


def test_no_sentence_says_which_comes_first_or_why() -> None:
    links = [link(code, word) for code, word in (("PSY", "together"), ("FAI", "apart"))]
    found = together_in(counted({"outcome": "ENG", "links": links, "reason": None}))

    assert found is not None
    said = " ".join(found.sentences).lower()
    assert not [word for word in ("because", "cause", "driver", "leads to", "most") if word in said]


def test_it_knows_when_the_survey_closed_that_it_speaks_of() -> None:
    for reason in (None, "below_80"):
        found = together_in(counted({"outcome": "TRU", "links": [], "reason": reason}))

        assert found is not None
        assert found.asked_on == AT
