"""The ballot client that is served is the one that its sources give, byte for byte."""

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVED = ROOT / "src/bothways/ui/static/bothways/ballot.js"
MOST_BYTES = 45_000


def test_the_served_client_has_the_checksum_that_lies_beside_it() -> None:
    digest = hashlib.sha256(SERVED.read_bytes()).hexdigest()

    assert Path(f"{SERVED}.sha256").read_text() == f"{digest}  ballot.js\n"


def test_the_client_carries_the_licences_of_what_is_bundled_in_it() -> None:
    licences = Path(f"{SERVED}.licences.txt").read_text()

    for name in ("@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common"):
        assert name in licences


def test_the_client_is_small_enough_for_a_slow_phone() -> None:
    assert len(gzip.compress(SERVED.read_bytes(), 9)) < MOST_BYTES


def test_the_client_evaluates_no_text_as_code() -> None:
    source = SERVED.read_text()

    assert "eval(" not in source
    assert "new Function" not in source


@pytest.mark.skipif(shutil.which("npm") is None, reason="building the client again needs node")
def test_building_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    frontend = tmp_path / "frontend"
    shutil.copytree(ROOT / "frontend", frontend, ignore=shutil.ignore_patterns("node_modules"))
    for command in (["npm", "ci"], ["node", "build.mjs", str(tmp_path)]):
        done = subprocess.run(command, cwd=frontend, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    assert (tmp_path / "ballot.js").read_bytes() == SERVED.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="the client's own tests need node")
def test_the_clients_own_tests_pass_with_the_vectors_of_both_rfcs(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    shutil.copytree(
        ROOT / "frontend", copy / "frontend", ignore=shutil.ignore_patterns("node_modules")
    )
    shutil.copytree(ROOT / "tests/data", copy / "tests/data")
    for command in (["npm", "ci"], ["npm", "test"]):
        done = subprocess.run(
            command, cwd=copy / "frontend", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
