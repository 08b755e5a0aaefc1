"""docs/reference/oracles.md: what comes out here beside what was published."""

from collections.abc import Iterable
from pathlib import Path

from tests.pure.measurement.oracles import families, published
from tests.pure.measurement.oracles.figures import Family, Published

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "oracles.md"

HEAD = """# Figures that are known

<!-- Written by `python3 bothways oracles`; a test compares it with the code. -->

Real answers go in, and what comes out stands beside what papers print and what R computes of the
same answers. The answers are in `tests/data/measurement/`, with where they are from and their
licences. They are no part of the package, so `python3 bothways oracles`, which compares every
figure and writes this page, works in a checkout alone. `tests/pure/measurement/test_oracles.py`
holds every figure to its tolerance. Which statistic the pages show, and which are here only to be
checked: [Which statistic where](../decisions/measurement-statistics.md).

## As papers print them
"""
FAMILIES = """
## As R computes them

Every figure of a family is compared. The table has the first of them and the largest difference of
all, relative for figures above 1. Where both sides have a formula they agree as far as the files
keep digits; where R searches for the likeliest values it stops near them.
"""
PUBLISHED_HEAD = ("figure", "where it comes from", "expected", "got", "difference", "tolerance")
FAMILY_HEAD = (
    *("figures", "answers", "expected by", "how many", "first expected", "first got"),
    *("largest difference", "tolerance"),
)


def page() -> str:
    """Return the whole page."""
    printed = table(PUBLISHED_HEAD, map(published_row, published()))
    return "\n".join([HEAD, printed, FAMILIES, table(FAMILY_HEAD, map(family_row, families())), ""])


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def published_row(one: Published) -> tuple[str, ...]:
    """Return a published figure as a row."""
    numbers = (f"{value:.6f}" for value in (one.got, one.difference, one.tolerance))
    return (one.what, one.source, one.printed, *numbers)


def family_row(one: Family) -> tuple[str, ...]:
    """Return a family as a row, with its first figure."""
    because = f" ({one.why})" if one.why else ""
    return (
        *(one.what, one.data, one.by, f"{len(one.expected):,}"),
        *(f"{one.expected[0]:.6g}", f"{one.got[0]:.6g}"),
        bound(float(one.differences.max())),
        f"{one.tolerance:g}{because}",
    )


def bound(difference: float) -> str:
    """Return the power of ten that a difference stays below, not finer than machines agree on."""
    steps = (1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)
    least = next((step for step in steps if difference < step), None)
    return f"below {least:g}" if least else f"{difference:.2g}"
