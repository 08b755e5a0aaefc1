"""The real command on small firms: what it publishes is all there is, and proves nothing."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.rehearsal import attack as attacker
from tests.rehearsal.attack import asked, attack, read_answers, too_little_data
from tests.rehearsal.firms import Firm, small_firm

ROOT = Path(__file__).resolve().parents[2]


def one_department() -> Firm:
    """23 people in one department, five of whom answer the last question; then four respond."""
    firm = small_firm(19)
    (everybody,) = firm.answers
    skipped = {
        who: given | ({} if number < 5 else {"q3": None})
        for number, (who, given) in enumerate(everybody.items())
    }
    return replace(firm, answers=(skipped, dict(islice(everybody.items(), 4))))


REHEARSALS = {
    "full": (one_department(), 7, 2),
    "focus": (small_firm(48), 5, 1),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Rehearse each firm once, at the same time; return where each published."""
    running = []
    for format, (firm, k, c) in REHEARSALS.items():
        folder = tmp_path_factory.mktemp(format)
        firm.write(folder)
        (folder / "constructs.csv").write_text("question,construct\nq1,A\nq2,A\nq3,B\n")
        files = [f"--{name}={folder / name}.csv" for name in ("roster", "answers", "constructs")]
        rules = [f"--out={folder}", f"--format={format}", f"--k={k}", f"--c={c}"]
        command = [sys.executable, "-m", "bothways", "rehearse", *files, *rules]
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        running.append((format, folder, subprocess.Popen(command, env=env, cwd=ROOT)))
    assert [process.wait(timeout=120) for _, _, process in running] == [0, 0]
    return {format: folder for format, folder, _ in running}


def seen_in(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "published.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("format", REHEARSALS)
def test_what_is_published_proves_nothing(folders: dict[str, Path], format: str) -> None:
    _, k, c = REHEARSALS[format]
    seen, answers = seen_in(folders[format]), read_answers(folders[format] / "answers.csv")

    assert len(asked(seen)) >= 3
    assert any("n" in cell for cell in seen["cells"])
    assert [str(found) for found in attack(seen, answers, c=c)] == []
    assert too_little_data(seen, k=k, c=c, answers=answers) == []


@pytest.mark.parametrize("format", REHEARSALS)
def test_the_attack_is_a_command_too(
    folders: dict[str, Path],
    format: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, k, c = REHEARSALS[format]
    files = [str(folders[format] / name) for name in ("published.json", "answers.csv")]
    monkeypatch.setattr(sys, "argv", ["attack", *files, f"--k={k}", f"--c={c}"])

    assert attacker.main() == 0
    assert capsys.readouterr().out == "0 answers proved, 0 figures of too few people.\n"


@pytest.mark.parametrize("format", REHEARSALS)
def test_published_json_says_all_that_the_releases_say(
    folders: dict[str, Path], format: str
) -> None:
    """Also where the firm is one department, and two figures stand for the same people."""
    seen = seen_in(folders[format])
    n_figures = 0
    for wave in seen["rosters"]:
        release = json.loads((folders[format] / f"release-{wave}.json").read_text())
        for figure in release["cells"]:
            blocks = sorted(figure["blocks"])
            ((ranges, size),) = [
                (cell["ge"][figure["question"]], cell.get("n", cell.get("n_max")))
                for cell in seen["cells"]
                if cell["waves"] == [int(wave)]
                and sorted(cell["filter"]["block"]) == blocks
                and figure["question"] in cell["ge"]
            ]
            assert size in {figure["n"], figure["n_max"]}
            for threshold, (low, high) in figure["ge"].items():
                told = ranges[int(threshold) - 2]
                assert low <= told[0] <= told[1] <= high, figure
                n_figures += 1

    assert n_figures > 10


@pytest.mark.parametrize("format", REHEARSALS)
def test_the_tables_say_what_the_releases_say(folders: dict[str, Path], format: str) -> None:
    for path in folders[format].glob("release-*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                (row["question"], row["at least"], row["at most"])
                for row in csv.DictReader(file)
                if row["at most"]
            ]
        release = json.loads(path.with_suffix(".json").read_text())
        told = {
            (cell["question"], *map(str, bounds))
            for cell in release["cells"]
            for bounds in cell["ge"].values()
        }
        assert set(rows) <= told


def test_a_wave_of_four_and_a_question_of_five_answers_have_no_figure(
    folders: dict[str, Path],
) -> None:
    cells = seen_in(folders["full"])["cells"]

    assert all("n" not in cell for cell in cells if cell["waves"] == [1])
    (few,) = [cell for cell in cells if cell["waves"] == [0] and "q3" in cell["ge"]]
    assert (few["n_max"], few["ge"]["q3"]) == (6, [[0, 6]] * 4)
