"""One page for the canteen: what was said, and what came of it; in the firm's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from bothways.answers.queries import (
    DID,
    SILENT,
    WAITING,
    WILL,
    WONT,
    Entry,
    entries_of_rounds,
    entries_of_voices,
)
from bothways.commitments.words import standing
from bothways.people.queries import firm_language, organisation
from bothways.ui.paper import Box, Paper

MARGIN = 16.0
WIDTH = 210 - 2 * MARGIN
TOP, FOOT = 52.0, 246.0
MOST = 7
LONGEST_SAID, LONGEST_BACK = 160, 260
ORDER = (WAITING, SILENT, WILL, DID, WONT)


@dataclass(frozen=True)
class Row:
    """One thing on the wall."""

    said: str
    state: str
    back: str


def poster_of(*, on: date) -> bytes:
    """Return the poster as a PDF: the newest round's answers first, at most a page."""
    firm = organisation()
    with override(firm_language() or settings.LANGUAGE_CODE):
        title = _("You said, we did, we won't because")
        paper = Paper(
            title=title, language=get_language() or settings.LANGUAGE_CODE, on=on, margin=MARGIN
        )
        paper.text(firm.name if firm else "", Box(MARGIN, 15, WIDTH, 7), size=12, quiet=True)
        day = date_format(on)
        paper.text(day, Box(MARGIN, 15, WIDTH, 7), size=12, quiet=True, align="end")
        paper.text(title, Box(MARGIN, 23, WIDTH, 24), size=30, least=16, bold=True)
        found = chosen([*entries_of_rounds(), *entries_of_voices()], on)
        _rows(paper, [_row(entry, on) for entry in found])
        _foot(paper)
    return paper.pdf()


def chosen(entries: Sequence[Entry], on: date) -> list[Entry]:
    """Return what fits on the wall: the newest seven; what waits or was not kept stands first."""
    newest = sorted(entries, key=lambda entry: entry.first_on, reverse=True)[:MOST]
    return sorted(newest, key=lambda entry: ORDER.index(entry.state(on)))


def _rows(paper: Paper, rows: Sequence[Row]) -> None:
    if not rows:
        empty = _("Nothing has asked for an answer yet.")
        paper.text(empty, Box(MARGIN, TOP + 6, WIDTH, 20), size=16)
        return
    height = min((FOOT - TOP) / len(rows), 44.0)
    half = WIDTH * 0.44
    for number, row in enumerate(rows):
        y = TOP + number * height
        paper.rule(MARGIN, y, WIDTH)
        inner = height - 5
        paper.text(_("You said"), Box(MARGIN, y + 2, half, 5), size=9, quiet=True)
        paper.text(row.said, Box(MARGIN, y + 7, half - 4, inner - 5), size=13, least=8)
        right = MARGIN + half + 4
        wide = WIDTH - half - 4
        paper.text(row.state, Box(right, y + 1.6, wide, 5.4), size=11, least=8, bold=True)
        paper.text(row.back, Box(right, y + 7, wide, inner - 5), size=13, least=8)


def _row(entry: Entry, on: date) -> Row:
    said = Truncator(entry.said).chars(LONGEST_SAID)
    if entry.figure:
        said = f"{said} ({entry.figure})"
    if entry.promises:
        promise = next((p for p in entry.promises if p.is_silent(on)), entry.promises[-1])
        how = standing(promise, on)
        return Row(said, ", ".join(filter(None, (how.words, how.more))), _cut(promise.text))
    if entry.refusals:
        decision = entry.refusals[-1]
        return Row(said, str(decision.get_outcome_display()), _cut(decision.reasons))
    n = entry.days_waited(on)
    return Row(said, _("No answer yet"), _("Waiting for %(n)d days.") % {"n": n})


def _cut(words: str) -> str:
    return Truncator(words).chars(LONGEST_BACK)


def _foot(paper: Paper) -> None:
    address = settings.BASE_URL + reverse("answers:list")
    paper.rule(MARGIN, FOOT + 1, WIDTH)
    paper.qr(address, Box(MARGIN + WIDTH - 34, FOOT + 4, 34, 34))
    wide = WIDTH - 40
    paper.text(_("All of it, with its history"), Box(MARGIN, FOOT + 6, wide, 9), size=15, bold=True)
    paper.text(address, Box(MARGIN, FOOT + 15, wide, 7), size=12, least=8)
    rule = _("No new questions are asked before the old ones are answered.")
    paper.text(rule, Box(MARGIN, FOOT + 24, wide, 12), size=11, least=8)
