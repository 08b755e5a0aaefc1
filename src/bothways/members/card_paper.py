"""How cards look on paper: eight to an A4 page, to be cut out."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.members.actions.cards import Printed
from bothways.members.card_secrets import in_groups
from bothways.ui.paper import A4, Box, Paper

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT, GAP = 90.0, 66.0, 4.0
LEFT = (A4.width - COLUMNS * WIDTH - (COLUMNS - 1) * GAP) / 2
TOP = (A4.height - ROWS * HEIGHT - (ROWS - 1) * GAP) / 2
INSIDE, CODE = 5.0, 31.0
WIDE = WIDTH - 2 * INSIDE
BESIDE = WIDE - CODE - 2


def cards_as_pdf(
    cards: Sequence[Printed], *, firm: str, base_url: str, language: str, on: date
) -> bytes:
    """Return the paper with these cards, each in its person's own language."""
    paper = Paper(title=_("Sign-in cards"), language=language, on=on)
    a_page = COLUMNS * ROWS
    for number, card in enumerate(cards):
        place = number % a_page
        if number and not place:
            paper.new_page()
        box = Box(
            LEFT + place % COLUMNS * (WIDTH + GAP),
            TOP + place // COLUMNS * (HEIGHT + GAP),
            WIDTH,
            HEIGHT,
        )
        with translation.override(_language_of(card, language)):
            _draw(paper, card, box, firm=firm, base_url=base_url)
    return paper.pdf()


def _language_of(card: Printed, otherwise: str) -> str:
    try:
        return translation.get_supported_language_variant(card.person.language)
    except LookupError:
        return otherwise


def _draw(paper: Paper, card: Printed, box: Box, *, firm: str, base_url: str) -> None:
    x, y = box.x + INSIDE, box.y + INSIDE
    door = f"{base_url}/card/"
    paper.cut_marks(box)
    paper.qr(f"{door}#{card.code}", Box(box.x + WIDTH - INSIDE - CODE, y, CODE, CODE))
    paper.text(firm, Box(x, y, BESIDE, 4.5), size=9, least=6, quiet=True)
    paper.text(card.person.name, Box(x, y + 4.5, BESIDE, 12.5), size=14, least=6, bold=True)
    if card.person.number:
        number = _("Staff number %(number)s") % {"number": card.person.number}
        paper.text(number, Box(x, y + 17, BESIDE, 4.5), size=9)
    paper.text(_("Card"), Box(x, y + 22, BESIDE, 4), size=8, quiet=True)
    paper.text(in_groups(card.code), Box(x, y + 25.5, BESIDE, 6), size=12, bold=True)
    paper.text(_("First PIN"), Box(x, y + 31.5, 20, 4), size=8, quiet=True)
    paper.text(in_groups(card.pin, 3), Box(x, y + 35, 30, 7), size=15, bold=True)
    used = {"day": date_format(card.use_before, "SHORT_DATE_FORMAT")}
    before = _("Use it before %(day)s.") % used
    paper.text(before, Box(x + 30, y + 32, WIDE - 30, 4.5), size=9, align="end", least=6)
    short = door.partition("://")[2].rstrip("/")
    paper.text(short, Box(x + 30, y + 36.5, WIDE - 30, 5), size=9, align="end", least=6)
    todo = _("Scan the square or type the address. Then choose a PIN that only you know.")
    paper.text(todo, Box(x, y + 42.5, WIDE, 8), size=9, bold=True, least=6)
    cannot = _("This card opens the door. It can't tell what you answer: nothing in the box does.")
    paper.text(cannot, Box(x, y + 50, WIDE, 8), size=8, least=6)


def pdf_of(cards: Sequence[Printed], *, firm: str, on: date) -> bytes:
    """Return the paper as this installation prints it now."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return cards_as_pdf(cards, firm=firm, base_url=settings.BASE_URL, language=language, on=on)
