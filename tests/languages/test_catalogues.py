"""A catalogue follows the code, keeps what was translated, and is compiled without any program."""

import gettext
from pathlib import Path

import polib

from bothways.languages.catalogues import (
    DRAFT,
    REVIEW,
    TRANSLATED,
    Wanted,
    compile_all,
    path_of,
    read,
    renew,
    write,
)

DAYS = Wanted("%(n)s day", "%(n)s days", files=["a.py"])
BOX = Wanted("The box is closed", files=["b.html"], notes=["a ballot box"])


def translated(**more: str) -> polib.POFile:
    """A catalogue in which the box is translated."""
    catalogue = renew(read("de", Path("/nowhere")), [BOX, DAYS])
    entry = catalogue.find("The box is closed")
    assert entry is not None
    entry.msgstr = "Die Urne ist zu"
    entry.tcomment = more.get("comment", "")
    return catalogue


def test_a_new_catalogue_is_a_draft_and_says_so() -> None:
    catalogue = renew(read("de", Path("/nowhere")), [BOX])

    assert catalogue.metadata[REVIEW] == DRAFT
    assert catalogue.metadata["Language"] == "de"


def test_what_was_translated_stays_with_its_comment_and_takes_the_new_places() -> None:
    moved = Wanted("The box is closed", files=["c.html", "d.py"])

    entry = renew(translated(comment="reviewed A. B."), [moved])[0]

    assert (entry.msgstr, entry.tcomment, entry.fuzzy) == (
        "Die Urne ist zu",
        "reviewed A. B.",
        False,
    )
    assert [name for name, _line in entry.occurrences] == ["c.html", "d.py"]


def test_a_text_that_went_is_dropped() -> None:
    assert [entry.msgid for entry in renew(translated(), [DAYS])] == ["%(n)s day"]


def test_a_text_that_changed_a_little_keeps_its_translation_as_a_start_that_is_not_shown() -> None:
    entry = renew(translated(), [Wanted("The box is closed.", files=["b.html"])])[0]

    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (
        "Die Urne ist zu",
        True,
        "The box is closed",
    )
    assert not entry.translated()


def test_a_text_that_is_quite_another_begins_empty() -> None:
    entry = renew(translated(), [Wanted("Nothing waits for you.", files=["b.html"])])[0]

    assert (entry.msgstr, entry.fuzzy) == ("", False)


def test_what_waited_for_a_yes_still_waits_after_the_next_time() -> None:
    once = renew(translated(), [Wanted("The box is closed.", files=["b.html"])])

    again = renew(once, [Wanted("The box is closed.", files=["b.html"])])[0]

    assert (again.fuzzy, again.previous_msgid) == (True, "The box is closed")


def test_a_text_that_gets_a_plural_is_looked_at_again() -> None:
    entry = renew(translated(), [Wanted("The box is closed", "The boxes are closed")])[0]

    assert not entry.translated()


def test_the_same_code_writes_the_same_file(tmp_path: Path) -> None:
    assert write(translated(), "de", tmp_path)

    assert not write(renew(read("de", tmp_path), [BOX, DAYS]), "de", tmp_path)


def test_compiling_gives_what_gettext_reads_plural_forms_included(tmp_path: Path) -> None:
    catalogue = translated()
    catalogue[1].msgstr_plural = {0: "%(n)s Tag", 1: "%(n)s Tage"}
    for language in TRANSLATED:
        write(catalogue, language, tmp_path / "po")

    compile_all(tmp_path / "mo", tmp_path / "po")

    german = gettext.translation("django", tmp_path / "mo", ["de"])
    assert german.gettext("The box is closed") == "Die Urne ist zu"
    assert german.ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s Tage"


def test_what_is_fuzzy_is_not_compiled(tmp_path: Path) -> None:
    for language in TRANSLATED:
        write(renew(translated(), [Wanted("The box is closed.")]), language, tmp_path / "po")

    compile_all(tmp_path / "mo", tmp_path / "po")

    german = gettext.translation("django", tmp_path / "mo", ["de"])
    assert german.gettext("The box is closed.") == "The box is closed."


def test_only_what_changed_is_compiled_again(tmp_path: Path) -> None:
    for language in TRANSLATED:
        write(translated(), language, tmp_path / "po")
    assert compile_all(tmp_path / "mo", tmp_path / "po") == list(TRANSLATED)

    assert compile_all(tmp_path / "mo", tmp_path / "po") == []
    path = path_of("es", tmp_path / "po")
    path.write_text(path.read_text(encoding="utf-8").replace("ist zu", "zu"), encoding="utf-8")
    assert compile_all(tmp_path / "mo", tmp_path / "po") == ["es"]
