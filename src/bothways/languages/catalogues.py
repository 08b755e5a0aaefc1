"""The catalogues: one text file per language, brought up to date, checked and compiled here.

Needs no gettext programs and no Django, so that the tests can compile before they begin.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[1] / "locale"
TRANSLATED = ("de", "es")  # English is what stands in the code
LIKE_ENOUGH = 0.8  # how alike an old text and a new one are that the old translation is a start
REVIEW = "X-Review"  # the head line that says who read a catalogue through
DRAFT = "draft, not yet reviewed by a native speaker"
HEAD = {
    "Project-Id-Version": "Bothways",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Key = tuple[str, str]


@dataclass
class Wanted:
    """One text of the code, and every file in which it stands."""

    msgid: str
    plural: str = ""
    context: str = ""
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """By what a translation of it is found."""
        return self.context, self.msgid


def path_of(language: str, folder: Path = LOCALE) -> Path:
    """Return where a language's catalogue lies."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read(language: str, folder: Path = LOCALE) -> polib.POFile:
    """Return a language's catalogue; an empty one where there is none yet."""
    path = path_of(language, folder)
    if path.exists():
        return polib.pofile(str(path), encoding="utf-8")
    catalogue = polib.POFile(encoding="utf-8")
    catalogue.metadata = {**HEAD, "Language": language, REVIEW: DRAFT}
    return catalogue


def key_of(entry: polib.POEntry) -> Key:
    """By what gettext finds an entry."""
    return entry.msgctxt or "", entry.msgid


def renew(old: polib.POFile, wanted: Iterable[Wanted]) -> polib.POFile:
    """Return the catalogue with exactly these texts, in this order.

    What was translated stays, with the translators' comments. A new text that is like one that
    went gets its translation as a start, marked fuzzy: it is not shown before somebody agreed.
    """
    wanted = list(wanted)
    known = {key_of(entry): entry for entry in old if not entry.obsolete}
    gone = {key: entry for key, entry in known.items() if key not in {w.key for w in wanted}}
    fresh = polib.POFile(encoding="utf-8", wrapwidth=98)
    fresh.metadata = old.metadata
    fresh.header = old.header
    for text in wanted:
        fresh.append(_entry(text, known.get(text.key), gone))
    return fresh


def _entry(
    text: Wanted, before: polib.POEntry | None, gone: dict[Key, polib.POEntry]
) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.msgid,
        msgid_plural=text.plural,
        msgctxt=text.context or None,
        comment="\n".join(text.notes),
        occurrences=[(name, "") for name in text.files],
    )
    if "%(" in text.msgid or "%(" in text.plural:
        entry.flags.append("python-format")
    if before is None or bool(before.msgid_plural) != bool(text.plural):
        before = _like(text, gone)
        fuzzy = before is not None
    else:
        fuzzy = before.fuzzy or before.msgid_plural != text.plural
    if before is not None:
        _carry_over(before, entry, fuzzy=fuzzy)
    elif text.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def _like(text: Wanted, gone: dict[Key, polib.POEntry]) -> polib.POEntry | None:
    """Return what was translated of a text that is gone and much like this one."""
    same_kind = {
        entry.msgid: entry
        for entry in gone.values()
        if entry.translated() and bool(entry.msgid_plural) == bool(text.plural)
    }
    found = get_close_matches(text.msgid, same_kind, n=1, cutoff=LIKE_ENOUGH)
    return same_kind[found[0]] if found else None


def _carry_over(before: polib.POEntry, entry: polib.POEntry, *, fuzzy: bool) -> None:
    entry.msgstr, entry.msgstr_plural = before.msgstr, dict(before.msgstr_plural)
    entry.tcomment = before.tcomment
    if fuzzy and (before.msgstr or any(before.msgstr_plural.values())):
        entry.flags.append("fuzzy")
        entry.previous_msgid = before.previous_msgid or before.msgid


def write(catalogue: polib.POFile, language: str, folder: Path = LOCALE) -> bool:
    """Write a catalogue where it differs from what lies there; say whether it did."""
    path, text = path_of(language, folder), f"{catalogue}\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def compile_all(target: Path, folder: Path = LOCALE) -> list[str]:
    """Compile every catalogue that changed since the last time; return which languages did."""
    return [language for language in TRANSLATED if _compile(language, target, folder)]


def _compile(language: str, target: Path, folder: Path) -> bool:
    source, compiled = path_of(language, folder), path_of(language, target).with_suffix(".mo")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    stamp = compiled.with_suffix(".made-from")
    if compiled.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    compiled.parent.mkdir(parents=True, exist_ok=True)
    half = compiled.with_suffix(".half")
    read(language, folder).save_as_mofile(str(half))
    half.replace(compiled)  # a process that reads meanwhile has the old one or the new one
    stamp.write_text(digest, encoding="ascii")
    return True
