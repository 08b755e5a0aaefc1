"""Which migrations a database of ours takes: the box's database those of what lies there.

The rooms hang together by their keys, so bringing their models before the box's database costs
seconds, and makes nothing there.
"""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

BALLOTS = "ballots"
OF_THE_BOX = ("ballotbox", "letterbox")  # ballots, and letters on their way
Node = tuple[str, str]


def last_ones(executor: MigrationExecutor, alias: str) -> list[Node]:
    """Return the last migrations of what the database at `alias` holds."""
    graph = executor.loader.graph
    apps = OF_THE_BOX if alias == BALLOTS else (None,)
    return [(app, name) for one in apps for app, name in graph.leaf_nodes(one)]


def is_up_to_date(alias: str) -> bool:
    """Say whether the database has all its tables as this version wants them."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(last_ones(executor, alias))
