"""A week of letters without a name, as people and the worker make it, and what is left of it.

40 people, 200 sign-ins, 30 letters in ten half days. Four letters are one thread of somebody who
signs in for each of them, as on a shared device; of the others one in each half day is by somebody
who signed in that half day, the rest by whoever has stamps. Three letters bring files.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

PEOPLE, SIGN_INS, LETTERS, HALF_DAYS = 40, 200, 30, 10
ACTS_ONE_IN = 5  # sign-ins after which something is done by name
WITH_FILES = (1, 4, 7)  # half days
OF_THE_THREAD = (0, 3, 5, 8)
MOST_BY_ITSELF, FEW = 4, 2  # books that a device draws by itself; stamps that are few
MONDAY = datetime(2026, 11, 16, 5, tzinfo=UTC)  # before the first fixed hour
CHANCE = random.Random(7)


@dataclass
class Sent:
    """One letter as it really was. has_signed_in: its author did so for it."""

    person: Any
    stamp: Any
    half_day: int
    has_signed_in: bool
    is_of_the_thread: bool


@dataclass
class Evening:
    """What the attacker copies when both packets of a day are out, and reads with the secret."""

    files: dict[str, bytes]
    not_drawn: dict[Any, int]
    digests: dict[str, Any]  # of each book that was drawn: whose
    sessions: dict[Any, Any]  # the night in which each person's last one ends


@dataclass
class Week:
    """What really happened, and what the attacker has of it."""

    people: list[Any]
    one: Any  # who writes the thread
    thread: Any
    stamps: dict[Any, list[Any]] = field(default_factory=dict)
    drew: list[Any] = field(default_factory=list)  # in their order
    next_look: dict[Any, int] = field(default_factory=dict)  # after stamps, by half day
    wrote: dict[bytes, Sent] = field(default_factory=dict)  # by its record, in their order
    here: dict[int, list[Any]] = field(default_factory=dict)  # who signed in, by half day
    acted: dict[int, set[Any]] = field(default_factory=dict)  # who acted by name
    pieces: dict[str, int] = field(default_factory=dict)  # the id of each: its half day
    noons: list[bytes] = field(default_factory=list)  # the box's file while letters wait in it
    evenings: list[Evening] = field(default_factory=list)


def played(folder: Path) -> Week:
    """Let a week go by."""
    import secrets

    from bothways.letterbox.queries import signing_month
    from bothways.mailbox.actions import keep_the_months, take_out
    from bothways.members.actions.signing_in import forget_what_is_over
    from bothways.pure.mailbox import Thread
    from tests.factories import make_people

    people = make_people(PEOPLE)
    week = Week(people, people[11], Thread.of(secrets.token_bytes(32), 0))
    keep_the_months(at=MONDAY)
    month = signing_month("2026-11")
    take_out(at=MONDAY)
    for half_day in range(HALF_DAYS):
        at = MONDAY + timedelta(days=half_day // 2, hours=3 if half_day % 2 == 0 else 10)
        half_days_sign_ins(week, half_day, month, at)
        for number in range(LETTERS // HALF_DAYS):
            writes(week, half_day, number)
        week.noons += [path.read_bytes() for path in folder.glob("ballots.sqlite3")]
        forget_what_is_over(at=at + timedelta(hours=2))  # as the worker does every hour
        for _ in range(2):
            signs_in(week, CHANCE.choice(week.people), half_day, month, at + timedelta(hours=2))
        take_out(at=MONDAY + timedelta(days=half_day // 2, hours=8 if half_day % 2 == 0 else 26))
        if half_day % 2:
            week.evenings.append(copied(folder))
    return week


def half_days_sign_ins(week: Week, half_day: int, month: Any, at: datetime) -> None:
    came = [CHANCE.choice(week.people) for _ in range(SIGN_INS // HALF_DAYS - 2)]
    if half_day in OF_THE_THREAD:
        came[CHANCE.randrange(len(came))] = week.one
    for place, person in enumerate(came):
        signs_in(week, person, half_day, month, at + timedelta(minutes=4 * place))


def signs_in(week: Week, person: Any, half_day: int, month: Any, at: datetime) -> None:
    """A session begins; the device looks after its stamps, and something may be done by name."""
    from django.contrib.auth import SESSION_KEY

    from bothways.members.sessions import SessionStore
    from bothways.voices.actions import say
    from bothways.voices.wording import Told
    from tests.mailbox.desk import drawn_by

    week.here.setdefault(half_day, []).append(person)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session["_session_expiry"] = f"{at.date() + timedelta(days=31)}T00:00:00+00:00"
    session.save()
    if looks_after_stamps(week, person, half_day):
        week.stamps.setdefault(person, []).extend(drawn_by(person, month))
        week.drew.append(person)
    if CHANCE.random() < 1 / ACTS_ONE_IN:
        week.acted.setdefault(half_day, set()).add(person.pk)
        say(by=person, told=Told(kind="suggestion", title=f"Said at {at:%d %H %M}"), at=at)


def looks_after_stamps(week: Week, person: Any, half_day: int) -> bool:
    """Say whether the device draws a book now, as frontend/src/mailbox/books.ts decides it."""
    if half_day < week.next_look.get(person, 0):
        return False
    week.next_look[person] = half_day + 2 + CHANCE.randrange(5)  # in one to three days
    n = week.drew.count(person)
    fresh = CHANCE.randrange(2 if len(week.stamps.get(person, [])) <= FEW else 3)
    return n == 0 or (n < MOST_BY_ITSELF and fresh == 0)


def writes(week: Week, half_day: int, number: int) -> None:
    """One of the thread, one by somebody who signed in for it, the others by whoever has stamps."""
    from bothways.letterbox.actions import post_letter
    from bothways.pure.mailbox.client import posted
    from tests.letterbox.pen import body_of

    is_thread = number == 0 and half_day in OF_THE_THREAD
    has_signed_in = is_thread or number == 1
    may = week.here[half_day] if has_signed_in else list(week.stamps)
    others = [one for one in may if week.stamps[one] and one != week.one]
    person = week.one if is_thread else CHANCE.choice(others)
    stamp, letter = week.stamps[person].pop(), a_letter(week, person, is_thread=is_thread)
    if number == 2 and half_day in WITH_FILES:
        with_files(week, stamp, half_day)
    week.wrote[letter.pack()] = Sent(person, stamp, half_day, has_signed_in, is_thread)
    post_letter(body_of(posted(stamp, letter)))


def a_letter(week: Week, person: Any, *, is_thread: bool) -> Any:
    import secrets

    from bothways.pure.mailbox.client import written
    from tests.letterbox.pen import DESK, KEYS
    from tests.letterbox.pen import a_letter as of_a_new_thread

    text = f"What {person.pk} thinks."
    if not is_thread:
        return of_a_new_thread(text)
    number = sum(sent.is_of_the_thread for sent in week.wrote.values())
    keys = {"seal": KEYS.seal_public, "pin": KEYS.sign_public, "key": secrets.token_bytes(32)}
    return written(
        text, thread=week.thread, number=number, place=number, desk=DESK, epoch=1, **keys
    )


def with_files(week: Week, stamp: Any, half_day: int) -> None:
    from bothways.letterbox.actions import post_piece
    from bothways.pure.mailbox.pieces import id_in
    from tests.letterbox.attach import a_piece, piece_bodies

    pieces = [a_piece() for _ in range(4)]
    week.pieces |= dict.fromkeys(map(id_in, pieces), half_day)
    for body in piece_bodies(None, pieces, stamp):  # the stamp knows its month
        post_piece(body)


def copied(folder: Path) -> Evening:
    """Copy all files of the installation; what the secret tells of them is read at once."""
    from bothways.mailbox.models import Drawn
    from bothways.members.models import Session

    files = {path.name: path.read_bytes() for path in folder.glob("*.sqlite3*")}
    rows = list(Drawn.objects.all())
    sessions = Session.objects.order_by("expire_date").values_list("person_id", "expire_date")
    return Evening(
        files,
        {row.person_id: len(row.not_drawn()) for row in rows},
        {
            one: row.person_id
            for row in rows
            for one in set(row.digests.split()) - set(row.not_drawn())
        },
        dict(sessions),
    )


def came_out() -> list[bytes]:
    """Return all letters of all packets, as everybody can download them."""
    from bothways.mailbox.models import Packet

    rows = [(bytes(row.records), row.size) for row in Packet.objects.all()]
    return [
        records[at : at + size] for records, size in rows for at in range(0, len(records), size)
    ]
