"""Holds one whole round in an installation of its own and tells what only its voters know.

Run as a program with BOTHWAYS_DATA set: prints one JSON line with the secrets, in the order in
which the ballots went in, and leaves copies of the folder as it was during and after the round.
"""

import json
import os
import random
import shutil
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

ANSWERS = {"U-PSY1": (5,), "U-COM1": (4, 2, 2, 2, 2, 2, 2, 2), "U-REC1": (None, 1, 2, 3, 4, 5)}


def main() -> None:
    data = Path(os.environ["BOTHWAYS_DATA"])
    import django
    from django.core.management import call_command

    django.setup()
    for alias in ("default", "ballots"):
        call_command("migrate", database=alias, verbosity=0)
    json.dump(hold_round(data), sys.stdout)


def hold_round(data: Path) -> dict[str, object]:
    """Hold the round; return its secrets and the true counts per question."""
    from bothways.people.models import Person
    from bothways.results.actions import close_due_rounds
    from bothways.surveys.actions import Asked, tell_of_open_box
    from bothways.surveys.voting import draw_envelope, put_in
    from tests.cast import make_firm
    from tests.rounds import opened

    firm = make_firm()
    asked = [Asked(code, f"Question {code}.", code) for code in ANSWERS]
    round_ = opened(firm.owner, questions=asked)
    tell_of_open_box(round_.opens_at)
    people = list(Person.objects.here())
    random.Random(7).shuffle(people)
    voters = []
    for place, person in enumerate(people):
        wallet = draw_envelope(round_, person, at=round_.opens_at)
        given = [choices[place % len(choices)] for choices in ANSWERS.values()]
        put_in(round_, wallet, given, at=round_.opens_at + timedelta(minutes=place))
        voters.append((person, wallet, given))
    shutil.copytree(data, data.parent / "during")
    close_due_rounds(round_.closes_at)
    shutil.copytree(data, data.parent / "after")
    back_up(data / "bothways.sqlite3", data.parent / "after" / "backup.sqlite3")
    return {
        "voters": [secrets_of(person, wallet) for person, wallet, _given in voters],
        "true": true_counts(voters),
    }


def secrets_of(person, wallet) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Return all that is this person's, or this ballot's, alone."""
    return {
        "person": person.pk.hex,
        "name": person.name,
        "email": person.email,
        "key": wallet.key.hex(),
        "prefix": wallet.prefix.hex(),
        "credential": wallet.credential.hex(),
        "seed": wallet.seed.hex(),
        "blinded": wallet.blinded.hex(),
    }


def true_counts(voters) -> dict[str, int]:  # type: ignore[no-untyped-def]
    """Return how many of the firm really agreed, per question: what nobody may store."""
    return {
        code: sum(given[place] in (4, 5) for _person, _wallet, given in voters)
        for place, code in enumerate(ANSWERS)
    }


def back_up(source: Path, target: Path) -> None:
    """Back up as docs/run/install.md says: VACUUM INTO, the ballots' file left out."""
    connection = sqlite3.connect(source)
    connection.execute("VACUUM INTO ?", [str(target)])
    connection.close()


if __name__ == "__main__":
    main()
