"""What the second key remembers, so that the server it works for can't play it off twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.reading import list_in, map_in, object_in

VERSION = 1
MAPS = ("confirmed", "stamped", "opened", "peeled", "counted")


@dataclass(frozen=True)
class Memory:
    """A value: every step gives a new one, to be kept before its answer is sent.

    confirmed: round to {"rules": hex, "people": {id: block}, "keys": digests of its spare keys};
    names: those of the round that was confirmed last; stamped: round to {id: digest of what was
    stamped}; opened: round to the root of its leaves; peeled: round to the digest of what was
    handed out; counted: round to the root of its release; head: the last head of the ledger that
    was seen.
    """

    confirmed: Mapping[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    stamped: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    peeled: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    head: Mapping[str, Any] | None = None

    def to_text(self) -> str:
        """Return it as the one text that is kept."""
        return canonical_json(
            {
                "v": VERSION,
                "names": list(self.names),
                "head": dict(self.head) if self.head else None,
                **{name: _plain(getattr(self, name)) for name in MAPS},
            }
        )

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what was kept. Raises DistrustError for a text that is no memory."""
        fields = object_in(text)
        if fields.get("v") != VERSION:
            raise DistrustError("This is no memory of a second key, or one of a newer version.")
        head = fields.get("head")
        return cls(
            names=tuple(str(name) for name in list_in(fields, "names")),
            head=head if isinstance(head, dict) else None,
            **{name: map_in(fields, name) for name in MAPS},
        )

    def with_entry(self, part: str, round_hex: str, value: object) -> Self:
        """Return the memory with one round's entry in one of its parts."""
        changed: dict[str, Any] = {part: {**getattr(self, part), round_hex: value}}
        return replace(self, **changed)


def _plain(value: Any) -> Any:
    return (
        {key: _plain(inner) for key, inner in value.items()}
        if isinstance(value, Mapping)
        else value
    )
