"""Everything that runs by itself: each room registers its own in its jobs.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Work = Callable[[datetime], str]


@dataclass(frozen=True)
class Job:
    """A function of the moment that returns a sentence of what it did ('' for nothing)."""

    name: str
    every: timedelta
    work: Work

    @property
    def promise(self) -> str:
        """What it is for: the first line of its docstring."""
        return (self.work.__doc__ or "").strip().partition("\n")[0]


JOBS: dict[str, Job] = {}
AFTER_EACH: list[Callable[[], object]] = []  # what other rooms do when a job has ended, or failed


def job(*, every: timedelta) -> Callable[[Work], Work]:
    """Register a function as a job, named 'room.function'."""

    def register(work: Work) -> Work:
        name = f"{work.__module__.split('.')[1]}.{work.__name__}"
        JOBS[name] = Job(name=name, every=every, work=work)
        return work

    return register
