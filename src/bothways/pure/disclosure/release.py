"""From ballots to a release: the only way that answers become figures.

Source: docs/anonymity.md, section 4. Nothing here depends on chance, time or earlier rounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bothways.pure.disclosure.errors import DisclosureError
from bothways.pure.disclosure.figures import figures_of
from bothways.pure.disclosure.merging import Pile, merge
from bothways.pure.disclosure.released import (
    THRESHOLDS,
    TOKEN,
    Cell,
    Format,
    Group,
    Released,
    floor_of,
)
from bothways.pure.disclosure.shape import Shape, groups_of, shape_of
from bothways.pure.disclosure.tally import Ballot, Tally, count_block, together
from bothways.pure.disclosure.values import Block, Question


@dataclass(frozen=True)
class Rules:
    """What a round was opened with."""

    format: Format
    k: int
    c: int
    blocks: tuple[Block, ...]

    @property
    def floor(self) -> int:
        """The least number of answers to a question that a part needs."""
        return floor_of(k=self.k, c=self.c)


Piled = tuple[tuple[str, ...], Sequence[Ballot]]
"""The ids of blocks taken together, in any order, and their ballots, shuffled."""


def release(
    *,
    format: Format,
    k: int,
    c: int,
    questions: Sequence[Question],
    blocks: Sequence[Block],
    answers: Mapping[str, Sequence[Ballot]],
) -> Released:
    """Return what may be published of a round whose ballots still tell their block.

    answers: per block id the ballots, as for `release_piles`. A block without any may be left out.
    """
    piles = [((block,), ballots) for block, ballots in answers.items()]
    return release_piles(format=format, k=k, c=c, questions=questions, blocks=blocks, piles=piles)


def release_piles(
    *,
    format: Format,
    k: int,
    c: int,
    questions: Sequence[Question],
    blocks: Sequence[Block],
    piles: Sequence[Piled],
) -> Released:
    """Return what may be published of a round.

    piles: ballots of blocks that were taken together, each ballot with one answer per question in
    order: 1 to 5, or None where the question was skipped. Blocks in no pile have no ballot.
    Raises DisclosureError for anything that is no ballot of this round.
    """
    rules = Rules(format, k, c, tuple(blocks))
    _refuse_nonsense(rules, questions)
    piled = _placed(rules.blocks, piles)
    tallies = _tallies(piled, piles, n_questions=len(questions))
    n_ballots = sum(pile.size for pile in piled)
    groups = merge(piled, floor=k) if n_ballots >= k else []
    cells: list[Cell] = []
    if groups:
        per_question = [list(column) for column in zip(*tallies, strict=True)]
        shapes = _shapes(rules, questions, groups, per_question)
        for question, tally in zip(questions, per_question, strict=True):
            cells += _cells(rules, question.id, shapes[question.construct], tally)
    return Released(
        format=format,
        k=k,
        c=c,
        questions=tuple(questions),
        blocks=rules.blocks,
        n_eligible=sum(block.eligible for block in blocks),
        n_answered=n_ballots if groups else None,
        groups=tuple(_group(rules.blocks, pile.blocks, pile.size) for pile in groups),
        cells=tuple(cells),
        token=TOKEN,
    )


def groups_by_ballots(
    blocks: Sequence[Block], ballots: Mapping[str, int], *, k: int
) -> list[tuple[str, ...]]:
    """Return the ids of blocks taken together until each set has k ballots; [] below k in all.

    ballots: how many per block id; a block that is left out has none. By these numbers alone,
    never by answers (docs/anonymity.md, section 3).
    """
    counts = [ballots.get(block.id, 0) for block in blocks]
    if sum(counts) < k:
        return []
    groups = groups_of(blocks, counts, k=k)
    return [tuple(blocks[place].id for place in pile.blocks) for pile in groups]


def _placed(blocks: Sequence[Block], piles: Sequence[Piled]) -> list[Pile]:
    """Return the piles by position of their blocks, then an empty one for each block left over.

    Raises DisclosureError for a block that is unknown or stands twice, or for more ballots than
    people.
    """
    position = {block.id: place for place, block in enumerate(blocks)}
    if len(position) != len(blocks):
        raise DisclosureError("two blocks have the same id")
    placed = []
    left = set(position.values())
    for ids, ballots in piles:
        if not ids or not left.issuperset(position.get(block, -1) for block in ids):
            raise DisclosureError(f"there are ballots of blocks that are not in the round: {ids!r}")
        pile = _pile(blocks, [position[block] for block in ids], len(ballots))
        if len(pile.blocks) != len(ids):
            raise DisclosureError("a block stands twice in a pile")
        left.difference_update(pile.blocks)
        placed.append(pile)
    return [*placed, *(_pile(blocks, [place], 0) for place in sorted(left))]


def _pile(blocks: Sequence[Block], places: Sequence[int], n_ballots: int) -> Pile:
    inside = [blocks[place] for place in places]
    if n_ballots > sum(block.eligible for block in inside):
        raise DisclosureError("a block has more ballots than eligible people")
    departments = frozenset[str]().union(*(block.departments for block in inside))
    return Pile(tuple(sorted(set(places))), departments, (n_ballots,))


def _tallies(
    piled: Sequence[Pile], piles: Sequence[Piled], *, n_questions: int
) -> list[list[Tally]]:
    """Return a tally per block and question: that of a whole pile stands at its first block.

    Groups and parts are unions of whole piles, so that their sums come out right.
    """
    ballots = [told for _, told in piles] + [()] * (len(piled) - len(piles))
    first = {
        pile.blocks[0]: count_block(told, n_questions=n_questions)
        for pile, told in zip(piled, ballots, strict=True)
    }
    nothing = count_block((), n_questions=n_questions)
    n_blocks = sum(len(pile.blocks) for pile in piled)
    return [first.get(place, nothing) for place in range(n_blocks)]


def _refuse_nonsense(rules: Rules, questions: Sequence[Question]) -> None:
    if rules.format not in THRESHOLDS:
        raise DisclosureError(f"there is no format {rules.format!r}")
    if rules.k < 1 or rules.c < 0:
        raise DisclosureError("k is at least 1 and c at least 0")
    if len({question.id for question in questions}) != len(questions):
        raise DisclosureError("two questions have the same id")


def _group(blocks: Sequence[Block], positions: tuple[int, ...], answered: int) -> Group:
    return Group(
        blocks=tuple(blocks[position].id for position in positions),
        eligible=sum(blocks[position].eligible for position in positions),
        answered=answered,
    )


def _shapes(
    rules: Rules,
    questions: Sequence[Question],
    groups: Sequence[Pile],
    per_question: Sequence[Sequence[Tally]],
) -> dict[str, Shape]:
    """One partition per construct, from those of its questions that have enough answers."""
    answered: dict[str, list[list[int]]] = {question.construct: [] for question in questions}
    for question, tallies in zip(questions, per_question, strict=True):
        counts = [tally[0] for tally in tallies]
        if sum(counts) >= rules.floor:
            answered[question.construct].append(counts)
    return {
        construct: shape_of(rules.blocks, groups, counts, floor=rules.floor)
        for construct, counts in answered.items()
    }


def _cells(rules: Rules, question: str, shape: Shape, tallies: Sequence[Tally]) -> Iterator[Cell]:
    """All that is said about one question, from the firm down to the groups."""
    everyone = tuple(range(len(rules.blocks)))
    n = sum(tally[0] for tally in tallies)
    if n < rules.floor:
        few = rules.floor - 1
        nothing = dict.fromkeys(THRESHOLDS[rules.format], (0, few))
        yield Cell("firm", "", _ids(rules, everyone), question, None, few, nothing)
        return
    parts = [together(tallies[position] for position in part) for part in shape.parts]
    figures = figures_of(shape, parts, format=rules.format, c=rules.c)
    yield Cell("firm", "", _ids(rules, everyone), question, n, None, figures.firm)
    for name, indices in shape.departments.items():
        n = sum(parts[index][0] for index in indices)
        inside = tuple(sorted(b for index in indices for b in shape.parts[index]))
        ids = _ids(rules, inside)
        yield Cell("department", name, ids, question, n, None, figures.departments[name])
    for part, tally, ge in zip(shape.parts, parts, figures.groups, strict=True):
        name = " + ".join(rules.blocks[position].name for position in part)
        yield Cell("group", name, _ids(rules, part), question, tally[0], None, ge)


def _ids(rules: Rules, positions: Sequence[int]) -> tuple[str, ...]:
    return tuple(rules.blocks[position].id for position in positions)
