"""The mirror of a round for one leader: the questions, and what the leader's own team said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.pure.disclosure import Cell, Released
from bothways.readings.queries import reading_of
from bothways.results.queries import release_of
from bothways.results.visibility import Viewer, viewer_of
from bothways.surveys.bank import Item, name_for_leaders
from bothways.surveys.mirrors import mirrors_of
from bothways.surveys.models import Round
from bothways.surveys.worded import question_language, question_words, worded_in

GROUP = "group"


@dataclass(frozen=True)
class TeamSaid:
    """Where the true share of a team that agrees lies; the team is the leader's alone."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Pair:
    """What the leader is asked about the team, and what the team is asked."""

    construct: str
    item: Item
    own: str
    own_language: str
    theirs: str
    theirs_language: str
    said: tuple[TeamSaid, ...] = ()

    @property
    def name(self) -> str:
        """The construct in the reader's language."""
        return name_for_leaders(self.construct)


@dataclass(frozen=True)
class Mirrored:
    """A round as its mirror: state says what there is to hold it against.

    state: 'waits' until the round is counted; 'theirs' where a group is this leader's alone;
    'shared' where all their people are counted with others' people; 'few' where too few answered;
    'none' where this person led nobody when the list was fixed.
    """

    round: Round
    pairs: tuple[Pair, ...]
    state: str


def round_to_mirror(wanted: str = "") -> Round | None:
    """Return the round to everyone whose mirror is asked for: the open one, else the last counted.

    wanted: the id of another one.
    """
    shown = Q(state__in=[Round.State.OPEN, Round.State.CLOSED, Round.State.RELEASED])
    rounds = list(
        Round.objects.filter(shown, audience=Round.Audience.EVERYONE)
        .exclude(kind=Round.Kind.PROMISES)
        .order_by("-closes_at")
        .only("pk", "title", "state", "closes_at", "opens_at", "audience")
    )
    return next((r for r in rounds if not wanted or str(r.pk) == wanted), None)


def mirrored(person: Person, round_: Round) -> Mirrored:
    """Return the mirror of a round for this person, by the rule of who sees what."""
    firm = organisation()
    company = firm.name if firm else ""
    released = release_of(round_) if round_.state == Round.State.RELEASED else None
    questions = {question["id"]: question for question in round_.rules["questions"]}
    viewer = viewer_of(person, round_) if released else None
    pairs = []
    for mirror in mirrors_of(round_.rules["questions"]):
        said = _said(round_, released, viewer, mirror.asked) if released and viewer else ()
        pairs.append(_pair(mirror.construct, mirror.item, questions[mirror.asked], company, said))
    return Mirrored(round_, tuple(pairs), _state(viewer, pairs))


def _pair(
    construct: str,
    item: Item,
    asked: Mapping[str, Any],
    company: str,
    said: tuple[TeamSaid, ...],
) -> Pair:
    return Pair(
        construct=construct,
        item=item,
        own=item.worded.replace("{company}", company),
        own_language=worded_in("en", item.texts),
        theirs=question_words(asked),
        theirs_language=question_language(asked),
        said=said,
    )


def _said(round_: Round, released: Released, viewer: Viewer, question: str) -> tuple[TeamSaid, ...]:
    found = []
    for cell in released.cells:
        if cell.question == question and is_theirs(viewer, cell):
            low, high = reading_of_cell(round_, cell)
            found.append(TeamSaid(cell.name, low, high))
    return tuple(found)


def is_theirs(viewer: Viewer, cell: Cell) -> bool:
    """Say whether a figure is that of a group which is this leader's alone, and has a number."""
    return cell.level == GROUP and cell.n is not None and viewer.leads_alone(cell)


def reading_of_cell(round_: Round, cell: Cell) -> tuple[float, float]:
    """Return where the true share lies, as the reading of the round has it."""
    low, high = reading_of(round_).of_cell(cell)["interval"]
    return low, high


def _state(viewer: Viewer | None, pairs: list[Pair]) -> str:
    if viewer is None:
        return "waits"
    if any(pair.said for pair in pairs):
        return "theirs"
    if not viewer.leads_directly:
        return "none"
    return "few" if viewer.has_blocks_alone else "shared"
