"""Makes an installation with a round that was counted and one whose box is open.

Run as a program with BOTHWAYS_DATA set; prints the ids of both rounds as JSON.
"""

import json
import sys
from datetime import timedelta


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for alias in ("default", "ballots"):
        call_command("migrate", database=alias, verbosity=0)
    json.dump(hold_rounds(), sys.stdout)


def hold_rounds() -> dict[str, str]:
    """Hold one round to its end and fill the box of another, with every mail that goes out."""
    from django.utils import timezone

    from bothways.jobs.actions import enrol_jobs, run_next_job
    from bothways.members.sessions import SessionStore
    from bothways.people.models import Person
    from bothways.surveys.actions import Asked, remind_everyone, tell_of_open_box
    from bothways.surveys.voting import cast_ballot
    from tests.cast import make_firm
    from tests.rounds import counted, opened

    now = timezone.now().replace(microsecond=0)
    firm = make_firm()
    people = list(Person.objects.here())
    asked = [Asked("U-PSY1", "Here I can say that I got something wrong.", "PSY")]
    before = counted(
        firm.owner,
        {person: (place % 5 + 1,) for place, person in enumerate(people)},
        questions=asked,
        opens_at=now - timedelta(days=40),
    )
    opens = now - timedelta(days=6, hours=12)
    asked = [Asked("U-COM1", "I hear about changes early enough to prepare.", "COM")]
    running = opened(firm.owner, questions=asked, opens_at=opens, title="Winter pulse")
    tell_of_open_box(opens)
    remind_everyone(now)
    for person in people[3:23]:
        cast_ballot(running, person, (4,), at=now)
    session = SessionStore()
    session["_auth_user_id"] = str(firm.employee.pk)
    session.save()
    enrol_jobs(now=now)
    while run_next_job(now=now):
        pass
    return {"counted": before.pk.hex, "open": running.pk.hex}


if __name__ == "__main__":
    main()
