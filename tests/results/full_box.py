"""Leaves a full box behind whose time is up, in an installation of its own.

Run as a program with BOTHWAYS_DATA set.
"""

from datetime import timedelta

import django
from django.core.management import call_command

ANSWERS = (4, 2, 5)


def main() -> None:
    django.setup()
    for alias in ("default", "ballots"):
        call_command("migrate", database=alias, verbosity=0)
    fill_a_box()


def fill_a_box() -> None:
    """Let all 31 people of Millrace answer a round that closed yesterday."""
    from django.utils import timezone

    from bothways.people.models import Person
    from bothways.surveys.voting import cast_ballot
    from tests.cast import make_firm
    from tests.rounds import opened

    round_ = opened(make_firm().owner, opens_at=timezone.now() - timedelta(days=8))
    for person in Person.objects.here():
        cast_ballot(round_, person, ANSWERS, at=round_.opens_at)


if __name__ == "__main__":
    main()
