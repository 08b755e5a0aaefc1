"""One document in, one document out."""

from typing import Any

import pytest

from bothways.pure.guardian.answering import SPARES_AT_ONCE
from bothways.pure.guardian.documents import answers_hold
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.wrapping import read_spare
from tests.pure.guardian.paper import Paper, confirmed, done, held


@pytest.fixture(scope="module")
def paper() -> Paper:
    return held()


def test_the_whole_way_of_a_round_needs_four_answers(paper: Paper) -> None:
    memory = confirmed(paper)
    opened = done(paper, memory, paper.open())
    counted = done(paper, opened.memory, paper.count(opened.answers[0]["groups"]))

    assert [one["kind"] for one in opened.answers + counted.answers] == ["peeled", "release"]
    assert counted.memory.counted[paper.manifest.round] == counted.answers[0]["root"]
    assert answers_hold(counted.document(paper.identity), paper.identity.public)


def test_spare_keys_are_made_where_some_are_missing_a_few_at_a_time(paper: Paper) -> None:
    answer = done(paper, Memory(), want_blocks=50, blocks=1, want_seals=2).answers[0]

    kinds = [read_spare(key).kind for key in answer["keys"]]
    assert kinds.count("block") == SPARES_AT_ONCE
    assert kinds.count("seal") == 2


def test_no_spare_keys_are_made_where_there_are_enough(paper: Paper) -> None:
    assert done(paper, Memory(), want_blocks=2, blocks=3).answers == ()


@pytest.mark.parametrize("odd", [-1, 5000, "many", None, True, 1.5])
def test_an_odd_wish_for_spare_keys_makes_none(paper: Paper, odd: Any) -> None:
    from bothways.pure.guardian.answering import _number

    assert _number({"want_blocks": odd}, "want_blocks") in (0, 1)


def test_one_refused_round_does_not_hold_up_the_others(paper: Paper) -> None:
    result = done(
        paper,
        Memory(),
        {"do": "destroy"},
        {"do": "open", "round": "x", "manifest": "{"},
        paper.confirm(),
    )

    assert [one["kind"] for one in result.answers] == ["confirm"]
    assert len(result.refused) == 2


@pytest.mark.parametrize("missing", ["records", "wrapped", "sheet", "sheet_signature", "issued"])
def test_work_from_which_a_part_is_missing_is_refused(paper: Paper, missing: str) -> None:
    item = paper.open()
    del item[missing]

    result = done(paper, confirmed(paper), item)

    assert result.answers == ()
    assert len(result.refused) == 1


def test_what_is_no_work_document_is_refused_as_a_whole(paper: Paper) -> None:
    from bothways.pure.guardian.answering import Choices, answer_work

    choices = Choices(lambda _asked: True, bytes)
    for bad in ({}, {"v": 2}, {"v": 1, "rounds": 7}, {"v": 1, "rounds": []}):
        with pytest.raises(DistrustError):
            answer_work(bad, paper.identity, Memory(), choices)  # type: ignore[arg-type]
