"""`bothways score`: two tables in, one out, and no database."""

import csv
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from bothways.calculator.__main__ import main
from tests.pure.measurement.data import FOLDER, words

ANSWERS = FOLDER / "trials_lq2002_answers.csv"
TEAMS = FOLDER / "trials_lq2002_teams.csv"
ROOT = Path(__file__).resolve().parents[2]


def said(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return main([str(word) for word in words], out, err), out.getvalue(), err.getvalue()


def few(folder: Path, source: Path, n_firms: int = 12) -> Path:
    """The first firms of a file of trials."""
    head, *rows = source.read_text().splitlines()
    path = folder / source.name
    path.write_text("\n".join([head, *(row for row in rows if int(row.split(",")[0]) < n_firms)]))
    return path


def test_the_table_has_a_line_for_each_team_near_its_truth(tmp_path: Path) -> None:
    result = tmp_path / "result.csv"
    truth = words("trials_lq2002_truth")
    known = dict(
        zip(zip(truth["rep"], truth["team"], strict=True), truth["truth_now"], strict=True)
    )

    code, out, err = said(
        few(tmp_path, ANSWERS), few(tmp_path, TEAMS), "--kind", "now", "--out", result
    )
    rows = list(csv.DictReader(StringIO(result.read_text())))

    assert (code, out, err) == (0, "", "")
    assert list(rows[0]) == ["rep", "team", "estimate", "lo", "hi"]
    assert len(rows) == sum(int(rep) < 12 for rep in truth["rep"])
    held = [float(r["lo"]) <= float(known[r["rep"], r["team"]]) <= float(r["hi"]) for r in rows]
    assert sum(held) > 0.9 * len(held)


def test_one_firm_needs_no_column_rep_and_climate_no_sizes(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text(
        "team,q1\n" + "".join(f"{team},{1 + at % 5}\n" for at in range(3) for team in "ABCD")
    )

    code, out, _ = said(answers, "--kind", "climate")

    assert code == 0
    assert out.startswith("team,estimate,lo,hi\nA,")


@pytest.mark.parametrize(
    ("answers", "kind", "says"),
    [
        ("team,q1\nA,9\n", "climate", "Row 2 of the answers, column q1"),
        ("team,q1\nA,4\nA,4\n", "now", "the sizes of the teams are needed"),
        ("team,q1\nA,\n", "climate", "Nobody answered any of these questions."),
        ("team,q1\nA,4\nB,5\n", "climate", "can't be told from teams"),
        ("rep,team,q1\nx,A,4\nx,A,3\ny,A,\n", "climate", "y: Nobody answered"),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_one_sentence(
    answers: str, kind: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(answers)

    code, out, err = said(path, "--kind", kind)

    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    code, _, err = said(tmp_path / "none.csv", "--kind", "climate")

    assert code == 2
    assert "none.csv" in err


def test_a_team_in_which_nobody_answered_has_no_line_and_a_question_never_asked_counts_for_none(
    tmp_path: Path,
) -> None:
    rows = "".join(f"{team},{1 + at % 5},,{5 - at % 4}\n" for at in range(4) for team in "ABCD")
    answers, teams = tmp_path / "answers.csv", tmp_path / "teams.csv"
    answers.write_text("team,q1,q2,q3\n" + rows)
    without = tmp_path / "without.csv"
    without.write_text("team,q1,q3\n" + rows.replace(",,", ","))
    teams.write_text("team,team_size\n" + "".join(f"{team},5\n" for team in "ABCDE"))

    told = [said(path, teams, "--kind", "now")[1] for path in (answers, without)]

    assert told[0] == told[1]
    assert [line[0] for line in told[0].splitlines()[1:]] == list("ABCD")


def test_no_team_becomes_a_formula_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("team,q1\n=1+1,4\n=1+1,3\n@x,2\n")

    _, out, _ = said(path, "--kind", "climate")

    assert "\n'=1+1," in out
    assert "\n'@x," in out


def test_it_asks_no_settings_and_no_database(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("team,q1\nA,4\nA,3\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "BOTHWAYS_DATA": "/nowhere/x"}
    program = (
        "import sys; sys.argv[1:] = ['score', sys.argv[1], '--kind', 'climate']\n"
        "from bothways.__main__ import main\n"
        "try: main()\n"
        "finally: print([name for name in sys.modules if name.startswith('bothways.config')"
        " or name == 'scipy.stats' or name.startswith('django.db.backends')])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.splitlines()[0] == "team,estimate,lo,hi"
    assert done.stdout.splitlines()[-1] == "[]"


def test_help_says_in_plain_words_what_goes_in_and_comes_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    text = capsys.readouterr().out
    assert ended.value.code == 0
    for wanted in (
        "one row for each person",
        "--kind now",
        "--kind climate",
        "team, estimate, lo, hi",
    ):
        assert wanted in text
