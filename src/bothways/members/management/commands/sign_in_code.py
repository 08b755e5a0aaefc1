"""`bothways sign_in_code EMAIL`: the way in where no mail server is set yet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from bothways.members.actions import print_code
from bothways.people.models import Person


class Command(BaseCommand):
    help = "Print a code with which this person can sign in; that it was printed is on the record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *_args: Any, email: str, **_options: Any) -> None:
        person = Person.objects.here().filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError("Nobody here has this address.")
        self.stdout.write(print_code(person, at=timezone.now()))
