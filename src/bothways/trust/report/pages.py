"""Where the parts of the report stand: two pages of A4, whatever is said. In millimetres."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.trust.picture import Picture
from bothways.trust.report import charts
from bothways.trust.report.telling import (
    Row,
    Told,
    answered,
    checks,
    how_to_read,
    kept_words,
    lead_words,
    leaving_words,
    limits,
    rows_of,
    tried_words,
)
from bothways.ui.paper import Box, Paper

MARGIN = 18.0
WIDTH = 210 - 2 * MARGIN
INSET = 1.0  # of letters in their box
HALF = (WIDTH - 10) / 2
ROW = 8.6
ON_FIRST, ON_SECOND = 11, 11  # rows that a page holds
FOOT = 282.0


def first_page(paper: Paper, told: Told) -> list[Row]:
    """Draw the first page; return the rows that are left for the second."""
    _head(paper, told)
    _side(
        paper, Box(MARGIN, 60, HALF, 98), _("What people say of their leaders"), told.story.people
    )
    right = Box(MARGIN + HALF + 10, 60, HALF, 98)
    if told.story.leaders:
        _side(paper, right, _("What leaders say of their teams"), told.story.leaders, back=True)
    else:
        _nobody_asked(paper, right)
    paper.rule(MARGIN + INSET, 151, WIDTH - 2 * INSET)
    _heading(paper, 153, _("Was our word kept?"))
    paper.text(kept_words(told.kept), Box(MARGIN, 160, WIDTH, 10), size=10, least=8)
    paper.rule(MARGIN + INSET, 172, WIDTH - 2 * INSET)
    _heading(paper, 174, _("What people say, theme by theme"))
    rows = rows_of(told.story.people)
    _rows(paper, 182, rows[:ON_FIRST])
    _foot(paper, told, 1)
    return rows[ON_FIRST:]


def second_page(paper: Paper, told: Told, left: Sequence[Row]) -> None:
    """Draw the second page: what is left, over time, promises, how to read and check it."""
    y, room = 14.0, ON_SECOND
    if left:
        y = _themes(paper, y, "", left[:room])
        room -= len(left[:room])
    leaders = rows_of(told.story.leaders)
    if leaders and room > 1:
        y = _themes(paper, y, _("What leaders say, theme by theme"), leaders[: room - 1])
    n_more = max(len(left) - ON_SECOND, 0) + max(len(leaders) - max(room - 1, 0), 0)
    if n_more:
        more = ngettext(
            "%(n)d more theme is on the trust page.",
            "%(n)d more themes are on the trust page.",
            n_more,
        ) % {"n": n_more}
        paper.text(more, Box(MARGIN, y, WIDTH, 5), size=9, quiet=True)
        y += 6
    y = _over_time(paper, y, told)
    y = _came_of_it(paper, y, told)
    y = _beside(paper, y, told)
    _read_and_limits(paper, y)
    _check(paper, told)
    _foot(paper, told, 2)


def _head(paper: Paper, told: Told) -> None:
    paper.text(told.firm, Box(MARGIN, 13, WIDTH, 6), size=11, quiet=True)
    day = _("As of %(day)s") % {"day": date_format(told.on, "DATE_FORMAT")}
    paper.text(day, Box(MARGIN, 13, WIDTH, 6), size=11, quiet=True, align="end")
    paper.text(_("Trust, both ways"), Box(MARGIN, 19, WIDTH, 13), size=28, bold=True)
    why = _(
        "Do people here trust those who lead them, and do leaders trust their teams? "
        "Here is what both sides said, and how sure that is."
    )
    paper.text(why, Box(MARGIN, 33, WIDTH, 12), size=12, least=9)
    paper.text(answered(told), Box(MARGIN, 46, WIDTH, 10), size=9.5, least=7.5, quiet=True)


def _side(
    paper: Paper, box: Box, heading: str, picture: Picture | None, *, back: bool = False
) -> None:
    """Draw one direction: its arrow, the question that opens it, its figure."""
    _arrow(paper, box, heading, back=back)
    line = picture.lead if picture else None
    if picture is None or line is None:
        words = (
            _("Nobody has been asked yet.")
            if picture is None
            else _("Too few answers. We show nothing below %(k)s.")
            % {"k": picture.counted.released.k}
        )
        paper.text(words, Box(box.x, box.y + 13, box.width, 12), size=11, least=8)
        return
    question = _("“%(words)s”") % {"words": line.asked.text}
    paper.text(question, Box(box.x, box.y + 12, box.width, 12), size=12, least=8)
    figure = line.figure
    if figure.is_too_few:
        paper.text(figure.too_few_words, Box(box.x, box.y + 26, box.width, 15), size=10, least=8)
        return
    agree = _("%(words)s agree") % {"words": figure.words}
    paper.text(agree, Box(box.x, box.y + 25, box.width, 10), size=20, least=12, bold=True)
    chart = Box(box.x + 1, box.y + 36, box.width - 2, 5)
    charts.band(paper, chart, probable=figure.probable, published=figure.published)
    for words, align in ((_("nobody"), "start"), (_("half"), "center"), (_("everyone"), "end")):
        under = Box(box.x, box.y + 41, box.width, 4.5)
        paper.text(words, under, size=8, quiet=True, align=align)  # type: ignore[arg-type]
    paper.text(lead_words(line), Box(box.x, box.y + 47, box.width, 20), size=10, least=7.5)
    if picture.top:
        _top(paper, Box(box.x, box.y + 69, box.width, 20), picture)


def _top(paper: Paper, box: Box, picture: Picture) -> None:
    """Draw what people say of those who run the firm, small."""
    line = picture.top
    if line is None:
        return
    of_whom = _("And of those who run the firm")
    paper.text(of_whom, Box(box.x, box.y, box.width, 5), size=10, bold=True)
    paper.text(line.asked.text, Box(box.x, box.y + 5, box.width, 5), size=9, least=7)
    if line.figure.is_too_few:
        paper.text(line.figure.words, Box(box.x, box.y + 11, box.width, 5), size=9)
        return
    chart = Box(box.x + 1, box.y + 11, box.width * 0.52, 5)
    charts.band(paper, chart, probable=line.figure.probable, published=line.figure.published)
    beside = Box(box.x + box.width * 0.58, box.y + 10.5, box.width * 0.42, 9)
    paper.text(Row("", line, "").words, beside, size=9, least=7)


def _nobody_asked(paper: Paper, box: Box) -> None:
    _arrow(paper, box, _("What leaders say of their teams"), back=True)
    words = _(
        "Trust has two sides. Leaders have not been asked yet, so this side is empty, "
        "and we don’t guess."
    )
    paper.text(words, Box(box.x, box.y + 13, box.width, 20), size=11, least=8)


def _arrow(paper: Paper, box: Box, heading: str, *, back: bool) -> None:
    """Write the heading of a direction and draw its long arrow: out, or coming back."""
    paper.text(heading, Box(box.x, box.y, box.width, 6), size=12, least=9, bold=True)
    y = box.y + 9
    near, far = box.x + INSET, box.x + box.width - INSET
    tip, tail, barb = (near, far, 4) if back else (far, near, -4)
    rise = 2.6 if back else -2.6
    paper.line([(tail, y), (tip, y), (tip + barb, y + rise)], thick=0.8)


def _heading(paper: Paper, y: float, words: str) -> None:
    paper.text(words, Box(MARGIN, y, WIDTH, 6), size=12, bold=True)


def _themes(paper: Paper, y: float, heading: str, rows: Sequence[Row]) -> float:
    if heading:
        _heading(paper, y, heading)
        y += 7.5
    _rows(paper, y, rows)
    return y + len(rows) * ROW + 3


def _rows(paper: Paper, y: float, rows: Sequence[Row]) -> None:
    """Draw a line for each theme: its question, its band, its words."""
    for row in rows:
        paper.rule(MARGIN + INSET, y, WIDTH - 2 * INSET)
        name = f"{row.name} ({row.asked_on})" if row.asked_on else row.name
        paper.text(name, Box(MARGIN, y + 0.6, 76, 4), size=8.5, least=6.5, bold=True)
        paper.text(row.line.asked.text, Box(MARGIN, y + 4.3, 76, 4), size=8.5, least=6)
        figure = row.line.figure
        if figure.is_too_few:
            words = Box(MARGIN + 80, y + 1.5, WIDTH - 80, 5)
            paper.text(_("Too few to tell."), words, size=9, least=7)
        else:
            chart = Box(MARGIN + 81, y + 1.6, 46, 5)
            charts.band(paper, chart, probable=figure.probable, published=figure.published)
            words = Box(MARGIN + 131, y + 0.8, WIDTH - 131, 7.6)
            paper.text(row.words, words, size=8.5, least=6.5)
        y += ROW


def _over_time(paper: Paper, y: float, told: Told) -> float:
    people = told.story.people
    history = people.history if people else None
    if history is None or len(history.with_figure) < 2:
        return y
    _heading(paper, y, _("The same question over time"))
    said = _(
        "%(question)s Between the first and the last: %(first)s. "
        "From the last but one to the last: %(last)s."
    ) % {
        "question": history.asked.text,
        "first": history.since_first,
        "last": history.since_last,
    }
    paper.text(said, Box(MARGIN, y + 6.5, WIDTH, 9), size=9, least=7)
    chart = Box(MARGIN + 18, y + 17, WIDTH - 18, 26)
    for words, at in ((_("everyone"), 0.0), (_("half"), 0.5), (_("nobody"), 1.0)):
        beside = Box(MARGIN, chart.y + at * (chart.height - charts.MONTH) - 2, 18, 4)
        paper.text(words, beside, size=7.5, least=6, quiet=True)
    charts.history(paper, chart, history.points)
    return y + 45


def _came_of_it(paper: Paper, y: float, told: Told) -> float:
    _heading(paper, y, _("What came of it"))
    if not told.answers:
        words = _("No one has answered this result with a promise yet.")
        paper.text(words, Box(MARGIN, y + 6.5, WIDTH, 5), size=9)
        return y + 14
    y += 6.5
    for answer in told.answers[:2]:
        said = f"{answer.question} ({answer.figure})"
        paper.text(said, Box(MARGIN, y, WIDTH, 4), size=8.5, least=6.5, quiet=True)
        stands = ", ".join(filter(None, (answer.stands.words, answer.stands.more)))
        came = _("%(who)s: “%(promise)s” %(stands)s.") % {
            "who": answer.promise.made_by.name,
            "promise": answer.promise.text,
            "stands": stands,
        }
        paper.text(came, Box(MARGIN + 4, y + 4, WIDTH - 4, 4.5), size=9, least=6.5)
        y += 9.6
    return y + 3


def _beside(paper: Paper, y: float, told: Told) -> float:
    """Write who left, and whether what was tried worked."""
    sides = (
        (_("Who leaves"), leaving_words(told.beside)),
        (_("Did it work?"), tried_words(told.beside)),
    )
    for place, (heading, words) in enumerate(sides):
        x = MARGIN + place * (HALF + 10)
        paper.text(heading, Box(x, y, HALF, 6), size=12, bold=True)
        paper.text(words, Box(x, y + 6, HALF, 17), size=9, least=6.5)
    return y + 24


def _read_and_limits(paper: Paper, y: float) -> None:
    room = 246 - y
    sides = ((_("How to read it"), how_to_read()), (_("What it can’t say"), limits()))
    for place, (heading, lines) in enumerate(sides):
        x = MARGIN + place * (HALF + 10)
        paper.text(heading, Box(x, y, HALF, 6), size=11, bold=True)
        each = min((room - 8) / len(lines), 10.5)
        for number, line in enumerate(lines):
            top = y + 7 + number * each
            paper.text("•", Box(x, top, 4, 4.5), size=9)
            paper.text(line, Box(x + 4, top, HALF - 4, each), size=9, least=6.5)


def _check(paper: Paper, told: Told) -> None:
    paper.rule(MARGIN + INSET, 248, WIDTH - 2 * INSET)
    _heading(paper, 250, _("Check it"))
    wide = WIDTH - 30
    lines = checks(told)
    each = 24 / len(lines)
    for number, line in enumerate(lines):
        paper.text(line, Box(MARGIN, 256.5 + number * each, wide, each), size=8, least=6.5)
    paper.qr(f"{settings.BASE_URL}/trust/", Box(MARGIN + WIDTH - 28, 250, 28, 28))


def _foot(paper: Paper, told: Told, page: int) -> None:
    same = _("Everyone in the firm can get this same report. Page %(n)d of 2.") % {"n": page}
    paper.text(same, Box(MARGIN, FOOT, WIDTH, 5), size=8.5, least=6.5, quiet=True)
