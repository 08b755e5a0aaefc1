"""The guarantee of section 4, counted out: every data set of a small firm, every coalition.

An attacker knows the roster, the blocks, who responded and who skipped the question, everything
published about it, and the answers of up to c respondents. Two data sets that look alike to them
are the same *view*. The guarantee is broken where, in all data sets of one view that fit the
coalition's answers, some other respondent cannot have given one of the answers in question:
'favourable' or 'not' in the focus format, 1 or 5 in the full one.

People of one block are exchangeable, in what is published as in what is known of them. So a data
set is counted as a histogram per block and a coalition as how many of each answer it has in each
block; that this finds just what a check person by person finds is itself a test.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, product
from math import comb, prod

from bothways.pure.disclosure.release import release
from bothways.pure.disclosure.released import Format
from bothways.pure.disclosure.tally import SCALE, Ballot
from bothways.pure.disclosure.values import Block, Question

Histogram = tuple[int, ...]
"""How many in a block gave each of the configuration's answers."""
World = tuple[Histogram, ...]
"""One data set: a histogram per block. Whoever responded and is in none skipped the question."""
Coalition = tuple[int, ...]
"""The coalition's answers, each as block * number of answers + answer, ascending."""
View = Hashable

QUESTION = Question("q", "construct")
THREE = (1, 3, 5)


@dataclass(frozen=True)
class Configuration:
    """A small firm and the rules of its round.

    ballots: how many responded, per block. departments: where each block lies.
    skips: whether any of them may have skipped the question.
    whole_scale: in the focus format, tell 1 to 5 apart, and not only 'favourable' and 'not'.
    three: in the full format, an attacker knows that only 1, 3 and 5 can be answered.
    """

    format: Format
    k: int
    c: int
    ballots: tuple[int, ...]
    departments: tuple[str, ...]
    skips: bool = True
    whole_scale: bool = False
    three: bool = False

    @property
    def answers(self) -> tuple[int, ...]:
        """The answers to tell apart."""
        if self.three:
            return THREE
        return (2, 4) if self.format == "focus" and not self.whole_scale else SCALE

    @property
    def protected(self) -> tuple[tuple[int, ...], ...]:
        """Sets of positions in `answers`: one of each must stay possible for everybody."""
        if self.format == "full":
            return ((0,), (len(self.answers) - 1,))
        return ((0, 1, 2), (3, 4)) if self.whole_scale else ((0,), (1,))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the firm, one team each."""
        return tuple(
            Block(f"b{number}", f"b{number}", department, (f"t{number}",), ballots)
            for number, (department, ballots) in enumerate(
                zip(self.departments, self.ballots, strict=True)
            )
        )

    def __str__(self) -> str:
        firm = " ".join(
            f"{department}{ballots}"
            for department, ballots in zip(self.departments, self.ballots, strict=True)
        )
        return f"{self.format:5} k={self.k} c={self.c} ballots {firm}"


Publish = Callable[[Configuration, World], View]
"""A format: all that is published about the question in a data set."""


@dataclass(frozen=True)
class Finding:
    """What the check of one configuration came to.

    data_sets: histograms, skipped answers included; tables: the tables of named people's answers
    that they stand for. coalitions: pairs of a data set and a coalition's answers in it.
    violations: triples of a view, a coalition's answers and an answer that is ruled out in a block.
    """

    configuration: Configuration
    data_sets: int
    tables: int
    coalitions: int
    violations: int


def published(configuration: Configuration, world: World) -> View:
    """Everything that the real release says about the question."""
    released = release(
        format=configuration.format,
        k=configuration.k,
        c=configuration.c,
        questions=[QUESTION],
        blocks=configuration.blocks,
        answers=_ballots(configuration, world),
    )
    return tuple(
        (cell.level, cell.blocks, cell.n, cell.n_max, tuple(cell.ge.values()))
        for cell in released.cells
    )


def check(configuration: Configuration, publish: Publish = published) -> Finding:
    """Go through all data sets and all coalitions of one configuration."""
    data_sets = tables = coalitions = violations = 0
    for answered in _answered(configuration):
        views = _views(configuration, publish, answered)
        for worlds in views.values():
            data_sets += sum(worlds.values())
            possible = frozenset().union(*(_within(w, configuration.c + 1) for w in worlds))
            violations += len(list(_ruled_out(configuration, answered, possible)))
            coalitions += sum(
                times * len(_within(world, configuration.c)) for world, times in worlds.items()
            )
        tables += _tables(configuration, answered)
    return Finding(configuration, data_sets, tables, coalitions, violations)


def _answered(configuration: Configuration) -> Iterator[tuple[int, ...]]:
    """How many per block may have answered the question."""
    least = [0 if configuration.skips else ballots for ballots in configuration.ballots]
    ranges = zip(least, configuration.ballots, strict=True)
    return product(*(range(low, high + 1) for low, high in ranges))


def _views(
    configuration: Configuration, publish: Publish, answered: tuple[int, ...]
) -> Mapping[View, Counter[World]]:
    """The data sets with so many answers per block, by what is published of them.

    Worlds are kept with counts of at most c+1: a coalition and one more person see no further.
    """
    views: dict[View, Counter[World]] = defaultdict(Counter)
    most = configuration.c + 1
    for world in product(*(_histograms(n, len(configuration.answers)) for n in answered)):
        seen = tuple(tuple(min(n, most) for n in histogram) for histogram in world)
        views[publish(configuration, world)][seen] += 1
    return views


@lru_cache(maxsize=100_000)
def _within(world: World, size: int) -> frozenset[Coalition]:
    """Every choice of up to `size` people's answers out of a data set."""
    flat = [n for histogram in world for n in histogram]
    each = [place for place, n in enumerate(flat) for _ in range(min(n, size))]
    return frozenset(chosen for r in range(size + 1) for chosen in combinations(each, r))


def _ruled_out(
    configuration: Configuration, answered: tuple[int, ...], possible: frozenset[Coalition]
) -> Iterator[tuple[Coalition, int]]:
    """Coalitions, each with an answer that somebody outside it cannot have given."""
    width = len(configuration.answers)
    for coalition in possible:
        if len(coalition) > configuration.c:
            continue
        inside = Counter(place // width for place in coalition)
        for block, n in enumerate(answered):
            if inside[block] < n:
                for answers in configuration.protected:
                    more = [tuple(sorted((*coalition, block * width + a))) for a in answers]
                    if possible.isdisjoint(more):
                        yield coalition, block * width + answers[0]


@lru_cache(maxsize=1000)
def _histograms(n: int, kinds: int) -> tuple[Histogram, ...]:
    """All ways in which n people can give `kinds` answers."""
    if kinds == 1:
        return ((n,),)
    return tuple(
        (first, *rest) for first in range(n + 1) for rest in _histograms(n - first, kinds - 1)
    )


def _tables(configuration: Configuration, answered: tuple[int, ...]) -> int:
    """How many tables of named people's answers have so many answers per block."""
    kinds = len(configuration.answers)
    return prod(
        comb(ballots, n) * kinds**n
        for n, ballots in zip(answered, configuration.ballots, strict=True)
    )


def _ballots(configuration: Configuration, world: World) -> dict[str, list[Ballot]]:
    answers: dict[str, list[Ballot]] = {}
    for number, (histogram, ballots) in enumerate(zip(world, configuration.ballots, strict=True)):
        given = [
            (answer,)
            for answer, n in zip(configuration.answers, histogram, strict=True)
            for _ in range(n)
        ]
        answers[f"b{number}"] = [*given, *[(None,)] * (ballots - len(given))]
    return answers
