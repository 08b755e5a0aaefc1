"""Which question to leaders mirrors which one to everyone."""

from bothways.surveys.bank import all_items, by_code
from bothways.surveys.mirrors import SAME_THING, leaders_items, mirrors_of


def rules(*codes: str) -> list[dict[str, str]]:
    return [{"id": i.code, "construct": i.construct, "keyed": i.keyed} for i in by_code(codes)]


def test_every_pair_names_questions_of_the_book_from_either_side() -> None:
    direction = {item.code: item.direction for item in all_items()}

    assert {direction[code] for code in SAME_THING} == {"up"}
    assert {direction[code] for code in SAME_THING.values()} == {"down"}


def test_a_pulse_has_a_mirror_for_each_construct() -> None:
    found = mirrors_of(rules("U-TRU1", "U-PSY1", "U-COM1", "U-FAI2", "U-REC1", "U-FOL1"))

    assert [(m.construct, m.asked, m.item.code) for m in found] == [
        ("TRU", "U-TRU1", "D-TRU1"),
        ("PSY", "U-PSY1", "D-PSY1"),
        ("COM", "U-COM1", "D-MIR1"),
        ("FAI", "U-FAI2", "D-MIR2"),
        ("REC", "U-REC1", "D-MIR3"),
        ("FOL", "U-FOL1", "D-MIR7"),
    ]


def test_what_says_the_same_thing_comes_before_what_is_only_of_the_same_construct() -> None:
    found = mirrors_of(rules("U-GRO1", "U-GRO2"))

    assert [(m.asked, m.item.code) for m in found] == [("U-GRO2", "D-MIR4")]


def test_nobody_is_asked_the_same_twice() -> None:
    everything = [item.code for item in all_items() if item.direction == "up"]

    found = [mirror.item.code for mirror in mirrors_of(rules(*everything))]

    assert len(found) == len(set(found)) == 13


def test_what_is_about_the_top_turned_round_or_the_firms_own_has_no_mirror() -> None:
    own = {"id": "OWN-1", "construct": "OWN-1", "keyed": "+"}

    assert mirrors_of([*rules("U-SEN1", "U-CON4", "U-ENG1", "U-STA1"), own]) == []


def test_a_survey_of_leaders_asks_all_of_theirs() -> None:
    everything = [item for item in all_items() if item.direction == "down"]

    assert leaders_items([], kind="survey") == everything
    assert leaders_items(rules("U-COM1"), kind="pulse") == by_code(["D-MIR1"])
