"""What could anyone find out about you? Written from the configuration as it is now."""

from dataclasses import dataclass

from bothways.people.models import Person
from bothways.trust.find_out.limits import limits
from bothways.trust.find_out.setup import Setup, read_setup
from bothways.trust.find_out.stored import stored
from bothways.trust.find_out.viewers import Viewer, viewers

__all__ = ["Page", "about", "limits", "read_setup"]


@dataclass(frozen=True)
class Page:
    """The page as sentences."""

    setup: Setup
    viewers: list[Viewer]
    stored: list[tuple[str, str, str]]
    limits: list[tuple[str, str]]


def about(person: Person) -> Page:
    """Return the page for one person."""
    setup = read_setup()
    return Page(setup, viewers(person, setup), stored(setup), limits(setup))
