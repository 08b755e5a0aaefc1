"""The record in words."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bothways.people.models import Person
from bothways.record.actions import note
from bothways.trust.record_words import VOIDED, WORDS, lines_for
from tests.cast import Cast
from tests.factories import make_promise

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


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_verb_is_said_in_the_readers_language_with_the_same_gaps(language: str) -> None:
    gap = re.compile(r"\{\w+\}")
    english = {verb: str(words) for verb, words in {**WORDS, **VOIDED}.items()}

    with translation.override(language):
        told = {verb: str(words) for verb, words in {**WORDS, **VOIDED}.items()}

    for verb, sentence in english.items():
        assert told[verb] != sentence, verb
        assert sorted(gap.findall(told[verb])) == sorted(gap.findall(sentence)), verb


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        ("round.closed", "Bothways itself"),
        ("round.change_refused", "A command on the server"),
        ("firm.change_refused", "A command on the server"),
        ("programme.change_refused", "A command on the server"),
    ],
)
def test_what_nobody_signed_in_did_says_whether_it_was_tried_by_a_command(
    firm: Cast, verb: str, who: str
) -> None:
    assert lines_for([note(verb, by=None, title="Pulse 1")])[0].who == who


def test_what_somebody_signed_in_tried_in_vain_has_their_name(owner: Person) -> None:
    line = lines_for([note("round.change_refused", by=owner, title="Pulse 1")])[0]

    assert line.who == "Sanne Weir"
    assert line.words == "tried to change the fixed rules of “Pulse 1”, in vain"


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("key_lost", "its second key is lost"),
        ("key_waited", "within a month it was not counted with both keys"),
        ("", "its box is lost or not as it was"),
        ("a reason of tomorrow", "its box is lost or not as it was"),
    ],
)
def test_a_round_that_is_void_says_why(owner: Person, why: str, says: str) -> None:
    said = words(note("round.voided", by=None, title="Pulse 1", why=why))

    assert said.startswith("declared “Pulse 1” void:")
    assert says in said


@pytest.mark.parametrize(
    ("details", "marks"),
    [
        ({}, []),
        ({"not_counted": 0}, []),
        ({"not_counted": 1}, ["1 ballot did not count"]),
        ({"not_counted": 3}, ["3 ballots did not count"]),
        ({"n_replaced": 1}, ["the name was taken out of 1 text of others"]),
        ({"n_replaced": 4}, ["the name was taken out of 4 texts of others"]),
        ({"release": "abc"}, ["result abc"]),
        ({"rules": "0123456"}, ["rules 0123 456"]),
    ],
)
def test_counts_and_marks_stand_beside_an_entry_as_one_or_as_many(
    owner: Person, details: dict[str, Any], marks: list[str]
) -> None:
    assert (
        lines_for([note("round.released", by=None, title="Pulse 1", **details)])[0].marks == marks
    )


@pytest.mark.parametrize("verb", ["round.prepared", "round.dropped"])
def test_a_draft_has_no_page_that_everybody_could_open(owner: Person, verb: str) -> None:
    assert lines_for([note(verb, by=owner, about=make_promise(owner))])[0].address == ""


def test_a_promise_leads_to_its_page_and_what_has_none_leads_nowhere(owner: Person) -> None:
    promise = make_promise(owner)

    about, alone = lines_for(
        [note("commitment.kept", by=owner, about=promise), note("x", by=owner)]
    )

    assert about.address == f"/promises/{promise.pk}/"
    assert alone.address == ""


def test_a_role_that_nobody_knows_any_more_is_said_as_it_is(owner: Person) -> None:
    said = words(note("role.taken", by=owner, about=owner, role="quartermaster"))

    assert said == "took this role from Sanne Weir: quartermaster"


def test_braces_in_a_name_are_shown_and_never_filled_in(owner: Person, employee: Person) -> None:
    Person.objects.filter(pk=employee.pk).update(name="Jo {role} %(n)s")

    said = words(note("role.given", by=owner, about=employee, role="owner"))

    assert said.startswith("gave Jo {role} %(n)s the role:")


def test_the_names_of_many_are_asked_for_once(firm: Cast) -> None:
    entries = [note("person.left", by=firm.owner, about=person) for person in firm.people()]

    for some in (entries[:1], entries):
        with CaptureQueriesContext(connection) as asked:
            lines = lines_for(some)
        assert len(asked) == 1
        assert all(line.words.startswith("noted that ") for line in lines)


def test_without_an_entry_there_is_no_line() -> None:
    assert lines_for([]) == []
