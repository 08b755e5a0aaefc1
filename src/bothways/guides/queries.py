"""The guides as a reader gets them: in their language, or in English."""

from functools import lru_cache

from bothways.guides.shelf import SLUGS, WRITTEN_IN, path_of
from bothways.guides.text import Guide, read_text


@lru_cache(maxsize=256)
def guide_in(slug: str, language: str) -> Guide:
    """Return a guide in a language, or in English where it was not written in that one.

    Read once; the texts come with the release and do not change.
    Raises LookupError if there is no such guide.
    """
    if slug not in SLUGS:
        raise LookupError(f"there is no guide {slug!r}")
    for tongue in dict.fromkeys([language, language.partition("-")[0], WRITTEN_IN]):
        path = path_of(slug, tongue)
        if tongue.isalpha() and path.exists():
            return read_text(slug, tongue, path.read_text(encoding="utf-8"))
    raise LookupError(f"the guide {slug!r} has no text")


def all_guides(language: str) -> list[Guide]:
    """Return every guide, in the order of the list."""
    return [guide_in(slug, language) for slug in SLUGS]
