"""Each fault put into a guide is found, with its file and in words."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bothways.guides.faults import faults
from bothways.guides.shelf import TEXTS

LANGUAGES = ["en", "de", "es"]
PROMISE = "making-a-promise"
Spoil = Callable[..., list[str]]


def said(*words: str) -> str:
    """A paragraph put before the list of what not to do."""
    return f"{' '.join(words)}\n\n## What not to do"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of every text, to put faults into."""
    return Path(shutil.copytree(TEXTS, tmp_path / "texts"))


@pytest.fixture
def spoiled(folder: Path) -> Spoil:
    """Return a function that puts other words into a guide, and gives what is found."""

    def spoil(old: str, new: str, *, language: str = "en", slug: str = PROMISE) -> list[str]:
        path = folder / language / f"{slug}.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return faults(LANGUAGES, folder)

    return spoil


def test_the_guides_that_come_with_bothways_are_in_order() -> None:
    assert faults(LANGUAGES) == []


def test_the_command_says_so() -> None:
    told = StringIO()

    call_command("guides", stdout=told)

    assert told.getvalue() == "In order: 11 guides in en, de, es.\n"


def test_the_command_fails_and_says_where_and_what(folder: Path) -> None:
    (folder / "de/listening.md").unlink()

    with pytest.raises(CommandError) as refusal:
        call_command("guides", folder=folder)

    assert refusal.value.returncode == 1
    assert "de/listening.md: is not there" in str(refusal.value)


def test_a_guide_without_a_title_is_found(spoiled: Spoil) -> None:
    found = spoiled("title: Eine Zusage geben\n", "", language="de")

    assert found == ["de/making-a-promise.md: missing at the top: title"]


def test_a_file_of_another_name_or_language_is_found(folder: Path) -> None:
    shutil.copy(folder / "en/listening.md", folder / "en/hearing.md")
    shutil.copytree(folder / "es", folder / "pt")

    found = faults(LANGUAGES, folder)

    assert found[0] == "en/hearing.md: no guide of that name, or language"
    assert [fault[:3] for fault in found] == ["en/"] + ["pt/"] * 11


def test_a_heading_in_other_words_is_found(spoiled: Spoil) -> None:
    found = spoiled("## An example", "## A case study")

    assert found == [
        "en/making-a-promise.md: headings: too many ['A case study'], missing ['An example']"
    ]


def test_headings_in_another_order_are_found(spoiled: Spoil) -> None:
    spoiled("## An example", "## Later")
    spoiled("## What not to do", "## An example")

    found = spoiled("## Later", "## What not to do")

    assert "en/making-a-promise.md: headings: in another order" in found


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("5. **Name one day.**", "5. Name one day.", "does not begin with its one line in bold"),
        ("**Name one day.**", f"**{'Name one day ' * 6}.**", "fit on a line"),
        (
            "> I will do this by Friday",
            "I will do this by Friday",
            "3 words to borrow, but 2 in English",
        ),
        ("minutes: 3", "minutes: 9", "9 minutes for"),
        ("(2002). Behavioral", "Behavioral", "a source without author, year or title: Simons"),
        ("](/promises/new/)", "](/promises/now/)", "a page that is not there: /promises/now/"),
        ("](/promises/new/)", "](http://example.org/)", "neither to a page of ours nor"),
        ("](/promises/new/)", "](javascript:alert)", "neither to a page of ours nor"),
        ("## What not to do", said("It worked, successfully."), "don't use: successfully"),
        ("## What not to do", said("Do it now!"), "a word that we don't use: !"),
        ("## What not to do", said("It is 100 % safe."), "a word that we don't use: 100 %"),
        (
            "## What not to do",
            said(
                "Organisational transformation necessitates comprehensive interdepartmental talks."
            ),
            "reading grade",
        ),
        ("## What not to do", said("And so on. " * 90), "words; between 350 and 600 are read"),
    ],
)
def test_a_fault_in_english_is_found(spoiled: Spoil, old: str, new: str, why: str) -> None:
    found = spoiled(old, new)

    assert any("making-a-promise.md: " in fault and why in fault for fault in found), found


@pytest.mark.parametrize(
    ("language", "old", "new", "why"),
    [
        ("de", "4. **Denken Sie an", "**Denken Sie an", "6 steps, but 7 in English"),
        ("de", "- Geben Sie nicht zehn", "Geben Sie nicht zehn", "3 things not to do, but 4"),
        ("de", "](/promises/new/)", "](/promises/)", "other links than in English"),
        ("de", "(1994)", "(1995)", "other sources than in English"),
        ("de", "minutes: 3", "minutes: 2", "other minutes than in English"),
        ("de", "Ein Satz genügt.", "Dir genügt ein Satz.", "not the polite form: Dir"),
        ("de", "Ein Satz genügt.", "Das bringt Mehrwert.", "don't use: Mehrwert"),
        ("de", "Ein Satz genügt.", "und " * 30 + "so.", "a sentence of 31 words"),
        ("es", "Basta una frase.", "Te basta una frase.", "not the polite form: Te"),
        ("es", "Basta una frase.", "¡Basta!", "a word that we don't use: ¡"),
        ("es", "Basta una frase.", "Lo hará con éxito.", "don't use: con éxito"),
    ],
)
def test_a_fault_in_another_language_is_found(
    spoiled: Spoil, language: str, old: str, new: str, why: str
) -> None:
    found = spoiled(old, new, language=language)

    assert any(fault.startswith(f"{language}/") and why in fault for fault in found), found


def test_long_sentences_all_over_are_found(spoiled: Spoil) -> None:
    found = spoiled(". ", " und das ist auch so und bleibt es noch ", language="de")

    assert any("in a sentence on average" in fault for fault in found)


def test_too_few_and_too_many_steps_are_found(spoiled: Spoil) -> None:
    path = "en/making-a-promise.md"
    found = spoiled("7. **Speak up", "7. **Go on.**\n8. **Speak up")

    assert f"{path}: 8 steps; from 4 to 7 can be followed" in found
