"""One page for the wall: what is asked, what happens to an answer, the limits, whom to ask.

Every sentence comes from the rules of the round as they are now; nothing on it can be edited but
the name of whoever can be asked. Drawn with lines, so that it is sharp on A3 too.
"""

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bothways.firm.telling import (
    in_the_firms_language,
    moment,
    ready_contact,
    rules_of,
    shown_words,
    words_of,
)
from bothways.people.queries import organisation
from bothways.surveys.actions import minutes_for
from bothways.surveys.explain import keys_of, limits, what_is_done
from bothways.surveys.models import Round
from bothways.ui.paper import Box, Paper

MARGIN = 18.0
WIDTH = 210 - 2 * MARGIN
LIMITS_SHOWN = 5
SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)  # points: the largest that holds all lines
LETTERS = 0.54  # in a millimetre, about, at the largest size
ROW, GAP = 4.8, 2.2  # millimetres, at the largest size
Points = list[tuple[float, float]]


def poster_of(round_: Round) -> bytes:
    """Return the poster of a round as a PDF, in the firm's language."""
    with in_the_firms_language():
        paper = Paper(
            title=round_.title,
            language=get_language() or settings.LANGUAGE_CODE,
            on=localdate(),
            margin=MARGIN,
        )
        _head(paper, round_)
        _pictures(paper, round_)
        _columns(paper, round_)
        _foot(paper, round_)
    return paper.pdf()


def _head(paper: Paper, round_: Round) -> None:
    firm = organisation()
    n = round_.questions.count()
    minutes = minutes_for(n)
    asked = ngettext("%(n)d question", "%(n)d questions", n) % {"n": n}
    takes = ngettext("about %(n)d minute", "about %(n)d minutes", minutes) % {"n": minutes}
    paper.text(firm.name if firm else "", Box(MARGIN, 15, WIDTH, 7), size=12, quiet=True)
    if round_.state == Round.State.DRAFT:
        draft = _("Draft: not announced yet")
        paper.text(draft, Box(MARGIN, 15, WIDTH, 7), size=12, bold=True, align="end")
    paper.text(round_.title, Box(MARGIN, 23, WIDTH, 24), size=34, least=16, bold=True)
    when = _("%(asked)s, %(takes)s. The box is open from %(opens)s until %(closes)s.") % {
        "asked": asked,
        "takes": takes,
        "opens": moment(round_.opens_at),
        "closes": moment(round_.closes_at),
    }
    paper.text(when, Box(MARGIN, 48, WIDTH, 15), size=14, least=10)


def _pictures(paper: Paper, round_: Round) -> None:
    """Draw the paper ballot in four pictures, each with its sentence."""
    k, c = rules_of(round_)
    captions = [
        (_("Like a paper ballot."), _("Everyone gets one envelope. It carries no name.")),
        *what_is_done(k, c, keys_of(round_)),
    ]
    paper.rule(MARGIN, 67, WIDTH)
    wide = WIDTH / 4
    for number, (short, long) in enumerate(captions):
        x = MARGIN + number * wide
        for points in PICTURES[number]:
            paper.line([(x + px, 74 + py) for px, py in points], thick=0.6)
        paper.text(short, Box(x, 103, wide - 4, 17), size=12, least=9, bold=True)
        paper.text(long, Box(x, 120, wide - 4, 27), size=11, least=7.5)


def _columns(paper: Paper, round_: Round) -> None:
    k, c = rules_of(round_)
    narrow, wide = WIDTH * 0.4 - 4, WIDTH * 0.6 - 4
    right = MARGIN + narrow + 8
    paper.rule(MARGIN, 150, WIDTH)
    paper.text(_("What is shown"), Box(MARGIN, 154, narrow, 7), size=13, bold=True)
    shown = [
        shown_words(k, c),
        _("The result stands on the trust page, for everyone at the same time."),
        _("What comes of it stands there too: a promise with its day, or a no with the reason."),
    ]
    paper.text(_("What this can't protect you from"), Box(right, 154, wide, 7), size=13, bold=True)
    few = [
        *limits(keys_of(round_))[:LIMITS_SHOWN],
        _("All of it stands before the first question."),
    ]
    _lists(paper, (shown, Box(MARGIN, 163, narrow, 72)), (few, Box(right, 163, wide, 72)))


def _lists(paper: Paper, *lists: tuple[list[str], Box]) -> None:
    """Write lists in one size, so that no limit stands in smaller print than what is shown."""
    fits = (s for s in SIZES if all(_height(lines, box, s) <= box.height for lines, box in lists))
    size = next(fits, SIZES[-1])
    for lines, box in lists:
        _list(paper, lines, box, size)


def _list(paper: Paper, lines: list[str], box: Box, size: float) -> None:
    """Write lines below each other, each with a dot."""
    y = box.y
    for line in lines:
        height = _height([line], box, size)
        paper.text("•", Box(box.x, y, 5, 6), size=size)
        room = Box(box.x + 4, y, box.width - 4, height - GAP / 2)
        paper.text(line, room, size=size, least=size - 1)
        y += height


def _height(lines: list[str], box: Box, size: float) -> float:
    """Return about how many millimetres the lines take in a box at a size."""
    letters = LETTERS * (box.width - 4) * SIZES[0] / size
    row = ROW * size / SIZES[0]
    return sum((len(line) // letters + 1) * row + GAP for line in lines)


def _foot(paper: Paper, round_: Round) -> None:
    paper.rule(MARGIN, 238, WIDTH)
    paper.qr(f"{settings.BASE_URL}/sign-in/", Box(MARGIN + WIDTH - 42, 241, 42, 42))
    wide = WIDTH - 48
    paper.text(_("Take part"), Box(MARGIN, 242, wide, 9), size=16, bold=True)
    paper.text(settings.BASE_URL, Box(MARGIN, 251, wide, 8), size=14, least=8)
    free = _("You need not. Nobody is told who took part.")
    paper.text(free, Box(MARGIN, 260, wide, 7), size=11, least=8)
    contact = words_of(round_).contact or ready_contact()
    ask = (
        _("Questions? Ask %(contact)s.") % {"contact": contact}
        if contact
        else _("Nobody stands for the employees here yet, so nobody watches over this for you.")
    )
    paper.text(ask, Box(MARGIN, 268, wide, 14), size=11, least=8)


ENVELOPE: list[Points] = [
    [(0, 4), (34, 4), (34, 25), (0, 25), (0, 4), (17, 16), (34, 4)],
    [(26, 19), (31, 19), (31, 23), (26, 23), (26, 19)],
]
LOCKED: list[Points] = [
    [(5, 12), (29, 12), (29, 26), (5, 26), (5, 12)],
    [(10, 12), (10, 6), (13, 2), (21, 2), (24, 6), (24, 12)],
    [(17, 17), (17, 21)],
]
BOX: list[Points] = [
    [(2, 10), (32, 10), (32, 26), (2, 26), (2, 10)],
    [(9, 10), (9, 1), (25, 1), (25, 10)],
    [(7, 13), (27, 13)],
    [(12, 5), (22, 5)],
]
COUNTED: list[Points] = [
    [(2, 2), (2, 14)],
    [(6, 2), (6, 14)],
    [(10, 2), (10, 14)],
    [(14, 2), (14, 14)],
    [(0, 12), (16, 4)],
    [(22, 2), (22, 14)],
    [(26, 2), (26, 14)],
    *([(x, 18.0), (x + 1, 22.0), (x - 1, 26.0)] for x in (4.0, 9.0, 14.0, 19.0, 24.0, 29.0)),
]  # fmt: skip
PICTURES = (ENVELOPE, LOCKED, BOX, COUNTED)
