"""A leader's own profile: relationships, judgement, consistency, from what their own team said.

Made of releases in which the group was theirs alone. Nothing here compares one leader with
another, and nothing makes a number of a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bothways.leaders.queries.mirror import is_theirs, reading_of_cell
from bothways.people.models import Person
from bothways.pure.disclosure import Cell
from bothways.results.queries import AGREES_FROM, in_words, releases
from bothways.results.visibility import Viewer, viewer_of
from bothways.surveys.bank import construct_name
from bothways.surveys.models import Round, RoundBlock
from bothways.surveys.worded import question_language, question_words

ELEMENTS = ("REL", "JUD", "CON")
MOST_ROUNDS = 8
HALF = 0.5
SURE_ENOUGH = ("probably", "clearly")


@dataclass(frozen=True)
class Line:
    """One question of one round: how many of the team agreed, and where the true share lies."""

    code: str
    text: str
    language: str
    words: str
    low: float
    high: float
    agree: tuple[int, int]
    n: int

    @property
    def probable(self) -> tuple[float, float]:
        """Where the true share lies."""
        return self.low, self.high

    @property
    def published(self) -> tuple[float, float]:
        """The released range as shares."""
        return self.agree[0] / self.n, self.agree[1] / self.n

    @property
    def sentence(self) -> str:
        """Where the true share probably lies."""
        low, high = round(self.low * 100), round(self.high * 100)
        if high == 100:
            return _("The true share is probably above %(low)d\u00a0%%.") % {"low": low}
        if low == 0:
            return _("The true share is probably below %(high)d\u00a0%%.") % {"high": high}
        return _("The true share is probably between %(low)d and %(high)d\u00a0%%.") % {
            "low": low,
            "high": high,
        }


@dataclass(frozen=True)
class Moment:
    """What one round said of one element."""

    round: Round
    lines: tuple[Line, ...]

    @property
    def closed_at(self) -> datetime:
        """When its box was closed."""
        return self.round.closes_at

    @property
    def together(self) -> tuple[int, int, int]:
        """(low, high, n) as if it were one question: its questions' answers averaged.

        The same people answer all of them, so they count as one, not as many.
        """
        k = len(self.lines)
        low = sum(line.agree[0] for line in self.lines) // k
        high = -(-sum(line.agree[1] for line in self.lines) // k)
        n = round(sum(line.n for line in self.lines) / k)
        return low, min(high, n), n


@dataclass(frozen=True)
class Element:
    """One of the three, over time, the newest round first."""

    code: str
    moments: tuple[Moment, ...] = ()

    @property
    def name(self) -> str:
        """In the reader's language."""
        return construct_name(self.code)

    @property
    def newest(self) -> Moment | None:
        """What was said last."""
        return self.moments[0] if self.moments else None

    @property
    def level(self) -> str:
        """'most', 'few' where the whole interval is on one side of one half, else 'open'."""
        if self.newest is None:
            return "open"
        lines = self.newest.lines
        low = sum(line.low for line in lines) / len(lines)
        high = sum(line.high for line in lines) / len(lines)
        return "most" if low > HALF else "few" if high < HALF else "open"

    @property
    def change(self) -> tuple[str, str] | None:
        """(direction, strength) since the round before, or None where there is none to compare."""
        if len(self.moments) < 2:
            return None
        now, before = self.moments[0], self.moments[1]
        if {line.code for line in now.lines} != {line.code for line in before.lines}:
            return None
        return _change(before.together, now.together)


@dataclass(frozen=True)
class Profile:
    """A leader's three elements. n_rounds: how many rounds said something of them."""

    leader: Person
    elements: tuple[Element, ...]
    n_rounds: int
    group: str = ""
    reason: str = ""  # 'shared', 'few', 'none' or 'not_asked' where there is nothing

    @property
    def has_something(self) -> bool:
        """There is a figure to show."""
        return self.n_rounds > 0

    @property
    def weakest(self) -> Element | None:
        """The element that is probably or clearly weaker than both others, if one is."""
        said = [element for element in self.elements if element.newest]
        for one in said:
            others = [element for element in said if element is not one]
            if len(others) == len(ELEMENTS) - 1 and all(_weaker(one, other) for other in others):
                return one
        return None


def profile_of(leader: Person) -> Profile:
    """Return the profile of this leader, of the newest rounds in which a group was theirs alone.

    2 queries, and 4 for each round that has something of them.
    """
    rounds = releases(audience=Round.Audience.EVERYONE)
    ids = [round_.pk for round_, _released in rounds]
    alone, leads = _blocks_of(leader, ids)
    found: dict[str, list[Moment]] = {code: [] for code in ELEMENTS}
    said, group = 0, ""
    for round_, released in rounds:
        if round_.pk not in alone or said == MOST_ROUNDS:
            continue
        viewer = viewer_of(leader, round_)
        cells = [cell for cell in released.cells if is_theirs(viewer, cell) and viewer.sees(cell)]
        lines = _lines(round_, viewer, cells)
        said += bool(lines)
        for code in ELEMENTS:
            if lines.get(code):
                found[code].append(Moment(round_, tuple(lines[code])))
                group = group or cells[0].name
    elements = tuple(Element(code, tuple(found[code])) for code in ELEMENTS)
    reason = "" if said else _why_nothing(rounds=bool(rounds), alone=bool(alone), leads=leads)
    return Profile(leader, elements, said, group, reason)


def _blocks_of(leader: Person, ids: list[UUID]) -> tuple[set[UUID], bool]:
    """Return the rounds with a block that is theirs alone, and whether they led anybody in any."""
    me, alone, leads = str(leader.pk), set(), False
    rows = RoundBlock.objects.filter(round__in=ids).order_by()
    for round_id, leaders in rows.values_list("round_id", "leaders"):
        leads = leads or me in leaders
        if leaders == [me]:
            alone.add(round_id)
    return alone, leads


def _lines(round_: Round, viewer: Viewer, cells: list[Cell]) -> dict[str, list[Line]]:
    whole = Round.objects.get(pk=round_.pk)  # with its rules, which lists of rounds leave out
    asked = {
        question["id"]: question
        for question in whole.rules["questions"]
        if question["construct"] in ELEMENTS and question["keyed"] == "+"
    }
    wanted = [c for c in cells if c.question in asked and c.question in viewer.about_leader]
    one_group = set(wanted[0].blocks) if wanted else set()  # the first, where several are theirs
    lines: dict[str, list[Line]] = {}
    for cell in wanted:
        if one_group & set(cell.blocks):
            question = asked[cell.question]
            lines.setdefault(question["construct"], []).append(_line(round_, question, cell))
    return lines


def _line(round_: Round, question: Mapping[str, str], cell: Cell) -> Line:
    low, high = reading_of_cell(round_, cell)
    return Line(
        code=cell.question,
        text=question_words(question),
        language=question_language(question),
        words=in_words(cell),
        low=low,
        high=high,
        agree=cell.ge[AGREES_FROM],
        n=cell.n or 0,
    )


def _why_nothing(*, rounds: bool, alone: bool, leads: bool) -> str:
    if not rounds:
        return "not_asked"
    if not leads:
        return "none"
    return "few" if alone else "shared"


def _weaker(one: Element, other: Element) -> bool:
    if one.newest is None or other.newest is None:
        return False
    direction, strength = _change(one.newest.together, other.newest.together)
    return direction == "up" and strength in SURE_ENOUGH


def _change(before: tuple[int, int, int], now: tuple[int, int, int]) -> tuple[str, str]:
    from bothways.pure.measurement import ReleasedCount, change_in_words

    direction, strength = change_in_words(ReleasedCount(*before), ReleasedCount(*now))
    return direction.value, strength.value
