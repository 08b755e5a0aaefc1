"""Every sentence that the second key's script can say stands in its pages."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bothways.guardian.queries import STEPS
from bothways.guardian.words import CEREMONY_WORDS, DESK_WORDS, Words

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
