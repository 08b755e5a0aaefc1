"""`bothways prove`: count out that no release gives anybody away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bothways.pure.disclosure.proof import Finding, check, published
from bothways.pure.disclosure.proof_cases import cases
from bothways.pure.disclosure.unsafe_formats import UNSAFE_FORMATS


class Command(BaseCommand):
    """Count out both formats; exit with 1 on a violation or an unsafe format not caught."""

    help = "All data sets and all coalitions of small firms: does a release ever give anybody away?"
    publish = staticmethod(published)
    unsafe_formats = UNSAFE_FORMATS
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--small", action="store_true", help="seconds instead of minutes")
        parser.add_argument(
            "--three",
            action="store_true",
            help="a question of three classes: an attacker knows that only 1, 3 and 5 occur",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = self._real_formats(small=options["small"], three=options["three"])
        uncaught = self._unsafe_formats()
        if broken:
            raise CommandError(
                _("A release gives somebody away: %(n)s violations.") % {"n": broken}
            )
        if uncaught:
            raise CommandError(_("The check does not catch: %(names)s") % {"names": uncaught})
        self.stdout.write(_("Nobody is given away, and every unsafe format is caught."))

    def _real_formats(self, *, small: bool, three: bool) -> int:
        self.stdout.write(_("The formats we release: what each small firm came to"))
        findings = []
        for configuration in cases(small=small, three=three):
            findings.append(check(configuration, self.publish))
            self.stdout.write(_line(str(configuration), findings[-1]))
            self.stdout.flush()
        for format in () if three else ("focus", "full"):
            self._total(format, [f for f in findings if f.configuration.format == format])
        self._total(_("three classes") if three else _("both"), findings)
        return sum(finding.violations for finding in findings)

    def _total(self, name: str, findings: list[Finding]) -> None:
        self.stdout.write(
            _(
                "%(name)s together: %(sets)s data sets (%(tables).3g tables of named people), "
                "%(coalitions)s coalitions, %(violations)s violations"
            )
            % {
                "name": name,
                "sets": f"{sum(finding.data_sets for finding in findings):,}",
                "tables": sum(finding.tables for finding in findings),
                "coalitions": f"{sum(finding.coalitions for finding in findings):,}",
                "violations": sum(finding.violations for finding in findings),
            }
        )

    def _unsafe_formats(self) -> str:
        """Check the formats that must fail; return the names of those that did not."""
        self.stdout.write(_("Formats that sound right, each with one thing wrong: all must fail"))
        uncaught = []
        for unsafe in self.unsafe_formats:
            finding = check(unsafe.configuration, unsafe.publish)
            self.stdout.write(_line(unsafe.name, finding))
            self.stdout.flush()
            if not finding.violations:
                uncaught.append(unsafe.name)
        return ", ".join(uncaught)


def _line(name: str, finding: Finding) -> str:
    return _(
        "  %(name)-46s %(sets)10s data sets %(coalitions)11s coalitions %(violations)6s violations"
    ) % {
        "name": name,
        "sets": f"{finding.data_sets:,}",
        "coalitions": f"{finding.coalitions:,}",
        "violations": finding.violations,
    }
