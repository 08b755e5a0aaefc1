"""One thing that the audit says, and the list of everything that it can say."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A promise is broken; worth knowing; in order."""

    VIOLATION = "violation"
    NOTICE = "notice"
    FINE = "fine"


@dataclass(frozen=True)
class Finding:
    """What was found and where, what it means, what to do."""

    code: str
    severity: Severity
    where: str
    found: str
    means: str = ""
    to_do: str = ""

    def said(self) -> dict[str, str]:
        """For programs."""
        return {name: str(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Kind:
    """A sort of finding: what it means and what to do is the same each time."""

    code: str
    severity: Severity
    means: str
    to_do: str

    def at(self, where: str, found: str) -> Finding:
        """Return one finding of this sort."""
        return Finding(self.code, self.severity, where, found, self.means, self.to_do)


KINDS: dict[str, Kind] = {}
"""Every sort of finding there is, by its code."""


def violation(code: str, means: str, to_do: str) -> Kind:
    """Name a way in which a promise is broken."""
    return _named(Kind(code, Severity.VIOLATION, means, to_do))


def notice(code: str, means: str, to_do: str) -> Kind:
    """Name something that breaks no promise and that an auditor wants to know."""
    return _named(Kind(code, Severity.NOTICE, means, to_do))


def fine(code: str, found: str) -> Finding:
    """Say of one check that it found nothing wrong."""
    return Finding(code, Severity.FINE, "", found)


def _named(kind: Kind) -> Kind:
    if kind.code in KINDS:
        raise ValueError(f"two kinds of finding are called {kind.code}")
    KINDS[kind.code] = kind
    return kind
