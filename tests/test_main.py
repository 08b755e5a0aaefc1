"""`python -m bothways WORD`: one way in for every command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import databases_of

ROOT = Path(__file__).resolve().parent.parent


def bothways(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = (
        os.environ
        | {
            "BOTHWAYS_DATA": str(folder),
            "BOTHWAYS_MODE": "run",
            "PYTHONPATH": str(ROOT / "src"),
        }
        | databases_of(folder)
    )
    command = [sys.executable, "-m", "bothways", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("word", ["prepare", "worker", "reference", "rehearse", "prove", "migrate"])
def test_every_command_says_what_it_is_for(word: str, tmp_path: Path) -> None:
    done = bothways(tmp_path, word, "--help")

    assert done.returncode == 0, done.stderr
    assert f"bothways {word}" in done.stdout


def test_serving_needs_no_django_to_begin(tmp_path: Path) -> None:
    done = bothways(tmp_path / "untouched", "serve", "--help")

    assert done.returncode == 0
    assert "--port" in done.stdout
    assert not (tmp_path / "untouched").exists()


def test_a_word_that_is_none_is_said(tmp_path: Path) -> None:
    done = bothways(tmp_path, "serv")

    assert done.returncode != 0
    assert "serv" in done.stderr


def test_the_demos_commands_are_not_there_in_a_real_installation(tmp_path: Path) -> None:
    done = bothways(tmp_path, "make_demo")

    assert done.returncode != 0
    assert "make_demo" in done.stderr


@pytest.mark.sqlite
def test_where_no_installation_is_nothing_is_backed_up_and_the_setting_is_named(
    tmp_path: Path,
) -> None:
    done = bothways(tmp_path / "elsewhere", "backup", "--to", str(tmp_path / "empty.age"))

    assert done.returncode == 1
    assert "There is no installation in" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [*tmp_path.glob("*.age"), *tmp_path.glob("elsewhere/*.sqlite3")]
