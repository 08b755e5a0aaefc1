"""All that any viewer of any role could ever see of a rehearsal, as one JSON value."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from bothways.pure.disclosure import Cell, Released
from bothways.rehearsal.files import Wave

THRESHOLDS = (2, 3, 4, 5)


def wave_label(name: str) -> int | str:
    """Return a wave's name as JSON has it: a number where it is one."""
    return int(name) if name.isdecimal() else name


def block_of(released: Released) -> dict[str, str]:
    """Return each unit's block before merging."""
    return {team: block.id for block in released.blocks for team in block.teams}


def roster_of(wave: Wave, blocks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a wave's people with their places, their blocks and who answered.

    blocks: block by unit; None stands for a block where there was no round. That somebody
    answered is there for attackers to work with; no page shows it.
    """
    return [
        {
            **person.extra,
            "id": person.id,
            "org": places(person.unit),
            "responded": person.id in wave.answers,
            "block": blocks.get(person.unit),
        }
        for person in wave.people.values()
    ]


def places(unit: str) -> list[str]:
    """Return a unit's path as places: 'Firm/Ops/Team 1' is '/', '/Ops' and '/Ops/Team 1'."""
    parts = unit.split("/")[1:]
    return ["/", *("/" + "/".join(parts[:depth]) for depth in range(1, len(parts) + 1))]


def cells_of(wave: Wave, released: Released) -> Iterator[dict[str, Any]]:
    """Yield one cell per set of blocks and n, with the questions that have that n."""
    cells = sorted(released.cells, key=_sort_key)
    for _key, same in groupby(cells, key=_sort_key):
        group = list(same)
        yield _cell(wave, group)


def _sort_key(cell: Cell) -> tuple[tuple[str, ...], int, int]:
    return (
        tuple(sorted(cell.blocks)),
        -1 if cell.n is None else cell.n,
        -1 if cell.n_max is None else cell.n_max,
    )


def _cell(wave: Wave, cells: list[Cell]) -> dict[str, Any]:
    first = cells[0]
    most = first.n if first.n is not None else first.n_max
    size = {"n": first.n} if first.n is not None else {"n_max": first.n_max}
    if most is None:
        raise ValueError("a figure with neither n nor n_max")
    return {
        "waves": [wave_label(wave.name)],
        "filter": {"block": sorted(first.blocks)},
        **size,
        "ge": {
            question: _ranges([cell for cell in cells if cell.question == question], most)
            for question in dict.fromkeys(cell.question for cell in cells)
        },
    }


def _ranges(cells: list[Cell], most: int) -> list[list[int]]:
    """Return what is known of a question, also where the same people stand on two levels.

    In a firm of one department its figure and the firm's are of the same people, and one may be
    held within a narrower range than the other: a viewer of both knows the narrower one.
    """
    bounds = [[cell.ge.get(threshold, (0, most)) for cell in cells] for threshold in THRESHOLDS]
    return [[max(low for low, _ in each), min(high for _, high in each)] for each in bounds]
