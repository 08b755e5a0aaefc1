"""Charts of the report, in lines and greys: a band, a history. Places in millimetres."""

from collections.abc import Sequence

from bothways.ui.charts import Point, Range
from bothways.ui.paper import Box, Paper

TALL, HELD = 3.2, 2.0  # of a band, of what is held back inside it
TICK = 1.6
STEP = 1.1  # between two lines of a hatch
COLUMN = 5.0  # width of a column of a history
MONTH = 5.0


def band(paper: Paper, box: Box, *, probable: Range, published: Range) -> None:
    """Draw where the true share probably lies, on a line from nobody to everyone."""
    middle = box.y + box.height / 2
    paper.rule(box.x, middle, box.width)
    for at in (0, 0.5, 1):
        x = box.x + at * box.width
        paper.line([(x, middle - TICK / 2), (x, middle + TICK / 2)], thick=0.2)
    low, high = (box.x + share * box.width for share in probable)
    paper.shade(Box(low, middle - TALL / 2, high - low, TALL))
    for x, share in ((low, probable[0]), (high, probable[1])):
        if 0 < share < 1:
            paper.line([(x, middle - TALL / 2), (x, middle + TALL / 2)], thick=0.6)
    start, end = (box.x + share * box.width for share in published)
    if start == end:
        paper.ring(start, middle)
    else:
        hatch(paper, Box(start, middle - HELD / 2, end - start, HELD))


def hatch(paper: Paper, box: Box) -> None:
    """Draw slanted lines over a box: what is held back."""
    paper.frame(box)
    for place in range(int((box.width + box.height) / STEP) + 1):
        start = box.x + place * STEP
        top = min(start, box.x + box.width)
        bottom = max(start - box.height, box.x)
        if bottom < top:
            high = box.y + (start - top)
            low = box.y + (start - bottom)
            paper.line([(top, high), (bottom, low)], thick=0.15)


def history(paper: Paper, box: Box, points: Sequence[Point]) -> None:
    """Draw the same question over rounds, oldest first; the months stand below."""
    tall = box.height - MONTH
    for share in (0, 0.5, 1):
        paper.rule(box.x, box.y + tall * share, box.width)
    for place, point in enumerate(points):
        x = box.x + (place + 0.5) / len(points) * box.width
        low, high = (box.y + tall * (1 - share) for share in point.probable)
        paper.shade(Box(x - COLUMN / 2, high, COLUMN, low - high))
        for y in (low, high):
            paper.line([(x - COLUMN / 2, y), (x + COLUMN / 2, y)], thick=0.5)
        start, end = (box.y + tall * (1 - share) for share in point.published)
        if start == end:
            paper.ring(x, start)
        else:
            hatch(paper, Box(x - COLUMN / 4, end, COLUMN / 2, start - end))
        wide = box.width / len(points)
        under = Box(x - wide / 2, box.y + tall + 0.5, wide, MONTH)
        paper.text(point.name, under, size=8, least=6, quiet=True, align="center")
