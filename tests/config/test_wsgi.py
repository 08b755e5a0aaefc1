"""The web server's process stays small until it needs more, and is quick to start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SAYS_WHAT_IS_LOADED = """
import sys
from bothways.config import wsgi
wsgi._later.cancel()
print([name for name in ("scipy", "numpy", "scipy.stats") if name in sys.modules])
wsgi.warm_up()
print([name for name in ("scipy", "numpy", "scipy.stats") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    env = os.environ | {
        "BOTHWAYS_DATA": str(tmp_path_factory.mktemp("data")),
        "BOTHWAYS_MODE": "run",
        "PYTHONPATH": str(ROOT / "src"),
    }
    words = [sys.executable, "-W", "ignore", "-c", SAYS_WHAT_IS_LOADED]
    return subprocess.run(
        words, env=env, capture_output=True, text=True, check=True
    ).stdout.splitlines()


def test_nothing_heavy_is_loaded_before_the_first_answer(said: list[str]) -> None:
    assert said[0] == "[]"


def test_nothing_heavy_is_loaded_soon_after_either(said: list[str]) -> None:
    assert said[1] == "[]"
