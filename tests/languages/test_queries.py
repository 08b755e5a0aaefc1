"""How far a language is, is counted from its catalogue."""

import polib

from bothways.languages.catalogues import DRAFT, REVIEW, TRANSLATED
from bothways.languages.queries import count, stands


def catalogue(review: str) -> polib.POFile:
    """Four texts: one reviewed, one translated, one fuzzy, one empty."""
    made = polib.POFile()
    made.metadata = {REVIEW: review}
    made.append(polib.POEntry(msgid="a", msgstr="A", tcomment="reviewed Ana Ruiz"))
    made.append(polib.POEntry(msgid="b", msgstr="B"))
    made.append(polib.POEntry(msgid="c", msgstr="C", flags=["fuzzy"]))
    made.append(polib.POEntry(msgid="d"))
    return made


def test_a_draft_says_what_is_translated_and_what_waits_for_review() -> None:
    stand = count("es", catalogue(DRAFT))

    assert (stand.n_texts, stand.n_translated, stand.n_left) == (4, 2, 2)
    assert (stand.n_fuzzy, stand.n_to_review, stand.is_draft) == (1, 1, True)


def test_a_language_that_was_read_through_says_by_whom_and_waits_for_nothing() -> None:
    stand = count("es", catalogue("Ana Ruiz, 3 December 2026"))

    assert (stand.is_draft, stand.review, stand.n_to_review) == (
        False,
        "Ana Ruiz, 3 December 2026",
        0,
    )


def test_every_translated_language_has_a_stand() -> None:
    assert [stand.language for stand in stands()] == list(TRANSLATED)
