"""What higher rooms put beside a promise: a few words in lists, a section on its own page.

Registered when the house starts, by rooms that know more of a promise than this one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString

from bothways.commitments.models import Commitment
from bothways.people.models import Person

Words = Callable[[Sequence[Commitment], Person, date], Mapping[UUID, str]]
Section = Callable[[Commitment, Person, date], SafeString]

WORDS: list[Words] = []
SECTIONS: list[Section] = []


def beside_a_promise(words: Words) -> Words:
    """Register who says what stands beside the state, for a whole page of promises at once."""
    WORDS.append(words)
    return words


def under_a_promise(section: Section) -> Section:
    """Register who fills a section of a promise's own page; '' for none."""
    SECTIONS.append(section)
    return section


def words_beside(promises: Sequence[Commitment], reader: Person, on: date) -> dict[UUID, list[str]]:
    """Return what stands beside each promise, in the order of registering."""
    found: dict[UUID, list[str]] = {}
    for words in WORDS if promises else ():
        for pk, said in words(promises, reader, on).items():
            found.setdefault(pk, []).append(said)
    return found


def sections_under(promise: Commitment, reader: Person, on: date) -> list[SafeString]:
    """Return the sections of a promise's own page that are not empty."""
    sections = [section(promise, reader, on) for section in SECTIONS]
    return [section for section in sections if section]
