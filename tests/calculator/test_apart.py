"""A page's sums are made by a process of its own: nothing stays, nothing hangs, nothing leaks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bothways.calculator import apart
from bothways.calculator.apart import worked_out_apart
from bothways.calculator.errors import BadFileError
from bothways.calculator.sheets import FirmAnswers, read_firms
from bothways.calculator.working import work_out

ANSWERS = "team,q1,q2\n" + "".join(
    f"{team},{1 + (at + place) % 5},{2 + at % 3}\n"
    for place, team in enumerate("ABCD")
    for at in range(6)
)
SIZES = "team,team_size\n" + "".join(f"{team},8\n" for team in "ABCDE")


def firms() -> list[FirmAnswers]:
    return read_firms(ANSWERS.encode(), SIZES.encode())


def test_what_comes_back_is_what_was_worked_out_and_no_answer_stands_in_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever lists the processes of the machine sees that somebody calculates, and no more."""
    seen: list[list[str]] = []
    run = subprocess.run

    def watched(words: list[str], **options: object) -> object:
        seen.append(words)
        return run(words, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(apart.subprocess, "run", watched)

    assert worked_out_apart(firms(), "now") == work_out(firms(), "now")
    assert seen == [[sys.executable, "-m", "bothways.calculator", "--from-page"]]


def test_a_refusal_comes_back_as_the_same_refusal() -> None:
    silent = read_firms(b"rep,team,q1\n7,A,\n7,A,\n8,A,4\n8,A,3\n", None)

    with pytest.raises(BadFileError) as refusal:
        worked_out_apart(silent, "climate")

    assert str(refusal.value) == "7: Nobody answered any of these questions."


def test_what_takes_too_long_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PATIENCE_SECONDS", 0.01)

    with pytest.raises(BadFileError, match="took too long"):
        worked_out_apart(firms(), "now")


def test_the_page_itself_needs_no_numpy() -> None:
    program = (
        "import sys, bothways.calculator.apart, bothways.calculator.sheets,"
        " bothways.calculator.table, bothways.calculator.figures\n"
        "print('numpy' in sys.modules, 'scipy' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["False", "False"]
