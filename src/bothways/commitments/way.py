"""The drawn way of one promise: where the strokes go, where they stop, what stands under them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bothways.commitments.models import Change, Commitment
from bothways.commitments.words import day, standing

LEAST, NEAR, FAR, MOST = 14.0, 27.0, 73.0, 86.0  # shares of the width; labels need their room
GAP = 3.0


@dataclass(frozen=True)
class Axis:
    """Days laid out from one side to the other, the first where reading begins."""

    first: date
    last: date
    mirrored: bool

    def share(self, of: date) -> float:
        """Return how far along a day lies, from 0 to 100."""
        days = max((self.last - self.first).days, 1)
        return min(max((of - self.first).days / days * 100, 0.0), 100.0)

    def x(self, share: float) -> str:
        return f"{100 - share if self.mirrored else share:.1f}%"


@dataclass(frozen=True)
class Label:
    """Two lines under the drawing; `anchor` is SVG's text-anchor."""

    x: str
    anchor: str
    words: str
    day: str


@dataclass(frozen=True)
class Way:
    """Everything the template draws; every x is a share of the width, as in '57.0%'.

    strokes: of the word going out, from x to x. dots: where it should have gone on. is_whole: the
    word came back. head, cut: where the arrow ends, and where it is cut through ('' for nowhere).
    says: all of it in words, for those who do not see it.
    """

    strokes: list[tuple[str, str]]
    dots: list[tuple[str, str]]
    is_whole: bool
    start: str
    end: str
    head: str
    cut: str
    rims: list[str]
    labels: list[Label]
    says: str
    mirrored: bool


def way_of(
    commitment: Commitment, changes: Iterable[Change], on: date, *, mirrored: bool = False
) -> Way:
    """Draw the way of a promise as it stands on the day `on`.

    mirrored: for scripts that run from right to left.
    """
    state = standing(commitment, on).state
    stopped = state in {"silent", "overdue"}
    end = commitment.closed_on or (on if stopped else commitment.due_on)
    axis = Axis(commitment.made_on, end, mirrored)
    between = [(c.said_on, _("Moved, in time")) for c in changes if c.kind == Change.Kind.MOVED]
    if end > commitment.due_on:
        between.append((commitment.due_on, _("Due")))
    said = [(axis.first, _("Said")), *between, (axis.last, _end_words(state))]
    last = axis.share(between[-1][0]) if between else 0.0
    cut = (last + 100) / 2
    strokes, dots = [(0.0, 100.0)], []
    if stopped:
        strokes, dots = [(0.0, last)], [(last, 100.0)]
    elif state == "broken":
        strokes = [(0.0, cut - GAP), (cut + GAP, 100.0)]
    return Way(
        strokes=[(axis.x(start), axis.x(stop)) for start, stop in strokes],
        dots=[(axis.x(start), axis.x(stop)) for start, stop in dots],
        is_whole=state == "kept",
        start=axis.x(0),
        end=axis.x(100),
        head="" if stopped else axis.x(100),
        cut=axis.x(cut) if state == "broken" else "",
        rims=[axis.x(0), *(axis.x(axis.share(of)) for of, _words in between)],
        labels=_labels(axis, said),
        says=" ".join(f"{words}: {day(of, short=True)}." for of, words in said),
        mirrored=mirrored,
    )


def _end_words(state: str) -> str:
    ends = {"kept": _("Kept"), "broken": _("Broken"), "open": _("Due"), "moved": _("Due")}
    return ends.get(state, _("Today"))


def _labels(axis: Axis, said: list[tuple[date, str]]) -> list[Label]:
    """Name both ends, and the last thing in between where there is room for it.

    If what is past its day was due too near to today, the day it was due is the one to name.
    """
    start, *between, end = said
    share = axis.share(between[-1][0]) if between else 0.0
    labels = [_label(axis, 0.0, start, "start")]
    if LEAST <= share <= MOST:
        labels.append(_label(axis, share, between[-1], _anchor(share)))
    if share > MOST and end[1] == _("Today"):
        return [*labels, _label(axis, share, between[-1], "end")]
    return [*labels, _label(axis, 100.0, end, "end")]


def _anchor(share: float) -> str:
    if share < NEAR:
        return "start"
    return "middle" if share <= FAR else "end"


def _label(axis: Axis, share: float, said: tuple[date, str], anchor: str) -> Label:
    of, words = said
    if axis.mirrored and anchor != "middle":
        anchor = "end" if anchor == "start" else "start"
    return Label(axis.x(share), anchor, words, day(of, short=True))
