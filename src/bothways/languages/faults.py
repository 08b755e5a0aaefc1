"""What can be wrong with a translation, found without knowing the language."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import polib

from bothways.languages.catalogues import Wanted, key_of

PLACEHOLDER = re.compile(r"%\([A-Za-z_0-9]+\)[sd]|%[sd]|%%|\{[A-Za-z_0-9]*\}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
LONGEST_QUOTE = 60


def faults(catalogue: polib.POFile, wanted: Iterable[Wanted]) -> list[str]:
    """Return what is wrong, one sentence each: texts that are missing or too many, and those whose
    translation names other things than the text.
    """
    wanted = list(wanted)
    texts, entries = {text.key for text in wanted}, {key_of(entry): entry for entry in catalogue}
    found = [f"missing: {_quoted(key[1])}" for key in texts - entries.keys()]
    found += [f"not in the code any more: {_quoted(key[1])}" for key in entries.keys() - texts]
    for entry in catalogue:
        found += [f"{fault}: {_quoted(entry.msgid)}" for fault in _faults_of(entry)]
    return sorted(found)


def not_translated(catalogue: polib.POFile) -> list[str]:
    """Return the texts that have no translation that is shown."""
    return [entry.msgid for entry in catalogue if not entry.translated()]


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    if not entry.translated():
        return
    for text, translation in _pairs(entry):
        if _named(PLACEHOLDER, text) != _named(PLACEHOLDER, translation):
            yield "other placeholders"
        if _named(TAG, text) != _named(TAG, translation):
            yield "other HTML tags"
        if text[:1].isspace() != translation[:1].isspace() or text.endswith("\n") != (
            translation.endswith("\n")
        ):
            yield "begins or ends with another blank"
        if text.count("\n\n") != translation.count("\n\n"):
            yield "another number of paragraphs"


def _pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    for form, translation in entry.msgstr_plural.items():
        yield (entry.msgid if form == 0 else entry.msgid_plural), translation


def _named(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(pattern.findall(text))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:LONGEST_QUOTE]}…”" if len(line) > LONGEST_QUOTE else f"“{line}”"
