"""No sentence about anonymity without a condition: every one stands in the table tests/words."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from bothways.languages.extracting import Text, all_texts
from tests.architecture.source import ROOT
from tests.words import CONDITIONS, TABLE, Page, holds, names_in

# Rather too many than too few: a sentence that turns out to promise nothing costs a line.
STEMS = re.compile(
    r"anonym|\bseal(s|ed|ing)?\b|\bballots?\b|\bbox(es)?\b|\bkeys?\b|\benvelopes?\b|"
    r"\bstamp(s|ed)?\b|\bslips?\b|\breceipts?\b|credential|\bcounted\b|\btotals\b|single answer|"
    r"who (has |have )?answered|whether (you|they|somebody|anyone) answered|under no name|"
    r"(without|no|carries no) (your |a |their )?names?\b|\bname on\b|destroy|shredd|find out|"
    r"work out|give (you|away|nobody)|too few|fewer than|\bwatch(es|ed)?\b|leads? (from|to you)|"
    r"nobody (knows|can|sees|could|is told|has read)|\berase[sd]?\b|rewrit|never stored|secret|"
    r"\bsign-ins?\b are never",
    re.IGNORECASE,
)


def speaks_of_anonymity(text: Text) -> bool:
    return STEMS.search(f"{text.msgid} {text.plural}") is not None


def listed() -> dict[str, str]:
    """Return the condition of each sentence of the table."""
    return {sentence: condition for page in TABLE for condition, sentence in page.lines()}


def missing(texts: Iterable[Text]) -> list[str]:
    """Return the sentences about anonymity that have no line, as one would look for them."""
    known = listed()
    return sorted(
        f"{text.file}: {text.msgid}"
        for text in texts
        if speaks_of_anonymity(text) and text.msgid not in known
    )


def test_every_sentence_about_anonymity_stands_in_the_table_with_its_condition() -> None:
    found = missing(all_texts())

    assert found == [], "add each to tests/words, under the condition in which it is true"


def test_every_line_of_the_table_is_said_where_the_table_says() -> None:
    said: dict[str, set[str]] = {}
    for text in all_texts():
        said.setdefault(text.msgid, set()).add(text.file)

    gone = [(page.file, s) for page in TABLE for _, s in page.lines() if s not in said]
    elsewhere = [
        (page.file, s)
        for page in TABLE
        for _, s in page.lines()
        if page.file not in said.get(s, ())
    ]
    assert gone == [], "no text says so any more: take the line out of tests/words"
    assert elsewhere == [], "the sentence has moved: move its line in tests/words"


def test_no_sentence_has_two_conditions() -> None:
    times = Counter(sentence for page in TABLE for _, sentence in page.lines())

    assert [sentence for sentence, n in times.items() if n > 1] == []


def test_conditions_are_the_ones_that_are_explained_and_each_is_used() -> None:
    used = {name for condition in set(listed().values()) for name in names_in(condition)}

    assert used - set(CONDITIONS) == set()
    assert set(CONDITIONS) - used == set()


@pytest.mark.parametrize("page", TABLE, ids=lambda page: page.file)
def test_what_makes_a_page_true_exists(page: Page) -> None:
    path, _, name = page.made_true_by.partition("::")

    assert (ROOT / path).exists(), path
    if name:
        assert re.search(rf"^(def|class) {name}\b", (ROOT / path).read_text(), re.MULTILINE), name


@pytest.mark.parametrize(
    "planted",
    [
        "Your answers are fully anonymous.",
        "Nobody can read a ballot.",
        "We never look into the box.",
        "Both keys are safe.",
    ],
)
def test_a_promise_that_somebody_adds_is_found(planted: str) -> None:
    assert missing([Text("surveys/explain.py", planted)]) == [f"surveys/explain.py: {planted}"]


def test_a_comma_joins_conditions_and_or_parts_them() -> None:
    here = frozenset({"postgresql", "same_host"})

    assert holds("postgresql, one_key or same_host", here)
    assert not holds("postgresql, one_key or two_keys", here)
    assert not holds("sqlite", here)
