"""What a rehearsal showed, for a person to read."""

from collections.abc import Iterator

from bothways.pure.disclosure import Released
from bothways.rehearsal.files import Wave

AGREES_FROM = 4


def summary(wave: Wave, released: Released) -> Iterator[str]:
    """Yield lines: who was asked, what is shown at which level, how much is held back."""
    yield ""
    yield (
        f"Wave {wave.name}: {len(wave.answers)} of {len(wave.people)} answered, "
        f"in {len(released.blocks)} blocks and {len(released.groups)} groups of at least "
        f"{released.k}."
    )
    for level in ("firm", "department", "group"):
        yield from _level(level, released)
    yield from _too_few(released)


def _level(level: str, released: Released) -> Iterator[str]:
    cells = [cell for cell in released.cells if cell.level == level and cell.n is not None]
    if not cells:
        return
    ranges = [cell.ge[AGREES_FROM] for cell in cells if AGREES_FROM in cell.ge]
    exact = sum(low == high for low, high in ranges)
    smallest = min(cell.n for cell in cells if cell.n is not None)
    yield (
        f"  {level}: {len(cells)} figures, the smallest of {smallest} answers; "
        f"{exact} of {len(ranges)} counts of 'agree' exact, the rest held within a range."
    )


def _too_few(released: Released) -> Iterator[str]:
    few = [cell for cell in released.cells if cell.n is None]
    if few:
        yield f"  too few to show: {len(few)} figures, for which there is a sentence and no number."
