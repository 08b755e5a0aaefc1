"""The parts of a reading that need no database: intervals, wordings, what is asked for once."""

from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.pure.disclosure import Cell
from bothways.readings.models import Reading
from bothways.readings.queries import Said, as_interval, chain, wording_of, worked_out

ROUND, EARLIER = UUID(int=2), UUID(int=1)
QUESTION = {"id": "U-TRU1", "version": 3, "text": "I can speak up.", "about_leader": True}


def a_reading() -> Said:
    """A reading as it was fetched, with one question and one figure of a group."""
    past = [
        {"round": EARLIER.hex, "interval": None},
        {"round": ROUND.hex, "interval": [0.25, 0.75]},
    ]
    said = Said(ROUND)
    cell = {"level": "unit", "question": "U-TRU1", "blocks": ["b1", "b2"], "n": 9}
    vars(said)["firm"] = {"items": [{"code": "U-TRU1", "past": past}]}
    vars(said)["groups"] = {"cells": [cell]}
    return said


@pytest.mark.parametrize(
    ("ends", "interval"),
    [(None, (0.0, 1.0)), ([], (0.0, 1.0)), ([0.2, 0.4], (0.2, 0.4)), ([0.0, 0.0], (0.0, 0.0))],
)
def test_where_nothing_is_known_it_may_be_anything(
    ends: list[float] | None, interval: tuple[float, float]
) -> None:
    assert as_interval(ends) == interval


def test_the_firm_s_interval_is_of_this_round_unless_an_older_one_is_named() -> None:
    said = a_reading()

    assert said.firm_interval("U-TRU1") == (0.25, 0.75)
    assert said.firm_interval("U-TRU1", ROUND) == (0.25, 0.75)
    assert said.firm_interval("U-TRU1", EARLIER) == (0.0, 1.0)


def test_a_question_that_was_not_asked_has_no_interval() -> None:
    with pytest.raises(KeyError):
        a_reading().firm_interval("U-NEW1")


def test_a_round_of_another_wording_has_no_interval_to_compare_with() -> None:
    with pytest.raises(StopIteration):
        a_reading().firm_interval("U-TRU1", uuid4())


def test_a_figure_of_a_group_is_found_by_its_level_question_and_blocks_alone() -> None:
    said = a_reading()

    found = said.of_cell(Cell("unit", "Assembly", ("b1", "b2"), "U-TRU1", 9, 6, {}))

    assert found["n"] == 9
    for other in (
        Cell("unit", "Assembly", ("b1",), "U-TRU1", 9, 6, {}),
        Cell("unit", "Assembly", ("b2", "b1"), "U-TRU1", 9, 6, {}),
        Cell("firm", "Millrace", ("b1", "b2"), "U-TRU1", 9, 6, {}),
        Cell("unit", "Assembly", ("b1", "b2"), "U-PSY1", 9, 6, {}),
    ):
        with pytest.raises(KeyError):
            said.of_cell(other)


def test_a_question_of_a_manifest_becomes_a_wording_with_all_it_says() -> None:
    told = wording_of({**QUESTION, "keyed": "-", "texts": {"de": "Ich kann es sagen."}})

    assert (told.code, told.version, told.written) == ("U-TRU1", 3, "I can speak up.")
    assert told.about_leader
    assert told.keyed == "-"
    assert told.texts == {"de": "Ich kann es sagen."}


def test_an_old_manifest_without_a_key_or_other_languages_is_read_as_favourable() -> None:
    told = wording_of(QUESTION)

    assert told.keyed == "+"
    assert told.texts == {}


@pytest.mark.parametrize("missing", sorted(QUESTION))
def test_a_question_that_lacks_a_part_is_no_question(missing: str) -> None:
    with pytest.raises(KeyError):
        wording_of({key: value for key, value in QUESTION.items() if key != missing})


def test_before_the_first_result_there_is_nothing_to_read(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert chain() == {}
    assert list(worked_out({ROUND})) == []


def test_a_round_without_a_result_has_no_reading(db: None) -> None:
    with pytest.raises(KeyError):
        _ = Said(ROUND).firm


def test_a_reading_calls_itself_by_its_round_and_its_engine() -> None:
    assert str(Reading(round_id=ROUND, engine=7)) == f"{ROUND}, 7"
