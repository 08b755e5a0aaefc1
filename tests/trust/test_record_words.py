"""The record in words."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bothways.people.models import Person
from bothways.record.actions import note
from bothways.trust.record_words import WORDS, lines_for

SRC = Path(__file__).parents[2] / "src" / "bothways"
NOTED = re.compile(r"""note\(\s*f?"([a-z_]+\.[a-z_{}]+)["]""")


def words(entry: object) -> str:
    return lines_for([entry])[0].words  # type: ignore[list-item]


def verbs_in_the_code() -> set[str]:
    return {verb for path in SRC.rglob("*.py") for verb in NOTED.findall(path.read_text())}


def test_every_verb_that_is_noted_anywhere_has_words() -> None:
    verbs = {verb for verb in verbs_in_the_code() if "{" not in verb}

    assert len(verbs) > 10
    assert verbs <= set(WORDS)


@pytest.mark.parametrize("end", ["kept", "broken", "moved"])
def test_every_end_of_a_promise_has_words(end: str) -> None:
    assert f"commitment.{end}" in WORDS


def test_a_round_is_named_and_the_mark_of_its_rules_stands_in_fours(owner: Person) -> None:
    entry = note("round.announced", by=owner, title="Pulse 1", rules="0123456789abcdef" * 4)

    line = lines_for([entry])[0]

    assert line.words == "announced “Pulse 1”; its rules are fixed"
    assert line.marks == ["rules 0123 4567 89ab cdef 0123"]


def test_ballots_that_did_not_count_are_said(owner: Person) -> None:
    entry = note("round.released", by=None, title="Pulse 1", release="ff" * 32, not_counted=2)

    assert "2 ballots did not count" in lines_for([entry])[0].marks


def test_whom_it_is_about_is_named_and_linked(owner: Person, employee: Person) -> None:
    entry = note("role.given", by=owner, about=employee, role="representative")

    line = lines_for([entry])[0]

    assert line.words == "gave Jo Marsh the role: employee representative"
    assert line.address == f"/people/{employee.pk}/"


def test_words_that_people_gave_are_quoted_as_they_are(owner: Person) -> None:
    entry = note("commitment.made", by=owner, text="50 % {less} noise", due="2026-12-01")

    line = lines_for([entry])[0]

    assert line.words == "promised"
    assert line.quote == "50 % {less} noise"


def test_a_detail_that_is_missing_leaves_a_gap_and_no_error(owner: Person) -> None:
    assert words(note("round.closed", by=owner)) == "closed the box of “…”"


def test_an_unknown_verb_is_shown_as_it_is(owner: Person) -> None:
    at = datetime(2026, 11, 2, tzinfo=UTC)

    assert words(note("kettle.boiled_over", by=owner, at=at)) == "kettle: boiled over"
