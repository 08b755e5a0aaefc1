"""Preparing on PostgreSQL: it says what of the server's habits would tell of ballots."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.postgres import SERVER, databases_of

pytestmark = pytest.mark.postgresql
ROOT = Path(__file__).resolve().parents[2]


def prepare(folder: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        **databases_of(folder),
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": "run",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "bothways", "prepare"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def quiet(folder: Path) -> None:
    """Do as docs/run/postgresql.md says."""
    name = databases_of(folder)["BOTHWAYS_BALLOTS_URL"].rpartition("/")[2]
    with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET log_min_error_statement = 'panic'")


def test_a_server_that_would_write_ballots_into_its_log_is_named(tmp_path: Path) -> None:
    done = prepare(tmp_path)

    assert done.returncode == 0, done.stderr
    assert "keeps more than ballots (log_min_error_statement)" in done.stderr


def test_one_that_was_set_up_as_the_paper_says_is_not(tmp_path: Path) -> None:
    quiet(tmp_path)

    done = prepare(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
