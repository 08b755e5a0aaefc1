"""The whole story on two pages of A4: the same for everyone, printable in black and white.

Made of the firm's figures alone, as the trust page shows them, in the reader's language.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bothways.commitments.queries import SayDo
from bothways.people.queries import organisation
from bothways.results.queries import seals_of
from bothways.trust import queries
from bothways.trust.beside import beside
from bothways.trust.chapters import Story
from bothways.trust.report.pages import MARGIN, first_page, second_page
from bothways.trust.report.telling import Told
from bothways.ui.paper import Paper

A_DAY = 86_400  # seconds that a drawn report is kept; drawing takes one and a half


@dataclass(frozen=True)
class NoStoryError(Exception):
    """No round has been counted, so there is nothing to report."""


def report_of(story: Story, kept: SayDo, answers: list[queries.Answer], *, on: date) -> bytes:
    """Return the report as a PDF of two pages.

    Raises NoStoryError where no round has been counted.
    """
    paper = paper_of(story, kept, answers, on=on)
    name = f"trust-report-{paper.mark}"
    drawn: bytes | None = cache.get(name)
    if drawn is None:
        drawn = paper.pdf()
        cache.set(name, drawn, A_DAY)
    return drawn


def paper_of(story: Story, kept: SayDo, answers: list[queries.Answer], *, on: date) -> Paper:
    """Return the report as it is to be drawn."""
    newest = story.newest
    if newest is None:
        raise NoStoryError
    firm = organisation()
    paper = Paper(
        title=_("Trust, both ways"),
        language=get_language() or settings.LANGUAGE_CODE,
        on=on,
        margin=MARGIN,
    )
    told = Told(
        firm=firm.name if firm else "",
        story=story,
        kept=kept,
        answers=answers,
        seals=seals_of(counted.round.pk for counted in story.shown),
        beside=beside(on=on),
        on=on,
    )
    left = first_page(paper, told)
    paper.new_page()
    second_page(paper, told, left)
    return paper
