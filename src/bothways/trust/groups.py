"""A group's figures and scores, and all groups side by side, for those who may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bothways.people.models import Person
from bothways.pure.disclosure import Cell
from bothways.pure.measurement.nonresponse import few_answered
from bothways.results.visibility import Viewer, viewer_of
from bothways.trust.change import words_of
from bothways.trust.counted import Counted
from bothways.trust.figures import Figure
from bothways.trust.picture import GROUP
from bothways.trust.scores import Score, differs_words, score_of

MOST_BANDS = 12

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """What became of a group's figures, where this person sees the earlier ones too."""

    lines: Mapping[str, tuple[str, datetime]] = field(default_factory=dict)  # by question
    scores: Mapping[str, Change] = field(default_factory=dict)  # by construct


class Earlier:
    """Which figures of earlier rounds a person sees, asked once for each round (3 queries)."""

    def __init__(self, person: Person, rounds: Iterable[Counted]) -> None:
        self.person = person
        self.rounds = {one.round.pk.hex: one for one in rounds}
        self.viewers: dict[str, Viewer] = {}

    def sees(self, change: Change, question: str, teams: frozenset[str]) -> bool:
        """Say whether they see what the same teams said then."""
        then = self.rounds.get(change["round"])
        if then is None:
            return False
        if change["round"] not in self.viewers:
            self.viewers[change["round"]] = viewer_of(self.person, then.round)
        viewer = self.viewers[change["round"]]
        return any(
            viewer.sees(cell)
            for cell in then.released.cells
            if (cell.level, cell.question) == (GROUP, question)
            and teams_of(then, cell.blocks) == teams
        )


def teams_of(counted: Counted, blocks: Iterable[str]) -> frozenset[str]:
    """The teams that blocks are made of: what stays when blocks are named anew."""
    wanted = set(blocks)
    return frozenset(t for b in counted.released.blocks if b.id in wanted for t in b.teams)


def changes_of(
    person: Person, counted: Counted, shown: Sequence[Cell], rounds: Iterable[Counted]
) -> Changes:
    """Return what became of a group's figures; of earlier ones that are not seen, nothing."""
    earlier = Earlier(person, rounds)
    lines: dict[str, tuple[str, datetime]] = {}
    for cell in shown:
        change = counted.said.of_cell(cell)["change"]
        if change and earlier.sees(change, cell.question, teams_of(counted, cell.blocks)):
            lines[cell.question] = words_of(change), datetime.fromisoformat(change["closed"])
    scores = {
        said["construct"]: said["change"]
        for said in seen_scores(counted, shown)
        if said["change"]
        and all(
            earlier.sees(said["change"], code, teams_of(counted, said["blocks"]))
            for code in said["codes"]
        )
    }
    return Changes(lines, scores)


def seen_scores(counted: Counted, seen: Iterable[Cell]) -> list[Mapping[str, Any]]:
    """Return what is said of scores of which a person sees every single figure."""
    known = {(cell.question, cell.blocks) for cell in seen if cell.level == GROUP}
    return [
        said
        for said in counted.said.groups["scores"]
        if all((code, tuple(said["blocks"])) in known for code in said["codes"])
    ]


def scores_of_group(counted: Counted, shown: Sequence[Cell], changes: Changes) -> dict[str, Score]:
    """Return a group's scores by construct; empty for a pulse, which has none."""
    return {
        said["construct"]: score_of(said, change=changes.scores.get(said["construct"]))
        for said in seen_scores(counted, shown)
    }


@dataclass(frozen=True)
class Row:
    """One group beside the others: its figure, its score where there is one, and the firm."""

    name: str
    blocks: tuple[str, ...]
    figure: Figure | None = None
    score: Score | None = None
    differs: str = ""
    is_clear: bool = False  # it clearly differs from the firm
    is_lower: bool = False


@dataclass(frozen=True)
class Comparison:
    """One question, or one construct's score, over all groups in the order of the tree."""

    key: str
    name: str
    text: str
    rows: tuple[Row, ...]
    real: float | None  # how much of the differences is real
    firm: Figure | Score | None = None

    @property
    def is_pooled(self) -> bool:
        """There were enough groups to learn from how much they differ."""
        return self.real is not None

    @property
    def has_bands(self) -> bool:
        """Few enough groups to draw each of them; above that the words alone."""
        return len(self.rows) <= MOST_BANDS

    @property
    def real_percent(self) -> int:
        """How much of the differences is real, in percent."""
        return round((self.real or 0.0) * 100)


@dataclass(frozen=True)
class Listen:
    """A group to listen to first: what was clearly lower there, and whether few answered."""

    name: str
    code: str
    lower: tuple[str, ...]
    answered: int
    asked: int

    @property
    def few_answered(self) -> bool:
        """Less than seven in ten sent an answer."""
        return few_answered(self.answered, self.asked)


def side_by_side(counted: Counted, seen: Sequence[Cell]) -> tuple[Comparison, ...]:
    """Return what all groups said, in the order asked; a survey's constructs as scores."""
    return (*_scored(counted, seen), *_asked(counted, seen))


def listen_first(counted: Counted, comparisons: Iterable[Comparison]) -> tuple[Listen, ...]:
    """Return the groups where something is clearly lower or few answered, in the tree's order."""
    lower: dict[tuple[str, ...], list[str]] = {}
    for comparison in comparisons:
        for row in comparison.rows:
            if row.is_clear and row.is_lower:
                lower.setdefault(row.blocks, []).append(comparison.text or comparison.name)
    names = {block.id: block.name for block in counted.released.blocks}
    found = []
    for group in counted.released.groups:
        said = [
            text
            for blocks, texts in lower.items()
            if set(blocks) >= set(group.blocks)
            for text in texts
        ]
        name = " + ".join(names[block] for block in group.blocks)
        one = Listen(name, group.blocks[0], tuple(said), group.answered, group.eligible)
        if one.lower or one.few_answered:
            found.append(one)
    return tuple(found)


def _scored(counted: Counted, seen: Sequence[Cell]) -> list[Comparison]:
    known = seen_scores(counted, seen)
    found = []
    for place, firm in enumerate(counted.said.firm["scores"]):
        rows = tuple(
            _row(counted, said["blocks"], said["differs"], score=score_of(said, to_compare=True))
            for said in known
            if said["construct"] == firm["construct"]
        )
        if rows:
            name = counted.name_of(firm["construct"])
            found.append(Comparison(f"s{place}", name, "", rows, firm["real"], firm=score_of(firm)))
    return found


def _asked(counted: Counted, seen: Sequence[Cell]) -> list[Comparison]:
    found = []
    constructs = {question.id: question.construct for question in counted.released.questions}
    for place, (code, asked) in enumerate(counted.questions.items()):
        rows = tuple(
            _row(
                counted,
                cell.blocks,
                counted.said.of_cell(cell)["differs"],
                figure=counted.figure(cell, to_compare=True),
            )
            for cell in seen
            if (cell.level, cell.question) == (GROUP, code)
        )
        if rows:
            name = counted.name_of(constructs[code])
            real = counted.said.items[code]["real"]
            firm = counted.firm_figure(code)
            found.append(Comparison(f"c{place}", name, asked.text, rows, real, firm=firm))
    return found


def _row(
    counted: Counted,
    blocks: Sequence[str],
    differs: Mapping[str, Any] | None,
    *,
    figure: Figure | None = None,
    score: Score | None = None,
) -> Row:
    names = [block.name for block in counted.released.blocks if block.id in set(blocks)]
    return Row(
        name=" + ".join(names),
        blocks=tuple(blocks),
        figure=figure,
        score=score,
        differs=differs_words(differs),
        is_clear=differs is not None and differs["how"] == "clearly",
        is_lower=differs is not None and differs["went"] == "down",
    )
