"""The audit of a release: does what it says obey the rules of its format?

It needs the release alone, so that a representative or an outsider can do it. What it cannot see
is whether the true counts were counted well; that is what the second counter is for.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bothways.pure.disclosure.audit_figures import broken_figures
from bothways.pure.disclosure.released import THRESHOLDS, Cell, Released, floor_of
from bothways.pure.disclosure.shape import whole_departments

_Check = Callable[[Released], Iterator[str]]


def audit(released: Released) -> list[str]:
    """Return a sentence for each rule of docs/anonymity.md that a release breaks; [] if none.

    A later check is made only where the earlier ones passed, since it relies on them.
    """
    checks: tuple[_Check, ...] = (_settings, _counts, _coverage, _partitions, broken_figures)
    for check in checks:
        broken = list(check(released))
        if broken:
            return broken
    return []


def _settings(released: Released) -> Iterator[str]:
    if released.format not in THRESHOLDS:
        yield "the format is neither focus nor full"
    if released.k < 1 or released.c < 0:
        yield "k or c is too small to mean anything"
    for what, ids in (
        ("questions", [question.id for question in released.questions]),
        ("blocks", [block.id for block in released.blocks]),
        ("teams", [team for block in released.blocks for team in block.teams]),
    ):
        if len(set(ids)) != len(ids):
            yield f"two {what} have the same name"


def _counts(released: Released) -> Iterator[str]:
    if released.n_eligible != sum(block.eligible for block in released.blocks):
        yield "the number of eligible people is not that of the blocks"
    if released.n_answered is None:
        if released.groups or released.cells:
            yield "there are figures in a firm with too few ballots"
        return
    if released.n_answered != sum(group.answered for group in released.groups):
        yield "the number of ballots is not that of the groups"
    if not _covers_once(released, [group.blocks for group in released.groups]):
        yield "the groups are not a partition of the blocks"
    eligible = {block.id: block.eligible for block in released.blocks}
    for group in released.groups:
        if group.answered < released.k:
            yield "a group has fewer than k ballots"
        if group.eligible != sum(eligible.get(block, 0) for block in group.blocks):
            yield "the number of eligible people of a group is not that of its blocks"
        if group.answered > group.eligible:
            yield "a group has more ballots than eligible people"


def _covers_once(released: Released, sets: Sequence[tuple[str, ...]]) -> bool:
    order = [block.id for block in released.blocks]
    return Counter(block for blocks in sets for block in blocks) == Counter(order) and all(
        list(blocks) == [block for block in order if block in blocks] for blocks in sets
    )


def _coverage(released: Released) -> Iterator[str]:
    """Each question has its cells, all of them and no other."""
    if released.n_answered is None:
        return
    asked = [question.id for question in released.questions]
    if any(cell.question not in asked for cell in released.cells):
        yield "there is a cell of a question that was not asked"
    for question in asked:
        cells = [cell for cell in released.cells if cell.question == question]
        parts = [cell.blocks for cell in cells if cell.level == "group"]
        if parts and not _covers_once(released, parts):
            yield f"{question}: the parts are not a partition of the blocks"
        elif _outline(cells) != _expected(released, question, parts):
            yield f"{question}: there are cells too many or too few, or with a wrong name"
        else:
            yield from _sizes(released, question, cells)


def _outline(cells: Sequence[Cell]) -> list[tuple[str, ...]]:
    return [(cell.level, cell.name, *cell.blocks) for cell in cells]


def _expected(
    released: Released, question: str, parts: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The cells that a question with these parts has: the firm, whole departments, the parts."""
    order = [block.id for block in released.blocks]
    names = {block.id: block.name for block in released.blocks}
    positions = [tuple(order.index(block) for block in part) for part in parts]
    departments = [
        ("department", name, *(order[b] for b in sorted(b for i in inside for b in positions[i])))
        for name, inside in whole_departments(released.blocks, positions).items()
    ]
    groups = [("group", " + ".join(names[block] for block in part), *part) for part in parts]
    return [("firm", "", *order), *departments, *groups]


def _sizes(released: Released, question: str, cells: Sequence[Cell]) -> Iterator[str]:
    firm, *below = cells
    floor = floor_of(k=released.k, c=released.c)
    if not below:
        if firm.n is not None or firm.n_max != floor - 1:
            yield f"{question}: a question with too few answers says more than that"
        return
    if any(cell.n is None or cell.n_max is not None for cell in cells):
        yield f"{question}: a cell does not say how many answered"
        return
    sizes = {cell.blocks[0]: cell.n or 0 for cell in below if cell.level == "group"}
    for cell in cells:
        if cell.n != sum(sizes.get(block, 0) for block in cell.blocks):
            yield f"{question}: the number of answers of a union is not that of its parts"
    if min(sizes.values()) < floor:
        yield f"{question}: a part has fewer answers than max(k, 2c+3)"


def _partitions(released: Released) -> Iterator[str]:
    """One partition per construct, made of whole groups, with no more answers than ballots."""
    parts_of: dict[str, set[tuple[tuple[str, ...], ...]]] = {}
    for question in released.questions:
        parts = tuple(
            (cell.blocks, cell.n or 0)
            for cell in released.cells
            if cell.question == question.id and cell.level == "group"
        )
        if parts:
            found = parts_of.setdefault(question.construct, set())
            found.add(tuple(blocks for blocks, _ in parts))
        for blocks, n in parts:
            inside = [group for group in released.groups if set(group.blocks) & set(blocks)]
            if sum(len(group.blocks) for group in inside) != len(blocks):
                yield f"{question.id}: a part cuts a group"
            elif n > sum(group.answered for group in inside):
                yield f"{question.id}: a part has more answers than ballots"
    if any(len(found) > 1 for found in parts_of.values()):
        yield "a construct has two partitions"
