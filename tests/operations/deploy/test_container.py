"""The container's steps: each is looked at, and what can be run without a container is run."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "deploy/Containerfile").read_text().replace("\\\n", " ")
STEPS = [
    line.split(" ", 1) for line in TEXT.splitlines() if line and not line.startswith(("#", " "))
]


def steps(kind: str) -> list[str]:
    return [words for name, words in STEPS if name == kind]


def test_all_that_is_copied_is_there_and_nothing_that_is_private() -> None:
    sources = [words.split()[0] for words in steps("COPY")]

    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert "." not in sources
    assert "var" not in sources


def test_packages_come_from_the_hashed_lock_alone() -> None:
    installing = next(words for words in steps("RUN") if "pip install" in words)
    locks = re.findall(r"-r /srv/bothways/(\S+)", installing)

    assert "--require-hashes" in installing
    assert locks
    assert all((ROOT / lock).exists() for lock in locks)


def test_it_is_not_root_when_it_serves() -> None:
    order = [name for name, _words in STEPS]

    assert steps("USER") == ["10001"]
    assert order.index("USER") < order.index("CMD")
    assert "RUN" not in order[order.index("USER") :]
    assert "--uid 10001" in " ".join(steps("RUN"))


def test_only_the_data_can_be_written() -> None:
    assert steps("VOLUME") == ["/data"]
    assert "BOTHWAYS_DATA=/data" in " ".join(steps("ENV"))
    assert "PYTHONDONTWRITEBYTECODE=1" in " ".join(steps("ENV"))
    assert "--read-only" in TEXT


def test_its_health_is_asked_deeply() -> None:
    words = json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])

    ast.parse(words[2])
    assert "/healthz?deep=1" in words[2]


def test_what_it_starts_prepares_and_then_serves(tmp_path: Path) -> None:
    """The script itself is run, with a python in its way that only notes what it was told."""
    noted = tmp_path / "noted"
    fake = tmp_path / "python"
    fake.write_text(f'#!/bin/sh\necho "$@" >> {noted}\n')
    fake.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    subprocess.run(["sh", ROOT / "deploy/start"], env={"PATH": path}, check=True)

    assert noted.read_text().splitlines() == [
        "-m bothways prepare",
        "-m bothways serve --host 0.0.0.0 --port 8000",
    ]
    assert json.loads(steps("CMD")[0])[-1] == "/srv/bothways/start"


def test_what_is_copied_is_enough_to_prepare_an_installation(tmp_path: Path) -> None:
    """The step of the start that needs files: from `src` alone, with nothing else of the tree."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "BOTHWAYS_DATA": str(tmp_path / "data"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    done = subprocess.run(
        [sys.executable, "-m", "bothways", "prepare"],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "bothways.sqlite3").exists()
