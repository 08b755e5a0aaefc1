"""What is wrong with a translation is said, one sentence each."""

from pathlib import Path

import polib
import pytest

from bothways.languages.catalogues import TRANSLATED, Wanted, read, renew
from bothways.languages.faults import faults, not_translated
from bothways.languages.wanted import wanted_texts


def catalogue_of(msgid: str, *said: str, plural: str = "") -> tuple[polib.POFile, list[Wanted]]:
    """A catalogue of one text with this translation."""
    wanted = [Wanted(msgid, plural)]
    catalogue = renew(read("de", Path("/nowhere")), wanted)
    if plural:
        catalogue[0].msgstr_plural = dict(enumerate(said))
    else:
        catalogue[0].msgstr = said[0]
    return catalogue, wanted


def test_a_good_translation_has_no_fault() -> None:
    assert faults(*catalogue_of("Due on %(day)s", "Fällig am %(day)s")) == []


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        ("Due on %(day)s", "Fällig am %(tag)s", "other placeholders"),
        ("{who} promised", "Jemand hat zugesagt", "other placeholders"),
        ("Until <strong>%(day)s</strong>", "Bis %(day)s", "other HTML tags"),
        ("End<span class='vh'> it</span>", "Ende<span> damit</span>", "other HTML tags"),
        ("one\n\ntwo", "eins zwei", "another number of paragraphs"),
        (" and", "und", "begins or ends with another blank"),
    ],
)
def test_what_a_translation_must_keep(text: str, said: str, fault: str) -> None:
    (found,) = faults(*catalogue_of(text, said))

    assert found.startswith(fault)


def test_each_form_of_a_plural_names_what_its_text_names() -> None:
    good = catalogue_of(
        "a day late", "einen Tag zu spät", "%(n)s Tage zu spät", plural="%(n)s days late"
    )
    bad = catalogue_of("a day late", "einen Tag zu spät", "Tage zu spät", plural="%(n)s days late")

    assert faults(*good) == []
    assert faults(*bad) == ["other placeholders: “a day late”"]


def test_a_text_that_is_missing_and_one_that_went_are_named() -> None:
    catalogue, _wanted = catalogue_of("The box is closed", "Die Urne ist zu")

    assert faults(catalogue, [Wanted("The box is open")]) == [
        "missing: “The box is open”",
        "not in the code any more: “The box is closed”",
    ]


def test_what_is_not_translated_is_no_fault_but_can_be_listed() -> None:
    catalogue, wanted = catalogue_of("The box is closed", "")

    assert faults(catalogue, wanted) == []
    assert not_translated(catalogue) == ["The box is closed"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_of_ours_names_other_things_than_its_text(language: str) -> None:
    found = faults(read(language), wanted_texts())

    assert [fault for fault in found if fault.startswith(("other", "begins", "another"))] == []
