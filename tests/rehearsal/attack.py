"""An attacker's program: what a `published.json` proves about single people.

It knows all that the file says (who is in which block, who responded, every figure), who skipped
which question, and the answers of any `c` respondents; it takes the answers of the rest only to
know which coalitions there can be. On the command line:

    python -m tests.rehearsal.attack published.json answers.csv --k 7 --c 2
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from tests.rehearsal.proving import Attack, Proof, Sum, Table

Published = Mapping[str, Any]
# wave, person, question: an answer from 1 to 5, or None
Answers = Mapping[str, Mapping[str, Mapping[str, int | None]]]
THRESHOLDS = (2, 3, 4, 5)


@dataclass(frozen=True)
class Asked:
    """A question in a wave, with the sums that were published of it."""

    wave: str
    question: str
    cells: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Finding:
    """Somebody's answer, proved."""

    asked: tuple[tuple[str, str], ...]
    blocks: tuple[str, ...]
    cannot_be: tuple[int, ...]
    n_people: int
    coalition: tuple[tuple[tuple[str, ...], tuple[int, ...], int], ...]

    def __str__(self) -> str:
        where = " and ".join(f"{question} in wave {wave}" for wave, question in self.asked)
        told = ", ".join(
            f"{n} of {'+'.join(blocks)} who tell {_either(values)}"
            for blocks, values, n in self.coalition
        )
        return (
            f"{where}: nobody else of {'+'.join(self.blocks)} answered {_either(self.cannot_be)}"
            f" (known of {self.n_people} people; coalition: {told or 'nobody'})"
        )


def _either(values: Iterable[int]) -> str:
    return " or ".join(str(value) for value in values)


def asked(published: Published) -> list[Asked]:
    """Return every question of every wave."""
    cells: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for cell in published["cells"]:
        for wave in cell["waves"]:
            for question in cell["ge"]:
                cells[str(wave), question].append(cell)
    return [Asked(wave, question, tuple(found)) for (wave, question), found in cells.items()]


def n_proved(findings: Iterable[Finding]) -> int:
    """Return how many answers are known at least; one known in two ways is one."""
    most: dict[object, int] = defaultdict(int)
    for one in findings:
        here = (one.asked, one.blocks)
        most[here] = max(most[here], one.n_people)
    return sum(most.values())


def attack(published: Published, answers: Answers, *, c: int) -> list[Finding]:
    """Return all that coalitions of up to `c` can prove, question by question."""
    return [one for each in asked(published) for one in prove(published, answers, [each], c=c)]


def prove(
    published: Published, answers: Answers, several: Sequence[Asked], *, c: int
) -> list[Finding]:
    """Return what is proved if everybody gave the same answer to each of `several`.

    With one question in one wave that is no assumption. With two waves, or two questions that
    ask the same, it is the attack that docs/anonymity.md calls the weak spot.
    """
    told = Puzzle(published, answers, several)
    if told.n_classes < 2:
        return []
    return [told.finding(proof) for proof in told.attack().proofs(c)]


class Puzzle:
    """The people of some questions, sorted by the sums that count them."""

    def __init__(self, published: Published, answers: Answers, several: Sequence[Asked]) -> None:
        self.several = several
        self.cells_of = [_cells_by_block(each) for each in several]
        self.counted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self.value: dict[str, int] = {}
        self.blocks: dict[str, set[str]] = defaultdict(set)
        for number, each in enumerate(several):
            for row in published["rosters"][each.wave]:
                value = answers.get(each.wave, {}).get(row["id"], {}).get(each.question)
                if value is not None:
                    self._count(number, each, row, value)
        self.used = self._used_thresholds()
        self.n_classes = len(self.used) + 1
        kinds = sorted({tuple(sorted(cells)) for cells in self.counted.values()})
        self.kinds = {kind: number for number, kind in enumerate(kinds)}

    def _count(self, number: int, each: Asked, row: Mapping[str, Any], value: int) -> None:
        person = row["id"]
        self.counted[person] |= {(number, i) for i in self.cells_of[number][row["block"]]}
        self.blocks[person].add(row["block"])
        if self.value.setdefault(person, value) != value:
            raise ValueError(f"{person} changed the answer: this attack is for answers that stay.")

    def _used_thresholds(self) -> list[int]:
        """Return the thresholds of which anything is said; between others nothing can differ."""
        return [t for t in THRESHOLDS if any(self._sums([t], {}))]

    def _people_in(self, at: tuple[int, int]) -> int:
        return sum(at in cells for cells in self.counted.values())

    def _sums(self, thresholds: Sequence[int], kinds: Mapping[Any, int]) -> Iterable[Sum]:
        """Give all sums that say anything, each with the kinds of people it counts."""
        for number, each in enumerate(self.several):
            for i, cell in enumerate(each.cells):
                groups = frozenset(kinds[kind] for kind in kinds if (number, i) in kind)
                n = self._people_in((number, i))
                for level, threshold in enumerate(thresholds, 1):
                    low, high = cell["ge"][each.question][threshold - 2]
                    if low > 0 or high < n:
                        yield Sum(groups, level, low, high)

    def _class_of(self, value: int) -> int:
        return sum(value >= threshold for threshold in self.used)

    def _values_of(self, answer: int) -> tuple[int, ...]:
        return tuple(value for value in range(1, 6) if self._class_of(value) == answer)

    def values(self, row: Iterable[int]) -> list[int]:
        """Return answers that a row of a table can stand for, the most extreme ones."""
        ends = [self._values_of(answer) for answer in range(self.n_classes)]
        return [
            ends[answer][0 if answer == 0 else -1] for answer, n in enumerate(row) for _ in range(n)
        ]

    def group_of(self, person: str) -> int:
        return self.kinds[tuple(sorted(self.counted[person]))]

    def truth(self) -> Table:
        """Return how many of each kind of people gave each kind of answer."""
        table = np.zeros((len(self.kinds), self.n_classes), dtype=np.int64)
        for person in self.counted:
            table[self.group_of(person), self._class_of(self.value[person])] += 1
        return table

    def attack(self) -> Attack:
        return Attack(self.truth().tolist(), list(self._sums(self.used, self.kinds)))

    def _blocks_of(self, group: int) -> tuple[str, ...]:
        kinds = list(self.kinds)
        people = [who for who, cells in self.counted.items() if set(kinds[group]) == cells]
        return tuple(sorted({block for who in people for block in self.blocks[who]}))

    def finding(self, proof: Proof) -> Finding:
        truth = self.truth()
        return Finding(
            asked=tuple((each.wave, each.question) for each in self.several),
            blocks=self._blocks_of(proof.group),
            cannot_be=self._values_of(proof.answer),
            n_people=proof.n_proved(truth),
            coalition=tuple(
                (self._blocks_of(group), self._values_of(answer), int(n))
                for (group, answer), n in np.ndenumerate(proof.coalition)
                if n
            ),
        )


def _cells_by_block(each: Asked) -> dict[str, list[int]]:
    """Return the numbers of the figures that count each block."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(each.cells):
        for block in _blocks(cell):
            found[block].append(number)
    return found


def _blocks(cell: Mapping[str, Any]) -> frozenset[str]:
    if set(cell["filter"]) != {"block"}:
        raise ValueError(f"A figure by something else than blocks: {cell['filter']}")
    return frozenset(cell["filter"]["block"])


def too_little_data(
    published: Published, *, k: int, c: int, answers: Answers | None = None
) -> list[str]:
    """Return every figure that rests on too few people, alone or by subtraction."""
    need = max(k, 2 * c + 3)
    said: list[str] = []
    for each in asked(published):
        where = f"{each.question} in wave {each.wave}"
        roster = published["rosters"][each.wave]
        if answers is not None:
            wave = answers.get(each.wave, {})
            who = [row for row in roster if wave.get(row["id"], {}).get(each.question)]
        said += [
            f"{where}, {_name(_blocks(cell))}: {fault}"
            for cell in each.cells
            for fault in _faults_of(cell, each.question, need, _n_in(roster, cell))
        ]
        said += [f"{where}, {fault}" for fault in _faults_between(each, need)]
        if answers is not None:
            said += [f"{where}, {fault}" for fault in _wrong_n(each, who, need)]
    return said


def _n_in(people: Sequence[Mapping[str, Any]], cell: Mapping[str, Any]) -> int:
    blocks = _blocks(cell)
    return sum(row["block"] in blocks for row in people)


def _name(blocks: Iterable[str]) -> str:
    return "+".join(sorted(blocks))


def _faults_of(cell: Mapping[str, Any], question: str, need: int, eligible: int) -> list[str]:
    """Say what is wrong with one figure by itself."""
    faults = []
    ranges = cell["ge"][question]
    if len(cell["waves"]) != 1:
        faults.append("waves are pooled")
    if ("n" in cell) == ("n_max" in cell):
        faults.append("must have either n or n_max")
    elif "n" in cell:
        if cell["n"] < need:
            faults.append(f"n = {cell['n']} is below {need}")
    elif cell["n_max"] not in {need - 1, min(need - 1, eligible)}:
        faults.append(f"n_max = {cell['n_max']} says more than 'fewer than {need}'")
    most = cell.get("n", cell.get("n_max", 0))
    if "n_max" in cell and any(tuple(one) != (0, most) for one in ranges):
        faults.append("figures although there are too few")
    if len(ranges) != len(THRESHOLDS) or not all(0 <= lo <= hi <= most for lo, hi in ranges):
        faults.append("ranges that are none")
    return faults


def _faults_between(each: Asked, need: int) -> list[str]:
    """Say what subtracting figures from each other would give."""
    faults = []
    cells = [(_blocks(cell), cell) for cell in each.cells]
    for (one, first), (other, second) in combinations(cells, 2):
        if one == other and not _nested(first["ge"][each.question], second["ge"][each.question]):
            faults.append(f"{_name(one)}: two figures of the same people")
        if one & other and not (one <= other or other <= one):
            faults.append(f"{_name(one)} and {_name(other)}: figures cross")
    for blocks, cell in cells:
        inner = [(part, sub) for part, sub in cells if part < blocks and "n" in sub]
        widest = [sub for part, sub in inner if not any(part < other for other, _ in inner)]
        rest = cell.get("n", 0) - sum(sub["n"] for sub in widest)
        if "n" in cell and widest and 0 < rest < need:
            faults.append(f"{_name(blocks)}: all but {rest} people can be subtracted")
    return faults


def _nested(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    """Tell whether one of two figures says nothing that the other does not say."""
    pairs = list(zip(one, other, strict=True))
    return all(a[0] <= b[0] and b[1] <= a[1] for a, b in pairs) or all(
        b[0] <= a[0] and a[1] <= b[1] for a, b in pairs
    )


def _wrong_n(each: Asked, who: Sequence[Mapping[str, Any]], need: int) -> list[str]:
    """Say where n is not the number of those who answered the question."""
    faults = []
    for cell in each.cells:
        names, n = _name(_blocks(cell)), _n_in(who, cell)
        if "n" in cell and cell["n"] != n:
            faults.append(f"{names}: n = {cell['n']}, but {n} answered")
        if "n_max" in cell and n >= need:
            faults.append(f"{names}: 'too few', but {n} answered")
    return faults


def read_answers(path: Path) -> Answers:
    """Read an answers file as the rehearsal takes it: wave, id, one column per question."""
    answers: dict[str, dict[str, dict[str, int | None]]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            wave, person = row.pop("wave"), row.pop("id")
            answers[wave][person] = {
                question: int(value) if value else None for question, value in row.items()
            }
    return answers


def main() -> int:
    words = argparse.ArgumentParser(description="What does a published.json prove?")
    words.add_argument("published", type=Path)
    words.add_argument("answers", type=Path)
    words.add_argument("--k", type=int, default=7)
    words.add_argument("--c", type=int, default=2)
    chosen = words.parse_args()
    published = json.loads(chosen.published.read_text(encoding="utf-8"))
    answers = read_answers(chosen.answers)
    proved = attack(published, answers, c=chosen.c)
    faults = too_little_data(published, k=chosen.k, c=chosen.c, answers=answers)
    lines = [*map(str, proved), *faults]
    lines.append(f"{n_proved(proved)} answers proved, {len(faults)} figures of too few people.")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if proved or faults else 0


if __name__ == "__main__":
    sys.exit(main())
