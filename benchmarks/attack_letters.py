"""A week of letters without a name, and what an attacker makes of it afterwards.

Run: python3 bothways bench attack_letters
40 people, 200 sign-ins, 30 letters in ten half days. The attacker has both databases as they lay on
the disk on every evening, and the installation's secret. What has a goal must not be possible;
what has none is what is left, and stands in SECURITY.md (23).
"""

import hashlib
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.installation import throw_away
from benchmarks.report import report

PEOPLE, SIGN_INS, LETTERS, HALF_DAYS = 40, 200, 30, 10
MONDAY = datetime(2026, 11, 16, 5, tzinfo=UTC)  # before the first fixed hour
CHANCE = random.Random(7)


@dataclass
class Week:
    """What really happened, and what the attacker has of it."""

    people: list[Any]
    stamps: dict[Any, list[Any]] = field(default_factory=dict)
    drew: list[Any] = field(default_factory=list)  # in their order
    wrote: dict[bytes, tuple[Any, Any, int]] = field(
        default_factory=dict
    )  # record: who, stamp, when
    copies: list[dict[str, bytes]] = field(default_factory=list)
    not_drawn: list[dict[Any, int]] = field(default_factory=list)  # each evening, by person


def main() -> None:
    with throw_away() as folder:
        week = played(folder)
        report("letters that came out", len(came_out()), "")
        by_bytes(week)
        by_threads()
        by_order(week)
        by_days(week)
        by_half_days(week)


def played(folder: Path) -> Week:
    """Let a week go by, as people and the worker make it."""
    from bothways.letterbox.queries import signing_month
    from bothways.mailbox.actions import keep_the_months, take_out
    from tests.factories import make_people

    week = Week(make_people(PEOPLE))
    keep_the_months(at=MONDAY)
    month = signing_month("2026-11")
    take_out(at=MONDAY)
    for half_day in range(HALF_DAYS):
        for _ in range(SIGN_INS // HALF_DAYS):
            signs_in(week, CHANCE.choice(week.people), month)
        for _ in range(LETTERS // HALF_DAYS):
            writes(
                week, CHANCE.choice([one for one, book in week.stamps.items() if book]), half_day
            )
        take_out(at=MONDAY + timedelta(days=half_day // 2, hours=8 if half_day % 2 == 0 else 26))
        if half_day % 2:
            copied(week, folder)
    return week


def signs_in(week: Week, person: Any, month: Any) -> None:
    """A device of one's own draws its first book by itself, and now and then another."""
    from tests.mailbox.desk import drawn_by

    if person not in week.stamps or (len(week.drew) < 80 and CHANCE.random() < 1 / 12):
        week.stamps.setdefault(person, []).extend(drawn_by(person, month))
        week.drew.append(person)


def writes(week: Week, person: Any, half_day: int) -> None:
    from bothways.letterbox.actions import post_letter
    from bothways.pure.mailbox.client import posted
    from tests.letterbox.pen import a_letter

    stamp, letter = week.stamps[person].pop(), a_letter(f"What {person.pk} thinks.")
    week.wrote[letter.pack()] = (person, stamp, half_day)
    post_letter(json.dumps(posted(stamp, letter).to_fields()).encode())


def copied(week: Week, folder: Path) -> None:
    from bothways.mailbox.models import Drawn

    week.copies.append({path.name: path.read_bytes() for path in folder.glob("*.sqlite3*")})
    week.not_drawn.append({row.person_id: len(row.not_drawn()) for row in Drawn.objects.all()})


def came_out() -> list[bytes]:
    from bothways.mailbox.models import Packet

    rows = [(bytes(row.records), row.size) for row in Packet.objects.all()]
    return [
        records[at : at + size] for records, size in rows for at in range(0, len(records), size)
    ]


def by_bytes(week: Week) -> None:
    """Look through every copy for anything of a person among letters, and the other way round."""
    n_people, n_stamps, n_words = 0, 0, 0
    for copy in week.copies:
        box = b"".join(content for name, content in copy.items() if name.startswith("ballots"))
        firm = b"".join(content for name, content in copy.items() if not name.startswith("ballots"))
        for person, stamp, _when in week.wrote.values():
            n_people += sum(name in box for name in (person.pk.bytes, person.pk.hex.encode()))
            told = (
                stamp.key,
                stamp.credential,
                stamp.prefix,
                hashlib.sha256(stamp.key).digest()[:16],
            )
            n_stamps += sum(one in firm or one.hex().encode() in firm for one in told)
            n_words += f"What {person.pk}".encode() in box + firm
    report("people named in the box, in any copy", n_people, "", goal=0)
    report("used stamps found among people, in any copy", n_stamps, "", goal=0)
    report("letters read without a key", n_words, "", goal=0)


def by_threads() -> None:
    """Two letters of one author share nothing but the desk."""
    parts = Counter(part for one in came_out() for part in {one[9:25], one[25:105], one[105:185]})
    report("letters that share a mark or a slot", sum(n - 1 for n in parts.values()), "", goal=0)


def by_order(week: Week) -> None:
    """The rows of who draws lie in an order that was there before anybody drew."""
    from bothways.mailbox.models import Drawn

    rows = list(Drawn.objects.order_by("id").values_list("person_id", flat=True))
    first = list(dict.fromkeys(person.pk for person in week.drew))
    together = [rows.index(pk) for pk in first]
    turns = sum(one < other for one, other in pairwise(together))
    lengths = {len(row.digests) for row in Drawn.objects.all()}
    report("neighbours in the table who drew in that order, %", 100 * turns / (len(first) - 1), "")
    report("different lengths of a row", len(lengths), "", goal=1)


def by_days(week: Week) -> None:
    """With the secret and each evening's copy: who drew on which day, and whom that leaves."""
    left = []
    for person, _stamp, half_day in week.wrote.values():
        drew = {pk for pk, n in week.not_drawn[half_day // 2].items() if n < 6}
        assert person.pk in drew
        left.append(len(drew))
    report("people who may have written a letter: fewest", min(left), "")
    report("  on the mean", sum(left) / len(left), "")
    n_books = Counter(person.pk for person in week.drew)
    wrote = Counter(person.pk for person, _stamp, _when in week.wrote.values())
    most = {pk for pk, n in n_books.items() if n > 1}
    named = sum(n for pk, n in wrote.items() if pk in most) / len(week.wrote)
    report("  letters by those who drew more than one book, %", 100 * named, "")
    report("  people who did, %", 100 * len(most) / PEOPLE, "")


def by_half_days(week: Week) -> None:
    """All that a packet tells: its half day. In a small firm that alone may be enough."""
    half_days = Counter(when for _person, _stamp, when in week.wrote.values())
    report("half days that can be told of a letter", len(half_days), "")
    report("letters that came out alone", sum(n == 1 for n in half_days.values()), "")


if __name__ == "__main__":
    main()
