"""Real answers as a firm: 2,042 people in 49 companies, 19 questions.

    python -m tests.rehearsal.lq2002 FOLDER

writes FOLDER/roster.csv and FOLDER/answers.csv as `bothways rehearse` takes them.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.rehearsal.firms import Firm

SOURCE = Path(__file__).resolve().parents[1] / "data/measurement/lq2002.csv"
QUESTIONS = (
    *(f"LEAD{number:02}" for number in range(1, 12)),
    *(f"TSIG{number:02}" for number in range(1, 4)),
    *(f"HOSTIL{number:02}" for number in range(1, 6)),
)


def people() -> Iterator[tuple[str, str, dict[str, int]]]:
    """Give each person's id, unit and answers from 1 to 5."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = {
                # hostility was asked from 0 to 4
                question: int(row[question]) + question.startswith("HOSTIL")
                for question in QUESTIONS
            }
            yield f"{row['COMPID']}-{row['SUB']}", f"Army/Company {row['COMPID']}", given


def army() -> Firm:
    """Return the whole of it as a firm of one wave."""
    everybody = list(people())
    unit_of = {person: unit for person, unit, _ in everybody}
    wave = {person: dict(given) for person, _, given in everybody}
    return Firm(0, unit_of, (wave,), QUESTIONS)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    army().write(folder)


if __name__ == "__main__":
    main()
