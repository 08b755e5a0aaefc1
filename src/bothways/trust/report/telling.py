"""What stands in the report, in words. Nothing here says more than the trust page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.commitments.queries import SayDo
from bothways.results.queries import Seal
from bothways.trust.beside import Beside, in_a_line
from bothways.trust.chapters import Story
from bothways.trust.counted import Counted
from bothways.trust.picture import Line, Picture
from bothways.trust.queries import Answer

IN_FOURS = 24  # letters of a mark that are printed: enough to compare by eye


@dataclass(frozen=True)
class Told:
    """All that the report needs."""

    firm: str
    story: Story
    kept: SayDo
    answers: Sequence[Answer]
    seals: Mapping[UUID, Seal]
    beside: Beside
    on: date


@dataclass(frozen=True)
class Row:
    """One theme of the report: its first question."""

    name: str
    line: Line
    asked_on: str  # a month, '' where it is the newest round

    @property
    def words(self) -> str:
        """'12 of 22. No clear change.'"""
        words = f"{self.line.figure.words}."
        return f"{words} {self.line.change}." if self.line.change else words


def rows_of(picture: Picture | None) -> list[Row]:
    """Return a row for each theme, in the order of the question book."""
    sections = picture.sections if picture else ()
    return [
        Row(
            name=section.name,
            line=section.lines[0],
            asked_on=month(section.lines[0].counted) if section.asked_on else "",
        )
        for section in sections
    ]


def month(counted: Counted) -> str:
    """'October 2026', when a round closed."""
    return date_format(localtime(counted.round.closes_at), "YEAR_MONTH_FORMAT")


def answered(told: Told) -> str:
    """Say which rounds this is made of, and how many answered."""
    sides = (
        (told.story.people, _("%(title)s, closed on %(day)s: %(n)s of %(total)s people answered.")),
        (
            told.story.leaders,
            _("%(title)s, closed on %(day)s: %(n)s of %(total)s leaders answered."),
        ),
    )
    return " ".join(_answered(picture.counted, words) for picture, words in sides if picture)


def _answered(counted: Counted, words: str) -> str:
    released = counted.released
    few = fewer_than(released.k)
    return words % {
        "title": counted.round.title,
        "day": date_format(localtime(counted.round.closes_at), "DATE_FORMAT"),
        "n": few if released.n_answered is None else released.n_answered,
        "total": released.n_eligible,
    }


def fewer_than(k: int) -> str:
    """Stand in the place of a number that nobody is told."""
    return _("fewer than %(k)s") % {"k": k}


def lead_words(line: Line) -> str:
    """Say where the true share probably lies, and what changed."""
    said = [line.figure.sentence]
    if line.since:
        since = date_format(localtime(line.since), "YEAR_MONTH_FORMAT")
        said.append(_("%(change)s since %(month)s.") % {"change": line.change, "month": since})
    elif line.change:
        said.append(f"{line.change}.")
    if line.figure.few_answered:
        said.append(line.figure.if_the_silent_agree_less)
    return " ".join(said)


def kept_words(kept: SayDo) -> str:
    """Count what became of the promises of a year, the bad as plainly as the good."""
    if not kept.due:
        return _("No promise made in the open has fallen due in the last twelve months.")
    said = ngettext(
        "%(kept)d of %(n)d promise kept.", "%(kept)d of %(n)d promises kept.", kept.due
    ) % {"kept": kept.kept, "n": kept.due}
    rest = _(
        "Kept late: %(late)d. Moved in time: %(moved)d. Past the day, with a word: %(overdue)d. "
        "Silent: %(silent)d. Broken: %(broken)d."
    ) % {
        "late": kept.n_late,
        "moved": kept.moved,
        "overdue": kept.overdue,
        "silent": kept.silent,
        "broken": kept.broken,
    }
    return f"{said} {rest}"


def leaving_words(beside: Beside) -> str:
    """Say how many left, with the range in which the true rate lies."""
    return " ".join(beside.leaving) or _("Nothing is written down yet.")


def tried_words(beside: Beside) -> str:
    """Say of what runs or is over which word it has."""
    nothing = _("Nothing runs, and nothing is over that was declared before it began.")
    return " ".join(in_a_line(beside.tried)) or nothing


def how_to_read() -> list[str]:
    """Return how a figure is read, a sentence or two each."""
    return [
        _("“12 of 22” counts people: 22 answered, and 12 of them agree."),
        _("The ring is what was answered. The grey band is where the true share probably lies."),
        _(
            "Hatched, “at least” and “at most”: the exact number would show too much about "
            "single people."
        ),
        _("“Leaning”, “probably”, “clearly”: how sure it is that more or fewer agree now."),
        _("The order is that of the question book. It is no ranking."),
    ]


def limits() -> list[str]:
    """Return what the report can't say."""
    return [
        _("It counts those who answered. The others may see it another way."),
        _("It does not say why. What goes up together need not have the same cause."),
        _("A small firm swings by chance. One round is a glance, and several are a story."),
        _("It says nothing of single people or single teams, and it is made from totals alone."),
        _("A promise counts as kept when its author says so in the open."),
    ]


def checks(told: Told) -> list[str]:
    """Return how the report is held against the product."""
    lines = [
        _("Rules of %(title)s: %(rules)s. Its result: %(result)s.")
        % {
            "title": counted.round.title,
            "rules": in_fours(counted.round.manifest_hash),
            "result": in_fours(seal.root or seal.digest),
        }
        for counted in told.story.shown[:2]
        if (seal := told.seals.get(counted.round.pk))
    ]
    signed = all(seal.guardian_signature for seal in told.seals.values())
    lines.append(
        _("Each result is signed with the key of its round and by the second key.")
        if signed
        else _("Each result is signed with the key of its round.")
    )
    lines.append(
        _(
            "Compare the marks with those at %(address)s. To check a round on your own machine, "
            "save its public file there and run this command on it: python3 bothways verify FILE"
        )
        % {"address": f"{settings.BASE_URL}/trust/"}
    )
    return lines


def in_fours(mark: str) -> str:
    """Return the beginning of a mark, in groups of four."""
    short = mark[:IN_FOURS]
    return " ".join(short[at : at + 4] for at in range(0, len(short), 4))
