"""`bothways erase PERSON`: erase a person, after saying what goes and what stays."""

import contextlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone, translation

from bothways.operations.actions.erasing import erase, letter, plan_for
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.people.queries import organisation


class Command(BaseCommand):
    help = "Erase a person by their e-mail address, staff number or id, and print the letter."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="e-mail address, staff number or id")
        parser.add_argument("--letter", type=Path, help="write the letter there")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, **options: Any) -> None:
        person, today = _find(options["person"]), timezone.localdate()
        plan, firm = plan_for(person), organisation()
        with translation.override(person.language or translation.get_language()):
            text = letter(plan, firm=firm.name if firm else "", on=today)
        self.stdout.write(text)
        if not options["yes"] and input("Type 'erase' to go on: ").strip() != "erase":
            raise CommandError("Nothing was changed.")
        if options["letter"]:
            options["letter"].write_text(text, encoding="utf-8")
        try:
            erase(person, by=None, on=today, at=timezone.now())
        except RefusedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("Erased. It is on the record, without a name.")


def _find(said: str) -> Person:
    which = Q(email__iexact=said) | Q(number=said)
    with contextlib.suppress(ValueError):
        which |= Q(pk=UUID(said))
    person = Person.objects.filter(which).first()
    if person is None:
        raise CommandError(f"Nobody here has the address, number or id {said}.")
    return person
