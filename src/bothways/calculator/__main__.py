"""`bothways score ANSWERS.csv TEAMS.csv --kind climate|now --out RESULT.csv`.

Reads two tables, writes one, and asks no database, no server and no network. Exits with 0 if the
scores are written, 2 if a file can't be worked with; then the first thing that is wrong is said.
"""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from django.conf import settings

from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import KINDS
from bothways.calculator.sheets import FirmAnswers, read_firms
from bothways.calculator.table import as_csv
from bothways.calculator.working import work_out

HELP = """\
What could a survey that you already have tell you about your teams?

ANSWERS.csv has one row for each person: a column 'team', and one column for
each question, named q1, q2, q3 and so on. Answers go from 1 to 5; leave a field
empty where nobody answered. TEAMS.csv has one row for each team: 'team' and
'team_size', how many people are in it. With a column 'rep' in both files several
firms are worked out, each by itself. Other columns are not read.

  --kind now       the people in the team today, had all of them answered all
                   questions. For looking at one team.
  --kind climate   what the team is like: all who are or could be in it. For
                   comparing teams, and over the years.

RESULT.csv gets one row for each team: team, estimate, lo, hi. The true value
lies between lo and hi in about 95 of 100 cases. Small teams are drawn to the
firm's mean, as much as chance explains how they differ; with fewer than four
teams each stands by itself. A team in which nobody answered gets no row.

Nothing is sent anywhere, and nothing but RESULT.csv is kept."""


def main(words: Sequence[str], out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Do what the command line asks, and return the exit status."""
    if not settings.configured:  # sentences stay in the words of the code
        settings.configure(USE_I18N=False)
    if list(words) == ["--from-page"]:
        return _for_page(sys.stdin, out)
    asked = parser().parse_args(words)
    try:
        teams = asked.teams.read_bytes() if asked.teams else None
        firms = read_firms(asked.answers.read_bytes(), teams)
        several = len(firms) > 1 or bool(firms[0].name)
        table = as_csv(work_out(firms, asked.kind), with_firms=several)
        if asked.out:
            asked.out.write_text(table, encoding="utf-8")
        else:
            out.write(table)
    except (OSError, BadFileError) as error:
        print(f"This can't be worked out: {error}", file=err)
        return 2
    return 0


def parser() -> ArgumentParser:
    """What the command line may say."""
    asked = ArgumentParser(
        prog="bothways score", description=HELP, formatter_class=RawDescriptionHelpFormatter
    )
    asked.add_argument("answers", type=Path, metavar="ANSWERS.csv", help="who answered what")
    asked.add_argument(
        "teams", type=Path, metavar="TEAMS.csv", nargs="?", help="how large each team is"
    )
    asked.add_argument("--kind", choices=KINDS, required=True, help="which of the two, see above")
    asked.add_argument("--out", type=Path, metavar="RESULT.csv", help="if left out: the terminal")
    return asked


def _for_page(told: TextIO, out: TextIO) -> int:
    """Work out what a page has read, from one text to another. See apart.py."""
    asked = json.load(told)
    firms = [FirmAnswers(**firm) for firm in asked["firms"]]
    try:
        answer: dict[str, object] = {"firms": [asdict(f) for f in work_out(firms, asked["kind"])]}
    except BadFileError as refusal:
        answer = {"refused": refusal.key, "values": refusal.values}
    json.dump(answer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
