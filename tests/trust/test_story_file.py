"""The whole story to take away says what was released, with its words and its seals."""

import csv
import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from bothways.people.models import Person
from bothways.results.models import Look, Release
from tests.cast import Cast
from tests.trust.counted import CLOSED, QUESTIONS, make_counted, mixed

ClientOf = Callable[[object], Client]
HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}
FORMULA = {"U-COM1": ("COM", '=HYPERLINK("http://evil.example")', False)}


@pytest.fixture
def take(client_of: ClientOf) -> Callable[[Person], tuple[dict[str, Any], list[dict[str, str]]]]:
    """Return a function that takes the story away as somebody: (JSON, rows of the CSV)."""

    def story(person: Person) -> tuple[dict[str, Any], list[dict[str, str]]]:
        client = client_of(person)
        document = json.loads(client.get("/trust/story.json").content)
        table = client.get("/trust/story.csv").content.decode("utf-8-sig")
        return document, list(csv.DictReader(StringIO(table)))

    return story


def test_before_the_first_round_there_is_nothing_to_take(
    employee: Person, client_of: ClientOf
) -> None:
    for address in ("/trust/story.json", "/trust/story.csv", "/trust/report.pdf"):
        assert client_of(employee).get(address).status_code == 404


def test_both_files_say_the_same_with_the_words_of_the_page(
    firm: Cast, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF)

    document, rows = take(employee)

    figure = next(one for one in document["figures"] if one["question"] == "U-TRU1")
    row = next(one for one in rows if one["question"] == "U-TRU1")
    assert figure["at_or_above"] == {"4": [12, 12]}
    assert figure["true_share"] == pytest.approx([0.34, 0.74], abs=0.01)
    assert figure["words"]["figure"] == row["said"] == "12 of 22"
    assert figure["words"]["sentence"] == row["in a sentence"]
    assert figure["words"]["change"] == row["since the last time"] == "First time asked"
    assert (row["agree, at least"], row["agree, at most"]) == ("12", "12")
    assert len(rows) == len(document["figures"]) == len(QUESTIONS)


def test_each_round_comes_with_its_whole_manifest_and_its_seals(
    firm: Cast, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF, closed=CLOSED - timedelta(days=91))
    make_counted(firm, HALF_AND_HALF)

    document, rows = take(employee)

    assert len(document["rounds"]) == 2
    for round_ in document["rounds"]:
        release = Release.objects.get(pk=round_["id"])
        assert hashlib.sha256(round_["manifest"].encode()).hexdigest() == round_["manifest_hash"]
        assert round_["result"]["digest"] == release.digest
        assert round_["result"]["signature"] == release.signature
    assert {row["mark of the rules"] for row in rows} == {
        round_["manifest_hash"] for round_ in document["rounds"]
    }


def test_a_clamped_figure_stays_a_range_and_too_few_stays_without_a_number(
    firm: Cast, employee: Person, take: Any
) -> None:
    ballots = [(4, 4, 4)] * 3 + [(4, 4, None)] * 8
    make_counted(firm, {"b1": ballots, "b2": [(4, None, None)] * 11})

    document, rows = take(employee)

    figures = {one["question"]: one for one in document["figures"]}
    few = next(row for row in rows if row["answered"].startswith("fewer"))
    assert figures["U-TRU1"]["at_or_above"]["4"][0] < figures["U-TRU1"]["answered"] == 22
    assert few["agree, at least"] == few["true share, from"] == ""
    assert "Too few to tell." in few["in a sentence"]


def test_there_is_no_figure_of_a_group_and_no_look_is_kept(
    firm: Cast, people_lead: Person, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF)

    document, rows = take(people_lead)

    assert (document, rows) == take(employee)
    assert "6 of 11" not in json.dumps(document["figures"])
    assert all(row["answered"] == "22" for row in rows)
    assert not Look.objects.exists()


def test_leaders_stand_on_a_side_of_their_own(firm: Cast, employee: Person, take: Any) -> None:
    teams = {"D-TRU1": ("TRU", "I feel safe relying on this team when it matters.", False)}
    make_counted(firm, HALF_AND_HALF)
    one = [(4,)] * 5 + [(2,)] * 4
    make_counted(firm, {"b1": one, "b2": one}, questions=teams, audience="leaders")

    document, rows = take(employee)

    sides = {one["question"]: one["side"] for one in document["figures"]}
    assert sides["D-TRU1"] == "leaders"
    assert sides["U-TRU1"] == "people"
    assert {row["side"] for row in rows} == {"people", "leaders"}


def test_a_question_that_is_a_formula_is_tamed_in_the_table(
    firm: Cast, employee: Person, take: Any
) -> None:
    one = [(4,)] * 6 + [(2,)] * 5
    make_counted(firm, {"b1": one, "b2": one}, questions=FORMULA)

    _document, rows = take(employee)

    assert rows[0]["text"].startswith("'=HYPERLINK")


def test_the_story_can_be_taken_as_it_stood_at_an_older_round(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    old = make_counted(firm, HALF_AND_HALF, closed=CLOSED - timedelta(days=91))
    make_counted(firm, HALF_AND_HALF)

    document = json.loads(client_of(employee).get(f"/trust/story.json?round={old.pk}").content)

    assert [round_["id"] for round_ in document["rounds"]] == [str(old.pk)]
    assert client_of(employee).get("/trust/story.csv?round=nonsense").status_code == 404


def test_a_surveys_scores_are_in_both_files_with_where_the_true_one_lies(
    firm: Cast, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF, format="full")

    document, rows = take(employee)

    score = next(one for one in document["scores"] if one["construct"] == "TRU")
    row = next(one for one in rows if one["said"] == score["words"]["score"])
    low, high = score["true_score"]
    assert 1 <= low < score["score"] < high <= 5
    assert score["questions"] == ["U-TRU1"]
    assert (row["theme"], row["question"]) == (score["theme"], "")
    assert float(row["score out of 5"]) == score["score"]
    assert (float(row["true score, from"]), float(row["true score, to"])) == (low, high)
    assert row["in a sentence"] == score["words"]["sentence"]


def test_what_goes_together_is_in_both_files_or_why_nobody_can_tell(
    firm: Cast, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF, format="full")

    document, rows = take(employee)

    [together] = document["together"]
    assert together["sentences"] == ["Too few answers to say which matters most."]
    assert together["together"] == together["apart"] == []
    assert [row["in a sentence"] for row in rows if not row["asked"]] == together["sentences"]


def test_a_pulse_has_no_score_and_nothing_that_goes_together(
    firm: Cast, employee: Person, take: Any
) -> None:
    make_counted(firm, HALF_AND_HALF)

    document, _rows = take(employee)

    assert document["scores"] == document["together"] == []
