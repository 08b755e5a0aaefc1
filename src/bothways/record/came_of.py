"""What came of a thing that can prompt others: each room tells of its own, by ids.

@came_of
def promises(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]: ...
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Came:
    """One thing that came of another. words: a person's own; how it stands, and by whom.

    link: a path; sign: one of the signs of a promise, or ''; read in the language in use.
    """

    words: str
    link: str
    stands: str = ""
    sign: str = ""
    by: str = ""


Tell = Callable[[str, Sequence[str]], dict[str, list[Came]]]
_TELL: list[Tell] = []


def came_of(tell: Tell) -> Tell:
    """Register who tells what came of things, by their ids; what all may see and nothing else."""
    if tell not in _TELL:
        _TELL.append(tell)
    return tell


def what_came_of(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]:
    """Return what came of these things, by id, as the rooms tell it."""
    found: dict[str, list[Came]] = defaultdict(list)
    for tell in _TELL:
        for ref, came in tell(kind, refs).items():
            found[ref] += came
    return dict(found)
