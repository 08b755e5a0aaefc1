"""How far each language is, from the catalogues that this installation runs with."""

from dataclasses import dataclass
from functools import lru_cache

import polib

from bothways.languages.catalogues import DRAFT, REVIEW, TRANSLATED, path_of, read

REVIEWED = "reviewed"  # how the comment of an entry begins that a native speaker agreed to


@dataclass(frozen=True)
class Stand:
    """How far one language is."""

    language: str
    n_texts: int
    n_translated: int
    n_fuzzy: int  # the text changed and its old translation waits for somebody's yes
    n_reviewed: int
    is_draft: bool  # no native speaker has read the whole of it
    review: str  # who did, in their own words; '' for a draft

    @property
    def n_left(self) -> int:
        """Texts that show in English."""
        return self.n_texts - self.n_translated

    @property
    def n_to_review(self) -> int:
        """Translated texts that no native speaker has agreed to."""
        return self.n_translated - self.n_reviewed if self.is_draft else 0


def stands() -> list[Stand]:
    """Return how far each translated language is."""
    return [stand_of(language) for language in TRANSLATED]


@lru_cache(maxsize=8)
def stand_of(language: str) -> Stand:
    """Count a language's catalogue once; it comes with the release and does not change."""
    return count(language, read(language))


def count(language: str, catalogue: polib.POFile) -> Stand:
    """Count what is in a catalogue."""
    said = catalogue.metadata.get(REVIEW, DRAFT)
    translated = [entry for entry in catalogue if entry.translated()]
    return Stand(
        language=language,
        n_texts=len(catalogue),
        n_translated=len(translated),
        n_fuzzy=sum(entry.fuzzy for entry in catalogue),
        n_reviewed=sum(entry.tcomment.startswith(REVIEWED) for entry in translated),
        is_draft=said.startswith("draft"),
        review="" if said.startswith("draft") else said,
    )


def text_of(language: str) -> bytes:
    """Return a language's catalogue as it lies there."""
    return path_of(language).read_bytes()
