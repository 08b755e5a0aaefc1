"""The result as a table of text: rep,team,estimate,lo,hi."""

import csv
import io
from collections.abc import Sequence

from bothways.calculator.figures import FirmScores

RISKY = "=+-@\t\r"
"""A field that begins so would be run by a spreadsheet."""


def as_csv(firms: Sequence[FirmScores], *, with_firms: bool) -> str:
    """Return the scores, four digits each; a column rep only where several firms came in."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([*(["rep"] if with_firms else []), "team", "estimate", "lo", "hi"])
    for firm in firms:
        for line in firm.teams:
            figures = [f"{figure:.4f}" for figure in (line.estimate, line.low, line.high)]
            names = [*([firm.name] if with_firms else []), line.team]
            rows.writerow([*map(harmless, names), *figures])
    return text.getvalue()


def harmless(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(tuple(RISKY)) else name
