"""A backup and a restore of a firm of 500 with three years of data.

Run: python3 bothways bench backup
Goal: 10 s for the backup, 30 s for the restore, each encrypted, checked and compared.
"""

import time
from pathlib import Path

from benchmarks.installation import throw_away
from benchmarks.pages import three_years
from benchmarks.report import report

BACKUP_SECONDS, RESTORE_SECONDS = 10.0, 30.0


def main() -> None:
    with throw_away() as folder:
        three_years()
        from django.db import connections
        from django.utils import timezone

        from bothways.operations.actions.backing_up import back_up
        from bothways.operations.actions.restoring import read_backup, restore
        from bothways.operations.sealing import Key, new_key

        for connection in connections.all():
            connection.close()
        public, secret = new_key()
        started = time.monotonic()
        made = back_up(to=Path(folder), key=Key(public=public), at=timezone.now())
        report(
            "backup of 500 people, 3 years", time.monotonic() - started, "s", goal=BACKUP_SECONDS
        )
        report("rows in it", made.n_rows, "")
        report("size of the file", made.size / 2**20, "MB")
        started = time.monotonic()
        packed, checked = read_backup(made.path, Key(secret=secret))
        restore(packed, checked, at=timezone.now(), replace=True)
        taken = time.monotonic() - started
        report("restore of it, compared", taken, "s", goal=RESTORE_SECONDS)


if __name__ == "__main__":
    main()
