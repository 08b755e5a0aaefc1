"""`bothways audit`: what a representative or an outsider can check with a right to read.

Each check looks at one thing and says what it found, what that means and what to do. Nothing
here writes: the databases are opened so that they can't be written to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError

from bothways.operations.audit import (
    backups,
    configuration,
    contents,
    journals,
    keys,
    ledger,
    letters,
    links,
    logs,
    order,
    outbox,
    program,
    readings,
    releases,
    running,
    schema,
    second,
    sessions,
    traces,
    voices,
)
from bothways.operations.audit.finding import KINDS, Finding, Severity, fine
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import CannotLookError

__all__ = ["CHECKS", "KINDS", "Check", "Finding", "Look", "Report", "Severity", "audit"]


NOT_AS_IT_SHOULD_BE = (
    DatabaseError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)
"""What reading a database that somebody has meddled with can end in."""


@dataclass(frozen=True)
class Check:
    """One thing that is looked at, and what is said where nothing is wrong."""

    name: str
    look_at: Callable[[Look], Iterator[Finding]]
    fine: str


CHECKS = (
    Check("schema", schema.check, "Both databases have the program's tables and nothing more."),
    Check("links", links.check, "Nothing leads from a ballot to a person, or back."),
    Check("order", order.check, "Ballots lie sorted and padded, and tell no order."),
    Check("letters", letters.check, "Letters and stamps lie sorted, and nobody's name by them."),
    Check("contents", contents.check, "Letters and ideas hold what they should and nobody more."),
    Check("traces", traces.check, "Nothing marks a letter without a name where people are."),
    Check("journals", journals.check, "No journal and no freed page keeps ballots."),
    Check("backups", backups.check, "No ballots and no copy of the boxes lie in a backup."),
    Check("logs", logs.check, "No log tells of a ballot, an address or a code."),
    Check("outbox", outbox.check, "Mails about a round went to all and say the same to all."),
    Check("jobs", running.check, "What jobs said names nobody and counts no ballot."),
    Check("sessions", sessions.check, "Sessions hold no moment, no address and nothing else."),
    Check("keys", keys.check, "Ballots and keys of rounds that ended are gone."),
    Check("second key", second.check, "No round names a second key that is none."),
    Check("releases", releases.check, "Each result is signed, obeys its rules, and stands alone."),
    Check("readings", readings.check, "What pages say of results follows from the results."),
    Check("voices", voices.check, "Ideas and questions say what was said, and nobody more."),
    Check("record", ledger.check, "The record is in order."),
    Check("program", program.check, "The program's files are those of its list."),
    Check("settings", configuration.check, "The settings keep what the pages say."),
)


@dataclass
class Report:
    """All that was found, and what could not be looked at."""

    findings: list[Finding] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)

    @property
    def violations(self) -> list[Finding]:
        return [one for one in self.findings if one.severity is Severity.VIOLATION]

    @property
    def status(self) -> int:
        """The exit status: 1 with violations, 2 if something could not be looked at, else 0."""
        if self.violations:
            return 1
        return 2 if self.unseen else 0


def audit(look: Look, checks: tuple[Check, ...] = CHECKS) -> Report:
    """Make every check and return what all of them found, in order."""
    report = Report()
    for check in checks:
        found: list[Finding] = []
        try:
            for finding in check.look_at(look):
                if finding not in found:
                    found.append(finding)
        except CannotLookError as error:
            report.unseen.append((check.name, str(error)))
        except NOT_AS_IT_SHOULD_BE as error:
            report.unseen.append((check.name, f"{type(error).__name__}: {error}".strip()))
        else:
            if not any(one.severity is Severity.VIOLATION for one in found):
                found.insert(0, fine(check.name, check.fine))
        report.findings.extend(found)
    return report
