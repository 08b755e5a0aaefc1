"""Draws a paper with fpdf2 and segno: strokes in as JSON, a PDF out. Runs in a process of its own.

python -m bothways.ui.paper.drawing < strokes.json > paper.pdf
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

FONTS = Path(__file__).resolve().parents[1] / "fonts"
SANS, MORE = "sans", "more"
STYLES = {  # points, bold, room above in mm, of the size a line takes
    "title": (24, True, 0, 1.2),
    "heading": (14, True, 5, 1.3),
    "body": (11, False, 2, 1.4),
    "small": (9, False, 1.5, 1.4),
}
POINT = 25.4 / 72
LINE = 1.25  # height of a line in a box, of its size
INDENT = 7.0
QUIET = 2  # modules of white around a QR code; the paper around it gives the rest
INK, QUIET_INK = 0, 80
SHADE = 215  # a grey that a printer without colours still shows
ALIGN = {"start": Align.L, "center": Align.C, "end": Align.R}

Place = tuple[float, float, float, float]


class Drawing:
    """One PDF while it is drawn. Its methods are the strokes that `Paper` notes."""

    def __init__(self, *, title: str, language: str, on: str, margin: float) -> None:
        self.pdf = FPDF(unit="mm", format="A4")
        self.pdf.set_title(title)
        self.pdf.set_lang(language)
        self.pdf.set_producer("Bothways")
        self.pdf.set_creation_date(datetime.fromisoformat(on).replace(tzinfo=UTC))
        self.pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        for style, file in (("", "paper-sans"), ("B", "paper-sans-bold")):
            self.pdf.add_font(SANS, style, FONTS / f"{file}.ttf")
            self.pdf.add_font(MORE, style, FONTS / "paper-more.ttf")
        self.pdf.set_fallback_fonts([MORE], exact_match=False)
        self.pdf.set_margin(margin)
        self.pdf.set_auto_page_break(auto=True, margin=margin)
        self.pdf.add_page()
        self.margin = margin

    def flow(self, words: str, style: str, sign: str) -> None:
        """Write one block below what was written before."""
        size, bold, above, line = STYLES[style]
        height = size * POINT * line
        pdf = self.pdf
        pdf.set_font(SANS, "B" if bold else "", size)
        if pdf.get_y() > self.margin:
            pdf.set_y(pdf.get_y() + above)
        together = height * (3 if style == "heading" else 1)
        if pdf.get_y() + together > pdf.h - self.margin:
            pdf.add_page()
        if sign:
            pdf.cell(INDENT, height, sign)
        inset = INDENT if sign else 0
        pdf.set_x(self.margin + inset)
        width = pdf.epw - inset
        pdf.multi_cell(width, height, words, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def gap(self, height: float) -> None:
        """Leave room."""
        self.pdf.set_y(self.pdf.get_y() + height)

    def new_page(self) -> None:
        """Go on on a fresh page."""
        self.pdf.add_page()

    def text(
        self,
        words: str,
        box: Place,
        size: float,
        least: float,
        bold: bool,  # noqa: FBT001 - as it stands in the notes
        quiet: bool,  # noqa: FBT001
        align: str,
    ) -> None:
        """Write into a box, as large as fits."""
        x, y, width, height = box
        self.pdf.set_font(SANS, "B" if bold else "", size)
        lines = self._fitted(words, width, height, size=size, least=least)
        step = self.pdf.font_size_pt * POINT * LINE
        self.pdf.set_text_color(QUIET_INK if quiet else INK)
        with self._no_new_page():
            for number, line in enumerate(lines):
                self.pdf.set_xy(x, y + number * step)
                self.pdf.cell(width, step, line, align=ALIGN[align])
        self.pdf.set_text_color(INK)

    def qr(self, data: str, box: Place) -> None:
        """Draw the code as one filled shape, so that no hairline shows between its squares."""
        rows = [[bool(dark) for dark in row] for row in segno.make_qr(data, error="m").matrix]
        x, y, width, height = box
        module = min(width, height) / (len(rows) + 2 * QUIET)
        with self.pdf.new_path() as path:
            path.style.fill_color = "#000000"
            path.style.stroke_color = None
            for number, row in enumerate(rows):
                for start, length in _runs(row):
                    left = x + (QUIET + start) * module
                    top = y + (QUIET + number) * module
                    path.rectangle(left, top, length * module, module)

    def frame(self, box: Place) -> None:
        """Draw a thin frame."""
        self.pdf.set_line_width(0.2)
        self.pdf.rect(*box)

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin line."""
        self.pdf.set_line_width(0.2)
        self.pdf.line(x, y, x + width, y)

    def line(self, points: list[tuple[float, float]], thick: float) -> None:
        """Draw a line from point to point."""
        self.pdf.set_line_width(thick)
        self.pdf.polyline(points)

    def shade(self, box: Place) -> None:
        """Fill a box with a light grey."""
        self.pdf.set_fill_color(SHADE)
        self.pdf.rect(*box, style="F")

    def ring(self, x: float, y: float, radius: float) -> None:
        """Draw a ring, white inside."""
        self.pdf.set_line_width(0.6)
        self.pdf.set_fill_color(255)
        self.pdf.circle(x, y, radius, style="DF")

    def cut_marks(self, box: Place) -> None:
        """Draw the corners, a little outside the box."""
        x, y, width, height = box
        near, far = 0.5, 3.0
        self.pdf.set_line_width(0.15)
        for at_x, out_x in ((x, -1), (x + width, 1)):
            for at_y, out_y in ((y, -1), (y + height, 1)):
                self.pdf.line(at_x + out_x * near, at_y, at_x + out_x * far, at_y)
                self.pdf.line(at_x, at_y + out_y * near, at_x, at_y + out_y * far)

    def _fitted(
        self, words: str, width: float, height: float, *, size: float, least: float
    ) -> list[str]:
        """Choose the largest size at which the words fit whole; cut them where none does."""
        while True:
            self.pdf.set_font_size(size)
            lines = self._lines(words, width)
            room = int(height / (size * POINT * LINE) + 0.01)
            if (len(lines) <= room and self._unbroken(words, width)) or size <= least:
                break
            size = max(least, size - 0.5)
        if len(lines) <= room:
            return lines
        return [*lines[: max(room, 1) - 1], self._cut(" ".join(lines[max(room, 1) - 1 :]), width)]

    def _lines(self, words: str, width: float) -> list[str]:
        lines = self.pdf.multi_cell(
            width, text=words, dry_run=True, output=MethodReturnValue.LINES, align=Align.L
        )
        return [str(line).strip() for line in lines]  # type: ignore[union-attr]

    def _unbroken(self, words: str, width: float) -> bool:
        """No word must be broken to fit."""
        room = width - 2 * self.pdf.c_margin
        return all(self.pdf.get_string_width(word) <= room for word in words.split())

    def _cut(self, words: str, width: float) -> str:
        while words and self.pdf.get_string_width(words + "…") > width - 2 * self.pdf.c_margin:
            words = words[:-1].rstrip()
        return words + "…"

    @contextmanager
    def _no_new_page(self) -> Iterator[None]:
        """Let what is placed by hand stand where it was placed, and the flow go on where it was."""
        x, y = self.pdf.get_x(), self.pdf.get_y()
        self.pdf.set_auto_page_break(auto=False)
        yield
        self.pdf.set_auto_page_break(auto=True, margin=self.margin)
        self.pdf.set_xy(x, y)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return (start, length) of each unbroken run of dark squares."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def draw(notes: dict[str, Any]) -> bytes:
    """Return the PDF of what was noted."""
    drawing = Drawing(**notes["about"])
    for what, values in notes["strokes"]:
        getattr(drawing, what)(*values)
    return bytes(drawing.pdf.output())


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # it would write letters of names into the log
    sys.stdout.buffer.write(draw(json.load(sys.stdin.buffer)))
