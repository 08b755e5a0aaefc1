"""Two things at the same moment, each in a thread and with connections of its own."""

import threading
from collections.abc import Callable

from django.db import connections

AT_MOST_SECONDS = 60


def both(one: Callable[[], object], other: Callable[[], object]) -> list[Exception | None]:
    """Do both at once; return what each raised, or None."""
    ready = threading.Barrier(2)
    raised: list[Exception | None] = [None, None]

    def do(which: int, work: Callable[[], object]) -> None:
        ready.wait()
        try:
            work()
        except Exception as error:
            raised[which] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate((one, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(AT_MOST_SECONDS)
        assert not thread.is_alive()
    return raised
