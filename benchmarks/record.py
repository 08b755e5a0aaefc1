"""The whole record as a file: handed out by a web worker, and checked by `bothways verify`.

Run: python3 bothways bench record
Goals, with 20,000 entries under 2,000 heads: verify with two old mails and an older copy 3 s;
handing the file out 3 s and 20 MB of memory at its height.
"""

import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from benchmarks.installation import throw_away
from benchmarks.report import report

ENTRIES = 20_000
A_HEAD = 10


def main() -> None:
    with throw_away(), tempfile.TemporaryDirectory() as folder:
        file, older, mail = (Path(folder) / name for name in ("record.json", "older", "mail.txt"))
        fill()
        mail.write_text(hand_out(older))
        change_one()
        hand_out(file)
        check(file, [], "alone", status=0)
        check(file, ["--mail", str(mail)], "with an old mail", status=1)
        check(file, ["--mail", str(mail), "--before", str(older)], "and an older copy", status=1)


def fill() -> None:
    """Put that many entries on the record, each with a salt of its own, a head over every ten."""
    import secrets

    from bothways.pure import ledger
    from bothways.record.actions import AT_ONCE, append_entries, note
    from bothways.record.models import Entry, Head, Leaf
    from tests.factories import NOW

    first = note("promise.made", by=None, at=NOW, words="The light over dock 4 will be mended.")
    fields = {f.attname: getattr(first, f.attname) for f in Entry._meta.concrete_fields}
    rows = []
    for number in range(ENTRIES - 1):
        row = Entry(**{**fields, "id": None, "salt": secrets.token_bytes(32)})
        row.details = {"words": f"Promise {number}: the light over dock 4 will be mended."}
        row.commitment = row.computed_commitment()
        rows.append(row)
    Entry.objects.bulk_create(rows, batch_size=AT_ONCE)
    append_entries(at=NOW)
    newest = Head.objects.get()
    frontier, heads = ledger.Frontier(), []
    for position, commitment in Leaf.objects.order_by("position").values_list(
        "position", "commitment"
    ):
        frontier, _completed = frontier.add(ledger.leaf_hash(bytes(commitment)))
        if frontier.size % A_HEAD == 0 and position + 1 < ENTRIES:
            fields = {f.attname: getattr(newest, f.attname) for f in Head._meta.concrete_fields}
            heads.append(Head(**{**fields, "size": frontier.size, "root": frontier.root}))
    Head.objects.bulk_create(heads, batch_size=AT_ONCE)


def hand_out(path: Path) -> str:
    """Write the file as a web worker sends it, and return the mark that a mail would hold."""
    from bothways.notifications.marks import mark_line
    from bothways.record.queries import newest_head
    from bothways.record.whole import record_file

    started = time.process_time()
    with path.open("w", encoding="utf-8") as out:
        out.writelines(record_file())
    report("handing the file out, CPU", time.process_time() - started, "s", goal=3)
    tracemalloc.start()
    for _piece in record_file():
        pass
    report("its memory at its height", tracemalloc.get_traced_memory()[1] / 1e6, "MB", goal=20)
    tracemalloc.stop()
    report("size of the file", path.stat().st_size / 1e6, "MB")
    newest = newest_head()
    assert newest is not None
    return mark_line(newest)


def change_one() -> None:
    """Rewrite one entry, its commitment, and all of the ledger with it."""
    from django.db import connection

    from bothways.record.actions import append_entries
    from bothways.record.models import Entry
    from tests.factories import NOW

    entry = Entry.objects.order_by("id")[12_345]
    entry.details = {"words": "something else"}
    changed = entry.computed_commitment()
    Entry._base_manager.filter(pk=entry.pk).update(details=entry.details, commitment=changed)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_leaf")
        cursor.execute("DELETE FROM record_head")
    append_entries(at=NOW)


def check(file: Path, more: list[str], what: str, *, status: int) -> None:
    started = time.perf_counter()
    command = [sys.executable, "-m", "bothways.verify", str(file), *more]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    report(f"bothways verify, {what}", time.perf_counter() - started, "s", goal=3)
    assert done.returncode == status, done.stdout + done.stderr
    assert "--before" not in more or "Entry 12,346 was changed" in done.stdout, done.stdout


if __name__ == "__main__":
    main()
