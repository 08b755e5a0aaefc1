"""A paper as a list of plain strokes. Drawing it is done by a process of its own.

The library that makes PDFs takes some 60 MB and does not give them back, so it never comes into
the web server: `Paper` only notes what shall be drawn, and `pdf()` hands the notes to
`bothways.ui.paper.drawing`, which ends when it has drawn. What is on a paper can be secret (a card
has a PIN), so it travels through a pipe and touches no disk and no list of processes.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Align = Literal["start", "center", "end"]
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Box:
    """A place on the page, in millimetres from its upper edge and the edge where reading starts."""

    x: float
    y: float
    width: float
    height: float

    def inside(self, by: float) -> "Box":
        """Return the box that stands `by` millimetres inside this one."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


A4 = Box(0, 0, 210, 297)


class Paper:
    """Pages to print. What flows (title, paragraph, list) goes on below what flowed before."""

    def __init__(self, *, title: str, language: str, on: date, margin: float = 20) -> None:
        self.strokes: list[tuple[str, list[object]]] = []
        self.about = {
            "title": title,
            "language": language,
            "on": on.isoformat(),
            "margin": margin,
        }

    def title(self, words: str) -> None:
        """Write the one large line of a page."""
        self._note("flow", words, "title", "")

    def heading(self, words: str) -> None:
        """Write a heading; it never stands alone at the foot of a page."""
        self._note("flow", words, "heading", "")

    def paragraph(self, words: str, *, small: bool = False) -> None:
        """Write a paragraph; it goes on on the next page where it must."""
        self._note("flow", words, "small" if small else "body", "")

    def items(self, lines: Iterable[str]) -> None:
        """Write a list with a dot before each line."""
        for line in lines:
            self._note("flow", line, "body", "•")

    def numbered(self, lines: Iterable[str]) -> None:
        """Write a list with numbers from 1."""
        for number, line in enumerate(lines, start=1):
            self._note("flow", line, "body", f"{number}.")

    def gap(self, height: float) -> None:
        """Leave room of so many millimetres."""
        self._note("gap", height)

    def new_page(self) -> None:
        """Go on on a fresh page."""
        self._note("new_page")

    def text(
        self,
        words: str,
        box: Box,
        *,
        size: float = 11,
        least: float = 7,
        bold: bool = False,
        quiet: bool = False,
        align: Align = "start",
    ) -> None:
        """Write into a box: wrapped, then smaller down to `least` points, then cut with '…'.

        No letter ever stands outside the box.
        """
        self._note("text", words, astuple(box), size, least, bold, quiet, align)

    def qr(self, data: str, box: Box) -> None:
        """Draw a QR code as large as fits into the box, with its quiet edge."""
        self._note("qr", data, astuple(box))

    def frame(self, box: Box) -> None:
        """Draw a thin frame."""
        self._note("frame", astuple(box))

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin line along the reading direction."""
        self._note("rule", x, y, width)

    def line(self, points: Iterable[tuple[float, float]], *, thick: float = 0.5) -> None:
        """Draw a line from point to point, in millimetres."""
        self._note("line", [list(point) for point in points], thick)

    def shade(self, box: Box) -> None:
        """Fill a box with a light grey, which also a printer without colours shows."""
        self._note("shade", astuple(box))

    def ring(self, x: float, y: float, *, radius: float = 1.2) -> None:
        """Draw a ring around a point, white inside."""
        self._note("ring", x, y, radius)

    def cut_marks(self, box: Box) -> None:
        """Draw the marks by which a box is cut out: short lines at its corners, outside it."""
        self._note("cut_marks", astuple(box))

    @property
    def mark(self) -> str:
        """What tells this paper from any other: the same strokes have the same mark."""
        return hashlib.sha256(self._notes()).hexdigest()

    def pdf(self) -> bytes:
        """Return the PDF. The same strokes give the same bytes."""
        package = Path(__file__).resolve().parents[3]
        paths = [str(package), os.environ.get("PYTHONPATH", "")]
        done = subprocess.run(
            [sys.executable, "-m", "bothways.ui.paper.drawing"],
            input=self._notes(),
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        return done.stdout

    def _notes(self) -> bytes:
        return json.dumps({"about": self.about, "strokes": self.strokes}).encode()

    def _note(self, what: str, *values: object) -> None:
        self.strokes.append((what, list(values)))
