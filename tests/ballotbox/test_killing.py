"""Whatever is killed, a ballot that was acknowledged is counted, and counted once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.postgresql
@pytest.mark.slow
def test_web_servers_workers_replica_and_primary_are_killed_and_no_ballot_is_lost_or_doubled(
    tmp_path: Path,
) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    env["BOTHWAYS_DATA"] = str(tmp_path / "data")
    words = [sys.executable, "-m", "tests.ballotbox.killing", "--people", "31", "--times", "4"]

    done = subprocess.run(
        words, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["lost"], told["doubled"]) == (0, 0)
    assert told["acknowledged"] == told["ballots"] == 124
    assert told["people"] == told["counted"] == 31
    assert (told["releases"], told["said on the record"]) == (1, 1)
    assert set(told["killed"].values()) == {1}
    assert len(told["killed"]) == 6
    assert told["replica"]
