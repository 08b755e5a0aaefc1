"""The wording of the whole bank: short, plain, one idea, and a version never says anything else."""

import csv
import hashlib
import re
from pathlib import Path

import pytest

from bothways.pure.wording import HIGHEST_GRADE, WORD, reading_grade
from bothways.surveys.bank import Item, all_items, askable, wordings
from bothways.surveys.wording import MOST_WORDS, NEGATION, TWO_IDEAS

KEPT = Path(__file__).parents[1] / "data" / "item_bank_kept.csv"
REFERENT = re.compile(
    r"\b(?:I|me|my|we|our|us|team|leaders?|company|here|people)\b|\{company\}", re.IGNORECASE
)
EVERY = pytest.mark.parametrize("item", all_items(), ids=lambda item: item.code)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@EVERY
def test_an_item_is_short_plain_and_says_who_is_meant(item: Item) -> None:
    assert len(WORD.findall(item.text)) <= MOST_WORDS
    assert round(reading_grade(item.text), 1) <= HIGHEST_GRADE
    assert REFERENT.search(item.text)
    assert "and/or" not in item.text.lower()


@EVERY
def test_an_item_asks_one_thing_and_a_positive_one_denies_nothing(item: Item) -> None:
    assert not TWO_IDEAS["en"].search(item.text)
    if item.keyed == "+":
        assert not NEGATION["en"].search(item.text)


@EVERY
def test_an_item_is_told_in_every_language_in_about_as_many_words(item: Item) -> None:
    for wording in wordings(item).values():
        assert 3 <= len(WORD.findall(wording.text)) <= MOST_WORDS + 4


def test_a_version_never_says_anything_else() -> None:
    """Whoever changes a wording gives it a new version, and adds its line to the kept list."""
    with KEPT.open(encoding="utf-8", newline="") as file:
        kept = {(row["id"], int(row["version"])): row["hash"] for row in csv.DictReader(file)}

    for item in all_items():
        assert kept.get((item.code, item.version)) == hash_of(item.text), (
            f"{item.code}: a new wording needs a new version and the line "
            f"{item.code},{item.version},{hash_of(item.text)} in {KEPT.name}"
        )
    newest = {code: max(version for one, version in kept if one == code) for code, _v in kept}
    assert {item.code: item.version for item in all_items()} == newest


def test_mirrors_name_a_construct_and_ask_what_their_other_side_asks() -> None:
    items = all_items()
    asked = {item.construct for item in items if item.direction == "up"}
    mirrors = {item.mirrors for item in items if item.direction == "down" and item.mirrors}

    assert mirrors <= asked
    assert not [item.code for item in items if item.direction == "up" and item.mirrors]
    texts = [item.text for item in items if item.direction == "up"]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("audience", ["everyone", "leaders"])
@pytest.mark.parametrize("kind", ["pulse", "survey"])
def test_recommending_stays_unasked_until_its_format_was_gone_through(
    kind: str, audience: str
) -> None:
    """docs/decisions/recommending.md says what is missing."""
    assert "REC0" not in {item.construct for item in askable(kind, audience)}
