"""Every sentence that the second key's script can say stands in its pages."""

import re
from pathlib import Path
from string import Formatter

import pytest
from django.utils.translation import override

from bothways.guardian.queries import STEPS
from bothways.guardian.words import CEREMONY_WORDS, DESK_WORDS, DONE, REFUSALS, Words
from bothways.guardian.words import STEPS as SAID_STEPS

SOURCES = Path(__file__).parents[2] / "frontend/src/guardian"
SAID = re.compile(r'(?:new Distrust|line|words)\(\s*(?:\w+ \? )?"(\w+)"')
EITHER = re.compile(r'\? "(\w+)" : "(\w+)"')
REFUSED = re.compile(r'return "(\w+)";')
ONLY_IN_THE_CEREMONY = {
    "no_name",
    "short_passphrase",
    "not_twice",
    "other_key",
    "not_reopened",
}


def codes() -> set[str]:
    found = {"second_message", "opened", "too_few", "unpeelable", "unlocking", "idle"}
    for file in SOURCES.glob("*.ts"):
        text = file.read_text()
        found |= set(SAID.findall(text))
    stamping = (SOURCES / "stamping.ts").read_text()
    return found | set(REFUSED.findall(stamping))


def test_every_code_of_the_script_has_its_sentence() -> None:
    said = {code for code, _ in (*DESK_WORDS, *CEREMONY_WORDS)}

    assert len(codes()) > 30
    assert codes() <= said


def test_what_only_the_ceremony_says_is_on_its_page() -> None:
    assert {code for code, _ in CEREMONY_WORDS} >= ONLY_IN_THE_CEREMONY


@pytest.mark.parametrize("words", [DESK_WORDS, CEREMONY_WORDS], ids=["desk", "ceremony"])
def test_no_code_stands_there_twice_and_each_sentence_can_be_filled_in(words: Words) -> None:
    assert len(dict(words)) == len(words)
    for code, sentence in words:
        assert list(Formatter().parse(str(sentence))), code


def test_every_step_of_a_round_has_its_sentence() -> None:
    assert {f"step_{step}" for step in STEPS} <= dict(DESK_WORDS).keys()


ALL_WORDS = (*DESK_WORDS, *CEREMONY_WORDS)


def blanks(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _sign in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_translation_leaves_the_script_the_same_blanks_to_fill_in(language: str) -> None:
    english = [blanks(str(sentence)) for _code, sentence in ALL_WORDS]
    with override(language):
        told = [blanks(str(sentence)) for _code, sentence in ALL_WORDS]

    assert [set(one) for one in told] == english
    assert all(name.isidentifier() for names in english for name in names)


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_sentence_is_said_in_each_language_but_those_that_are_a_blank(language: str) -> None:
    english = {code: str(sentence) for code, sentence in ALL_WORDS}
    with override(language):
        same = {code for code, sentence in ALL_WORDS if str(sentence) == english[code]}

    assert same == {
        code for code, sentence in english.items() if re.fullmatch(r"\{\w+\}", sentence)
    }


@pytest.mark.parametrize("words", [REFUSALS, DONE, SAID_STEPS], ids=["refusals", "done", "steps"])
def test_whatever_the_desk_says_of_its_work_it_says_in_whole_sentences(words: Words) -> None:
    parts = {"level_firm"}  # what a sentence is made with
    for code, sentence in words:
        said = str(sentence)
        if code in parts or re.fullmatch(r"\{\w+\}", said):
            continue
        assert said[0].isupper() or said[0] == "{", code
        assert said[-1] in ".}", code


def test_every_refusal_to_sign_says_that_nothing_was_done() -> None:
    said = {code: str(sentence) for code, sentence in REFUSALS}

    for code in ("not_announced", "rules_changed", "list_changed", "not_my_key"):
        assert "Nothing was signed." in said[code]
    for code in ("ballot_bad", "ballot_twice"):
        assert said[code].endswith("The box was not opened.")
    for code in ("list_strange", "list_differs"):
        assert said[code].endswith("Don’t confirm.")
