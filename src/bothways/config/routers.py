"""Which database holds what: ballots alone in theirs, everything else in the other."""

from typing import Any

from bothways.storage.replica import REPLICA, is_reading_from_replica
from bothways.storage.tables import OF_THE_BOX

BALLOTS = "ballots"


class BallotsApart:
    """Send ballots and letters on their way to the database `ballots`, and nothing else.

    Reads go to the replica where somebody said so (storage.replica); writes never do.
    """

    def db_for_read(self, model: Any, **_: Any) -> str:
        home = self.db_for_write(model)
        return REPLICA if home == "default" and is_reading_from_replica() else home

    def db_for_write(self, model: Any, **_: Any) -> str:
        return BALLOTS if model._meta.app_label in OF_THE_BOX else "default"

    def allow_relation(self, one: Any, other: Any, **_: Any) -> bool:
        return self.db_for_write(one) == self.db_for_write(other)

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return db != REPLICA and (db == BALLOTS) == (app_label in OF_THE_BOX)
