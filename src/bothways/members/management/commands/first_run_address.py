"""`bothways first_run_address`: where a new installation is set up."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import BaseCommand
from django.urls import reverse

from bothways.members.actions import first_run_token
from bothways.people.queries import organisation


class Command(BaseCommand):
    help = "Print the address of the first run with its one-time token; nothing once it is done."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if organisation() is not None:
            return
        token = urlencode({"token": first_run_token(settings.DATA)})
        address = f"{settings.BASE_URL}{reverse('firm:begin')}?{token}"
        self.stdout.write(f"\nThis installation is new. Set up your firm at\n  {address}\n")
