"""`bothways messages`: bring the catalogues up to date with the code, or check that they are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from bothways.languages import catalogues
from bothways.languages.faults import faults, not_translated
from bothways.languages.wanted import wanted_texts


class Command(BaseCommand):
    help = "Bring the translations' files up to date with every text in the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail on a fault")
        parser.add_argument("--left", metavar="LANGUAGE", help="print what is not translated yet")

    def handle(self, *_args: Any, check: bool, left: str | None, **_options: Any) -> None:
        if left:
            self.stdout.write("\n".join(not_translated(catalogues.read(left))))
            return
        wanted = wanted_texts()
        found = []
        for language in catalogues.TRANSLATED:
            catalogue = catalogues.read(language)
            if not check:
                catalogue = catalogues.renew(catalogue, wanted)
                changed = catalogues.write(catalogue, language)
                self.stdout.write(f"{language}: {_stand(catalogue)}{_said(changed=changed)}")
            found += [f"{language}: {fault}" for fault in faults(catalogue, wanted)]
        if found:
            raise CommandError(_told(found))


def _stand(catalogue: Any) -> str:
    return f"{len(catalogue) - len(not_translated(catalogue))} of {len(catalogue)} translated"


def _said(*, changed: bool) -> str:
    return ", written" if changed else ", nothing new"


def _told(found: list[str]) -> str:
    return "\n  ".join(
        ["The catalogues are not in order. Missing or too many: python3 bothways messages", *found]
    )
