"""Every address there is, with the rule that guards it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OPEN = "open: "


@dataclass(frozen=True)
class Address:
    """One line of the url map."""

    path: str
    name: str
    view: Callable[..., Any]

    @property
    def rule(self) -> str:
        """The rule of the policy table, or 'open: ' and the reason; '' if nobody said."""
        return str(getattr(self.view, "guard_rule", ""))

    @property
    def reason(self) -> str:
        """Why it is open to all; '' if it is not."""
        return self.rule.removeprefix(OPEN) if self.rule.startswith(OPEN) else ""


def addresses() -> list[Address]:
    """Return every address of this installation, by path."""
    return sorted(_walk(get_resolver(), "/", ""), key=lambda address: (address.path, address.name))


def _walk(resolver: URLResolver, before: str, room: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path, str(entry.namespace or room))
        elif isinstance(entry, URLPattern):
            name = f"{room}:{entry.name}" if room else str(entry.name or "")
            yield Address(path=path, name=name, view=entry.callback)
