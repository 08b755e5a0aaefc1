"""What is kept of the jobs that run by themselves, and of tries to sign in."""

import re
from collections.abc import Iterator

from bothways.jobs.models import Schedule
from bothways.jobs.registry import JOBS
from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES
from bothways.pure.redaction import redacted

JOB_TELLS = violation(
    "job-tells",
    "What a job said last, or went wrong with, names a person, a code or a ballot, or counts "
    "ballots. Beside the moment of its run that is a trace.",
    "Find out which program writes it; let the job run again, so that it is written over.",
)
UNKNOWN_JOB = notice(
    "unknown-job",
    "The program has no such job now. An earlier version may have had it.",
    "Look whether anything else runs on this database.",
)

WHERE = f"{DATABASES['default']}: jobs_schedule"
COUNTS_BALLOTS = re.compile(
    r"\d+\s+(ballots?|answers?|votes?)\b|\b(ballots?|votes?)\W{1,3}\d", re.I
)


def check(look: Look) -> Iterator[Finding]:
    """Look at the last words and the last error of every job."""
    for schedule in Schedule.objects.all():
        if schedule.name not in JOBS:
            yield UNKNOWN_JOB.at(WHERE, f"There is a job {schedule.name}.")
        for words in (schedule.name, schedule.last_words, schedule.last_error):
            if _tells(words, look):
                yield JOB_TELLS.at(WHERE, f"The job {schedule.name} says more than it may.")
                break


def _tells(words: str, look: Look) -> bool:
    data = words.encode()
    return (
        redacted(words) != words
        or bool(COUNTS_BALLOTS.search(words))
        or bool(look.of_people.found_in(data) or look.of_ballots.found_in(data))
    )
