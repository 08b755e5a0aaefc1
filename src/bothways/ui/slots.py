"""Places on a page that higher rooms fill, so that a lower room need not know them.

    @fills("a-promise")
    def beside(reader, thing) -> Part | None: ...

and in the template of the page: `{% slot "a-promise" promise %}`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bothways.people.models import Person


@dataclass(frozen=True)
class Part:
    """A template and what it shows."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)


Filler = Callable[[Person, Any], Part | None]
_SLOTS: dict[str, list[Filler]] = {}


def fills(slot: str) -> Callable[[Filler], Filler]:
    """Register who fills a place; several fill it in the order in which their rooms start."""

    def register(filler: Filler) -> Filler:
        if filler not in _SLOTS.setdefault(slot, []):
            _SLOTS[slot].append(filler)
        return filler

    return register


def parts_of(slot: str, reader: Person, thing: Any) -> list[Part]:
    """Return what stands in a place for this reader; who has nothing to show leaves it out."""
    found = (filler(reader, thing) for filler in _SLOTS.get(slot, ()))
    return [part for part in found if part is not None]
