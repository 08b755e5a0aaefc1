"""Small believable firms for attackers: who works where, who answered, and what."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

Answer = int | None

QUESTIONS = ("q1", "q2", "q3")


@dataclass(frozen=True)
class Firm:
    """A firm of one to three levels. `answers`: per wave and person who responded, by question."""

    seed: int
    unit_of: dict[str, str]
    answers: tuple[dict[str, dict[str, Answer]], ...]
    questions: tuple[str, ...] = QUESTIONS

    def teams(self) -> dict[str, list[str]]:
        """Return the people of each team, by its path."""
        found: dict[str, list[str]] = {}
        for person, unit in self.unit_of.items():
            found.setdefault(unit, []).append(person)
        return found

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write roster.csv and answers.csv as the rehearsal takes them."""
        roster, answers = folder / "roster.csv", folder / "answers.csv"
        _write(roster, ("wave", "id", "unit", "manager"), self._roster_rows())
        _write(answers, ("wave", "id", *self.questions), self._answer_rows())
        return roster, answers

    def _roster_rows(self) -> Iterator[tuple[object, ...]]:
        for wave in range(len(self.answers)):
            yield from ((wave, person, unit, "") for person, unit in self.unit_of.items())

    def _answer_rows(self) -> Iterator[tuple[object, ...]]:
        for wave, given_by in enumerate(self.answers):
            for person, given in given_by.items():
                yield wave, person, *(given[question] for question in self.questions)


def _write(path: Path, head: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        out.writerows(rows)


def small_firm(seed: int, *, n_waves: int = 1) -> Firm:
    """Return a firm of 8 to 80 people; the same seed gives the same firm."""
    random = Random(seed)
    teams = list(_teams(random, levels=random.randint(1, 3)))
    n_people = random.randint(8, 80)
    weights = [random.choice((1, 1, 2, 4)) for _ in teams]
    unit_of = {f"p{number}": random.choices(teams, weights)[0] for number in range(1, n_people + 1)}
    waves = tuple(_wave(random, unit_of) for _ in range(n_waves))
    return Firm(seed, unit_of, waves)


def _teams(random: Random, levels: int) -> Iterator[str]:
    if levels == 1:
        yield "Firm"
        return
    for department in range(1, random.randint(2, 5)):
        name = f"Firm/Department {department}"
        if levels == 2 or random.random() < 0.2:
            yield name
        else:
            yield from (f"{name}/Team {number}" for number in range(1, random.randint(2, 6)))


def steady_firm(seed: int, *, n_waves: int) -> Firm:
    """Return a firm where nobody ever thinks otherwise; 4 of 5 respond to each wave."""
    firm, random = small_firm(seed), Random(seed)
    moods = {unit: _mood(random) for unit in sorted(set(firm.unit_of.values()))}
    mind: dict[str, dict[str, Answer]] = {
        person: {question: random.choice(moods[unit]) for question in QUESTIONS}
        for person, unit in firm.unit_of.items()
    }
    waves = (
        {person: given for person, given in mind.items() if random.random() < 0.8}
        for _ in range(n_waves)
    )
    return Firm(seed, firm.unit_of, tuple(waves))


def _wave(random: Random, unit_of: dict[str, str]) -> dict[str, dict[str, Answer]]:
    """Let most people respond; some teams agree on everything, some all say the same thing."""
    share, skips = random.choice((0.5, 0.8, 1.0)), random.choice((0.0, 0.1, 0.4))
    moods = {unit: _mood(random) for unit in sorted(set(unit_of.values()))}
    return {
        person: {
            question: None if random.random() < skips else random.choice(moods[unit])
            for question in QUESTIONS
        }
        for person, unit in unit_of.items()
        if random.random() < share
    }


def _mood(random: Random) -> tuple[int, ...]:
    return random.choice(((1,), (5,), (4, 5), (1, 2, 3), (1, 5), (3, 4), (1, 2, 3, 4, 5), (4,)))
