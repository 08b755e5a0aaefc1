"""A week of letters without a name, and what an attacker makes of it afterwards.

Run: python3 bothways bench attack_letters
40 people, 200 sign-ins, 30 letters in ten half days (letters_week.py says who writes when). The
attacker has both databases as they lay on the disk on every evening, the box's also while letters
wait in it, last night's backup, its key, and the installation's secret. What has a goal must not be
possible; what has none is what is left, and stands in SECURITY.md (23).
"""

import hashlib
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.installation import on_postgres, throw_away
from benchmarks.letters_week import (
    HALF_DAYS,
    OF_THE_THREAD,
    PEOPLE,
    Evening,
    Sent,
    Week,
    came_out,
    played,
)
from benchmarks.report import report

MAY_BE_CHANCE = 25.0  # points from 50 of 100 pairs: four times what 30 things scatter by


def main() -> None:
    with throw_away() as folder:
        week = played(folder)
        report("letters that came out", len(came_out()), "")
        by_bytes(week)
        by_backup(week, folder)
        by_threads(week)
        by_order(week)
        if on_postgres():
            by_transactions()
        else:
            by_places(week)
            by_the_log(week)
        by_books(week)
        by_sign_ins(week)
        by_acts(week)
        by_half_days(week)
        by_files(week)


def by_bytes(week: Week) -> None:
    """Look through every copy for anything of a person among letters, and the other way round."""
    n_people, n_stamps, n_words = 0, 0, 0
    for evening in week.evenings:
        box, firm = of_the_box(evening.files), of_the_firm(evening.files)
        for sent in week.wrote.values():
            n_people += is_named(sent, box)
            n_stamps += any(one in firm or one.hex().encode() in firm for one in told_by(sent))
            n_words += f"What {sent.person.pk}".encode() in box + firm
    n_people += sum(is_named(sent, noon) for noon in week.noons for sent in week.wrote.values())
    report("people named in the box, in any copy", n_people, "", goal=0)
    report("used stamps found among people, in any copy", n_stamps, "", goal=0)
    report("letters read without a key", n_words, "", goal=0)


def by_backup(week: Week, folder: Path) -> None:
    """Open last night's backup: it holds what came out, and nothing of stamps or of who drew."""
    import gzip

    from django.utils import timezone

    from bothways.operations.actions.backing_up import back_up
    from bothways.operations.sealing import Key, new_key, unseal

    public, secret = new_key()
    made = back_up(to=folder, key=Key(public=public), at=timezone.now())
    content = gzip.decompress(unseal(made.path.read_bytes(), Key(secret=secret)))
    stamps = sum(
        any(one in content or one.hex().encode() in content for one in told_by(sent))
        for sent in week.wrote.values()
    )
    digests = sum(one.encode() in content for one in week.evenings[-1].digests)
    report("stamps, or books of somebody, in a backup", stamps + digests, "", goal=0)


def by_threads(week: Week) -> None:
    """Letters of one author share nothing but the desk, though four are of one thread."""
    assert sum(sent.is_of_the_thread for sent in week.wrote.values()) == len(OF_THE_THREAD)
    parts = Counter(part for one in came_out() for part in {one[9:25], one[25:105], one[105:185]})
    report("letters that share a mark or a slot", sum(n - 1 for n in parts.values()), "", goal=0)


def by_order(week: Week) -> None:
    """No table and no page keeps the order in which things came."""
    from bothways.mailbox.models import Drawn

    rows = list(Drawn.objects.order_by("id").values_list("person_id", flat=True))
    first = [rows.index(pk) for pk in dict.fromkeys(person.pk for person in week.drew)]
    lengths = {len(row.digests) for row in Drawn.objects.all()}
    report("rows of who drew, in that order: of 100 pairs", in_order(first), "")
    report("  away from chance", abs(in_order(first) - 50), "", goal=MAY_BE_CHANCE)
    report("  different lengths of a row", len(lengths), "", goal=1)


def by_places(week: Week) -> None:
    """Nor does it follow from where things lie in the box's file, or in a packet."""
    box = of_the_box(week.evenings[-1].files)
    spent = [hashlib.sha256(sent.stamp.key).digest()[:16] for sent in week.wrote.values()]
    away = abs(in_order([box.find(one) for one in spent]) - 50)
    report("used stamps in the order of letters: away from chance", away, "", goal=MAY_BE_CHANCE)
    waiting = [places_in_tray(week, half_day) for half_day in range(HALF_DAYS)]
    pairs = [one < other for places in waiting for one, other in combinations(places, 2)]
    away = abs(100 * sum(pairs) / len(pairs) - 50)
    report("waiting letters in their order: away from chance", away, "", goal=MAY_BE_CHANCE + 10)
    all_ = came_out()
    out = [all_.index(record) for record in week.wrote]
    inside = [
        one < other
        for (one, a), (other, b) in combinations(zip(out, week.wrote.values(), strict=True), 2)
        if a.half_day == b.half_day
    ]
    away = abs(100 * sum(inside) / len(inside) - 50)
    report(
        "letters of a packet in their order: away from chance", away, "", goal=MAY_BE_CHANCE + 10
    )


def by_transactions() -> None:
    """PostgreSQL counts transactions over all databases: all rows have to be of one."""
    from django.db import connections

    for alias, tables in (
        ("ballots", ("letterbox_month", "letterbox_spent", "letterbox_tray")),
        ("default", ("mailbox_drawn",)),
    ):
        for table in tables:
            with connections[alias].cursor() as cursor:
                cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
                (n,) = cursor.fetchone()
            report(f"transactions that rows of {table} tell", n, "", goal=1)


def places_in_tray(week: Week, half_day: int) -> list[int]:
    """Where the letters of a half day lie in the box's file while they wait, as they came."""
    box = week.noons[half_day]
    return [
        place_of(record, box) for record, sent in week.wrote.items() if sent.half_day == half_day
    ]


def place_of(record: bytes, data: bytes) -> int:
    """Where a letter lies; a page of the file may end in any part of it."""
    parts = (data.find(record[at : at + 40]) for at in (25, 65, 105, 145))
    return next(place for place in parts if place >= 0)


def by_the_log(week: Week) -> None:
    """SQLite's own log keeps what changed in its order, until the worker empties it each hour."""
    n_told = sum(len(drawn_in_the_log(evening)) for evening in week.evenings)
    report("books of which an evening's log tells their place in time", n_told, "")
    report("  of so many that were drawn", len(week.drew), "")


def drawn_in_the_log(evening: Evening) -> set[str]:
    """Return the books that a page of the log has and its state before has not."""
    firm = next(one for name, one in evening.files.items() if name == "bothways.sqlite3")
    wal = next((one for name, one in evening.files.items() if name == "bothways.sqlite3-wal"), b"")
    size = int.from_bytes(wal[8:12], "big") or 4096
    pages: dict[int, bytes] = {}
    told: set[str] = set()
    for at in range(32, len(wal) - size, 24 + size):
        number = int.from_bytes(wal[at : at + 4], "big")
        now = wal[at + 24 : at + 24 + size]
        before = pages.get(number) or firm[(number - 1) * size : number * size]
        pages[number] = now
        told |= {
            one for one in evening.digests if one.encode() in now and one.encode() not in before
        }
    return told


def by_books(week: Week) -> None:
    """With the secret and each evening's copy: who drew on which day, and whom that leaves."""
    from bothways.pure.mailbox import BOOKS

    left = []
    for sent in week.wrote.values():
        not_drawn = week.evenings[sent.half_day // 2].not_drawn
        drew = {pk for pk, n in not_drawn.items() if n < BOOKS}
        assert sent.person.pk in drew
        left.append(len(drew))
    report("people who may have written, by who drew: fewest", min(left), "")
    report("  on the mean", statistics.mean(left), "")
    n_books = Counter(person.pk for person in week.drew)
    most = {pk for pk, n in n_books.items() if n > 1}
    named = [sent.person.pk in most for sent in week.wrote.values()]
    report("  letters by those who drew more than one book, %", percent(named), "")
    report("  people who did, %", 100 * len(most) / PEOPLE, "")


def by_sign_ins(week: Week) -> None:
    """A session tells the day on which it began: whose did on the day of a letter?"""
    began = [days_of(evening) for evening in week.evenings]
    on_days = [{pk for pk, day in seen.items() if day == max(seen.values())} for seen in began]
    for what, is_meant in (("after a sign-in for it", True), ("from a session that lasts", False)):
        sent = [one for one in week.wrote.values() if one.has_signed_in == is_meant]
        left = [len(on_days[one.half_day // 2]) for one in sent]
        there = [one.person.pk in on_days[one.half_day // 2] for one in sent]
        report(f"letters {what}: author signed in that day, %", percent(there), "")
        report("  people who did, on the mean", statistics.mean(left), "")
    days = {half_day // 2 for half_day in OF_THE_THREAD}
    each = set.intersection(*(on_days[day] for day in days))
    report("a thread of 4 letters, signed in for each: people left", len(each), "")
    assert week.one.pk in each


def days_of(evening: Evening) -> dict[Any, Any]:
    return {pk: ends.date() for pk, ends in evening.sessions.items() if pk is not None}


def by_acts(week: Week) -> None:
    """The record tells when somebody acted by name: they were here then, and others may not."""
    sent = list(week.wrote.values())
    acted = [week.acted.get(one.half_day, set()) for one in sent]
    hits = [one.person.pk in there for one, there in zip(sent, acted, strict=True)]
    report("letters by somebody who acted by name in that half day, %", percent(hits), "")
    report("  people who did, on the mean", statistics.mean(map(len, acted)), "")


def by_half_days(week: Week) -> None:
    """All that a packet tells: its half day. In a small firm that alone may be enough."""
    half_days = Counter(sent.half_day for sent in week.wrote.values())
    report("half days that can be told of a letter", len(half_days), "")
    report("letters that came out alone", sum(n == 1 for n in half_days.values()), "")


def by_files(week: Week) -> None:
    """Pieces come out with their letter: which of the hour's it is, nothing says."""
    from bothways.mailbox.models import Piece

    hours = dict(Piece.objects.values_list("id", "hour"))
    assert set(hours) == set(week.pieces)
    stray = [one for one in week.wrote if any(bytes.fromhex(piece) in one for piece in hours)]
    report("letters that name a piece of theirs unsealed", len(stray), "", goal=0)
    letters = Counter(sent.half_day for sent in week.wrote.values())
    left = [letters[half_day] for half_day in week.pieces.values()]
    report("letters that a piece of an attachment may belong to", min(left), "")


def told_by(sent: Sent) -> tuple[bytes, ...]:
    """What of a stamp would lead from its letter to who drew it."""
    stamp = sent.stamp
    hashed = hashlib.sha256(stamp.key).digest()[:16]
    return (stamp.key, stamp.credential, stamp.prefix, hashed)


def is_named(sent: Sent, data: bytes) -> int:
    return sum(name in data for name in (sent.person.pk.bytes, sent.person.pk.hex.encode()))


def of_the_box(files: dict[str, bytes]) -> bytes:
    return b"".join(content for name, content in files.items() if name.startswith("ballots"))


def of_the_firm(files: dict[str, bytes]) -> bytes:
    return b"".join(content for name, content in files.items() if not name.startswith("ballots"))


def in_order(places: Sequence[int]) -> float:
    """Of 100 pairs so many lie in the order in which they came: 50 by chance."""
    assert min(places) >= 0
    return percent(one < other for one, other in combinations(places, 2))


def percent(said: Iterable[bool]) -> float:
    return 100 * statistics.mean(map(float, said))


if __name__ == "__main__":
    main()
