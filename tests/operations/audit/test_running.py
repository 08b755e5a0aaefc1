"""What a job keeps of its last run names nobody and counts no ballot."""

import re
from pathlib import Path

import pytest

import bothways
from bothways.operations.audit.running import COUNTS_BALLOTS
from tests.operations.audit.conftest import House

A_JOB = "(SELECT min(name) FROM jobs_schedule)"


def test_real_jobs_say_nothing_of_ballots(audited: House) -> None:
    assert audited.sql("SELECT count(*) FROM jobs_schedule")[0][0] > 5
    assert audited.finds("jobs") == set()


def test_no_job_says_anything_that_could_be_taken_for_a_count_of_ballots() -> None:
    jobs = sorted(Path(bothways.__file__).parent.glob("*/jobs.py"))
    said = [re.sub(r"%\(\w+\)s|\{[^}]*\}", "7", job.read_text(encoding="utf-8")) for job in jobs]

    assert len(said) > 10
    assert [found.group() for text in said for found in COUNTS_BALLOTS.finditer(text)] == []


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "words",
    [
        "reminded Jo Marsh",
        "told ada@example.com",
        "17 ballots so far",
        "ballots: 17",
        "signed with code 123456",
    ],
)
@pytest.mark.parametrize("column", ["last_words", "last_error"])
def test_a_job_that_says_more_is_found(audited: House, column: str, words: str) -> None:
    audited.sql(f"UPDATE jobs_schedule SET {column} = %s WHERE name = {A_JOB}", words)

    assert audited.finds("jobs") == {"job-tells"}


@pytest.mark.sqlite
def test_a_job_that_the_program_does_not_know_is_said(audited: House) -> None:
    audited.sql(f"UPDATE jobs_schedule SET name = 'copy_ballots' WHERE name = {A_JOB}")

    assert audited.notices("jobs") == {"unknown-job"}
