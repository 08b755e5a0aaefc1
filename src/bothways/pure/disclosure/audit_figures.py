"""The second half of the audit: is each range one that the clamp or the union rule gives?"""

from collections.abc import Iterator, Sequence

from bothways.pure.disclosure.clamping import Figure, add_up, read_clamped, read_united
from bothways.pure.disclosure.figures import below_the_firm
from bothways.pure.disclosure.released import THRESHOLDS, Cell, Released
from bothways.pure.disclosure.shape import Shape, whole_departments


def broken_figures(released: Released) -> Iterator[str]:
    """A sentence for each question with a figure that its format does not allow.

    Relies on the cells of a question being the right ones, the firm first.
    """
    if released.n_answered is None:
        return
    for question in released.questions:
        cells = [cell for cell in released.cells if cell.question == question.id]
        if any(tuple(cell.ge) != THRESHOLDS[released.format] for cell in cells):
            yield f"{question.id}: other thresholds than those of the format"
        elif cells[0].n is None:
            if any(between != (0, cells[0].n_max) for between in cells[0].ge.values()):
                yield f"{question.id}: too few answers, and yet a figure"
        else:
            yield from _of_question(released, question.id, cells)


def _of_question(released: Released, question: str, cells: Sequence[Cell]) -> Iterator[str]:
    order = {block.id: position for position, block in enumerate(released.blocks)}
    groups = [cell for cell in cells if cell.level == "group"]
    parts = tuple(tuple(order[block] for block in cell.blocks) for cell in groups)
    shape = Shape(parts, whole_departments(released.blocks, parts))
    for threshold in THRESHOLDS[released.format]:
        figures = [_read_group(cell, threshold, released.c) for cell in groups]
        read = [figure for figure in figures if figure is not None]
        if len(read) != len(figures):
            yield f"{question}: a group's figure is not clamped"
        else:
            yield from _unions(released, question, cells, shape, read, threshold)
    if any(_contradicts(cell) for cell in cells):
        yield f"{question}: more people at or above a higher threshold than a lower one"


def _read_group(cell: Cell, threshold: int, c: int) -> Figure | None:
    return read_clamped(*cell.ge[threshold], n=cell.n or 0, c=c)


def _unions(
    released: Released,
    question: str,
    cells: Sequence[Cell],
    shape: Shape,
    groups: Sequence[Figure],
    threshold: int,
) -> Iterator[str]:
    """Departments from their parts, the firm from its departments and the parts outside them."""
    departments: dict[str, Figure] = {}
    for cell in cells:
        if cell.level == "department":
            inside = [groups[index] for index in shape.departments[cell.name]]
            figure = _read_department(released, inside, cell.ge[threshold])
            if figure is None:
                yield f"{question}: a department's figure says more than the union rule allows"
                return
            departments[cell.name] = figure
    below = below_the_firm(shape, groups, departments)
    if read_united(below, *cells[0].ge[threshold]) is None:
        yield f"{question}: the firm's figure says more than the union rule allows"


def _read_department(
    released: Released, inside: Sequence[Figure], between: tuple[int, int]
) -> Figure | None:
    if released.format == "focus":
        return read_united(inside, *between)
    whole = add_up(inside)
    return whole if between == (whole.low, whole.high) else None


def _contradicts(cell: Cell) -> bool:
    """True if no counts that fall with the threshold fit the ranges."""
    highest = cell.n or 0
    for low, high in cell.ge.values():
        highest = min(highest, high)
        if low > highest:
            return True
    return False
