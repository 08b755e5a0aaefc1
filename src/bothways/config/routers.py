"""Which database holds what: ballots alone in theirs, everything else in the other."""

from typing import Any

BALLOTS = "ballots"


class BallotsApart:
    """Send the app `ballotbox` to the database `ballots`, and nothing else."""

    def db_for_read(self, model: Any, **_: Any) -> str:
        return BALLOTS if model._meta.app_label == "ballotbox" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_: Any) -> bool:
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == BALLOTS) == (app_label == "ballotbox")
