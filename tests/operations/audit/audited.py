"""Makes an installation with a round that was counted, one whose box is open, and letters.

Run as a program with BOTHWAYS_DATA set; prints the ids of both rounds as JSON.
"""

import json
import sys
from datetime import datetime, timedelta
from typing import Any


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
    write_letters(firm, now)
    session = SessionStore()
    session["_auth_user_id"] = str(firm.employee.pk)
    session.save()
    enrol_jobs(now=now)
    while run_next_job(now=now):
        pass
    return {"counted": before.pk.hex, "open": running.pk.hex}


def write_letters(firm: Any, now: datetime) -> None:
    """Let letters come out, with an idea and a piece of an attachment; some wait for their hour."""
    from django.utils.timezone import localtime

    from bothways.letterbox.actions import post_letter, post_piece
    from bothways.letterbox.queries import signing_month
    from bothways.mailbox.actions import hear_board, keep_the_months, open_board, take_out
    from bothways.pure.mailbox.client import posted
    from tests.letterbox.attach import a_piece, piece_bodies
    from tests.letterbox.pen import a_letter, body_of
    from tests.mailbox.actions.test_board import a_thread, write
    from tests.mailbox.desk import an_open_desk, drawn_by

    keep_the_months(at=now)
    open_board(on=now.date(), at=now)
    an_open_desk(firm.people_lead, firm.manager, firm.colleague)
    take_out(at=now - timedelta(days=1))
    month = signing_month(f"{localtime(now):%Y-%m}")
    assert month is not None
    first, second, *others = drawn_by(firm.employee, month)
    post_piece(piece_bodies(month, [a_piece()], first)[0])
    for stamp in (first, second):
        post_letter(body_of(posted(stamp, a_letter())))
    write(a_thread())
    take_out(at=now)
    assert hear_board() == 1
    for stamp in others:
        post_letter(body_of(posted(stamp, a_letter())))


if __name__ == "__main__":
    main()
