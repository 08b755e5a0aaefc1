"""What follows for certain from published sums, for those who know the answers of a few.

People whom no sum tells apart stand in one group, so a state of the firm is a table: how many
of each group gave each answer. An answer is proved if no table that fits all sums has room for
it. A coalition is a table too: how many of those who gave an answer tell theirs.

Every coalition is covered, but few are looked at: a table that fits is a witness, and it speaks
for all coalitions except those that hold more of some answer than the table has. Only these are
tried in turn (a bounded search tree). Witnesses are checked in whole numbers; that there is
none is the word of an exact solver.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, eye_array

Table = NDArray[np.int64]


@dataclass(frozen=True)
class Sum:
    """Of the people in `groups`, from `low` to `high` gave answer `at_least` or a higher one."""

    groups: frozenset[int]
    at_least: int
    low: int
    high: int


@dataclass(frozen=True)
class Proof:
    """Nobody in `group` outside the coalition can have given `answer`."""

    group: int
    answer: int
    coalition: Table = field(compare=False)

    def n_proved(self, truth: Table) -> int:
        """Return how many people a coalition of this kind can prove it of, one or another."""
        here, told = truth[self.group], self.coalition[self.group]
        return int(here[told < here].sum())


class ContradictionError(ValueError):
    """The answers are not those that were published."""


class Attack:
    """Everything that one set of sums proves. `truth`: people per group (row) and answer."""

    def __init__(self, truth: Sequence[Sequence[int]], sums: Sequence[Sum]) -> None:
        self.truth: Table = np.array(truth, dtype=np.int64)
        self.n_groups, self.n_answers = self.truth.shape
        self.rows = np.array([self._row(one) for one in sums], dtype=np.int64)
        self.rows = self.rows.reshape(len(sums), self.truth.size)
        self.low = np.array([one.low for one in sums], dtype=np.int64)
        self.high = np.array([one.high for one in sums], dtype=np.int64)
        if not self.fits(self.truth):
            raise ContradictionError("What is published does not fit these answers.")
        self.witnesses: list[Table] = [self.truth]
        self.moves = list(self._moves())
        self.effects = np.array([self._effect(*move) for move in self.moves], dtype=np.int64)
        self.n_solved = 0

    def _row(self, one: Sum) -> NDArray[np.int64]:
        row = np.zeros((self.n_groups, self.n_answers), dtype=np.int64)
        row[sorted(one.groups), one.at_least :] = 1
        return row.ravel()

    def _moves(self) -> Iterator[tuple[int, int, int]]:
        """Give every change of one person's answer: group, answer, other answer."""
        for group, answer in zip(*np.nonzero(self.truth), strict=True):
            for other in range(self.n_answers):
                if other != answer:
                    yield int(group), int(answer), other

    def _effect(self, group: int, answer: int, other: int) -> NDArray[np.int64]:
        at = group * self.n_answers
        return self.rows[:, at + other] - self.rows[:, at + answer]

    def fits(self, table: Table) -> bool:
        """Tell whether a table keeps every sum and the size of every group."""
        totals = self.rows @ table.ravel()
        same_people = bool((table.sum(axis=1) == self.truth.sum(axis=1)).all())
        return same_people and bool(((self.low <= totals) & (totals <= self.high)).all())

    def proofs(self, c: int) -> list[Proof]:
        """Return what coalitions of up to `c` prove, the smallest coalitions for each."""
        found: list[Proof] = []
        for group in np.flatnonzero(self.truth.sum(axis=1)):
            for answer in (0, self.n_answers - 1):
                found += self._proofs_of(int(group), answer, c)
        return found

    def _proofs_of(self, group: int, answer: int, c: int) -> Iterator[Proof]:
        waiting = [np.zeros_like(self.truth)]
        seen: set[bytes] = set()
        while waiting:
            told = waiting.pop()
            all_told = told[group].sum() == self.truth[group].sum()
            if all_told or told.tobytes() in seen:
                continue
            seen.add(told.tobytes())
            needed = told.copy()
            needed[group, answer] += 1
            witness = self._witness(needed, told, c)
            if witness is None:
                yield Proof(group, answer, told)
            else:
                waiting += self._breaking(witness - (needed - told), told, c)

    def _breaking(self, room: Table, told: Table, c: int) -> Iterator[Table]:
        """Give the smallest coalitions above `told` for which a witness has no room."""
        steps = room + 1 - told
        possible = (room < self.truth) & (steps <= c - told.sum())
        for group, answer in zip(*np.nonzero(possible), strict=True):
            larger = told.copy()
            larger[group, answer] += steps[group, answer]
            yield larger

    def _witness(self, needed: Table, told: Table, c: int) -> Table | None:
        """Return a table that fits and holds at least `needed`; None if there is none."""
        for table in self.witnesses:
            if (table >= needed).all():
                return table
        spare = self.truth - told
        table = self._near(needed, spare)
        if table is None:
            table = self._solve(needed, spare <= c - told.sum())
        if table is None:
            return None
        if not (self.fits(table) and (table >= needed).all()):
            raise ArithmeticError("The solver's table does not fit.")
        self.witnesses.append(table)
        return table

    def _near(self, needed: Table, spare: Table) -> Table | None:
        """Look for a witness one or two changed answers away from the truth."""
        group, answer = (int(at[0]) for at in np.nonzero(needed > self.truth))
        plenty = np.array([spare[one[0], one[1]] for one in self.moves])
        room_up = self.high - self.rows @ self.truth.ravel()
        room_down = self.rows @ self.truth.ravel() - self.low
        first = [i for i, one in enumerate(self.moves) if one[0] == group and one[2] == answer]
        for i in sorted(first, key=lambda i: -plenty[i]):
            totals = np.vstack([self.effects[i], self.effects + self.effects[i]])
            good = ((totals <= room_up) & (totals >= -room_down)).all(axis=1)
            for j in sorted(np.flatnonzero(good), key=lambda j: -plenty[j - 1] if j else -1e9)[:5]:
                table = self._changed(i, *([j - 1] if j else []))
                if (table >= needed).all():
                    return table
        return None

    def _changed(self, *moves: int) -> Table:
        table = self.truth.copy()
        for group, answer, other in (self.moves[move] for move in moves):
            table[group, answer] -= 1
            table[group, other] += 1
        return table

    def _solve(self, needed: Table, scarce: NDArray[np.bool_]) -> Table | None:
        """Ask the solver, which takes answers away where there are plenty if it can."""
        self.n_solved += 1
        n, people = self.truth.size, self.truth.sum(axis=1)
        members = np.kron(np.eye(self.n_groups), np.ones(self.n_answers))
        kept = csr_array(np.vstack([members, self.rows]))
        one = eye_array(n, format="csr")
        matrix = block_array([[kept, None], [one, one]], format="csr")
        low = np.concatenate([people, self.low, self.truth.ravel()])
        high = np.concatenate([people, self.high, np.full(n, np.inf)])
        cost = np.concatenate([np.zeros(n), np.where(scarce.ravel(), 100, 1)])
        most = np.concatenate([np.repeat(people, self.n_answers), self.truth.ravel()])
        least = np.concatenate([needed.ravel(), np.zeros(n)])
        if (least > most).any():
            return None
        answer = milp(
            cost,
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(least, most),
            integrality=np.ones(2 * n),
        )
        if answer.status == 2:  # proved to be impossible
            return None
        if answer.x is None:
            raise ArithmeticError(f"The solver gave up: {answer.message}")
        return np.rint(answer.x[:n]).astype(np.int64).reshape(self.truth.shape)
