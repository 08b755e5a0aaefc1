"""Who looked at figures below the firm's: kept by day, for those whose figures they are.

Kept are the looks of those who lead a group's people or see it by a role, and files of the whole
firm. A member's look at their own group is not kept: it would tell when they were here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import structlog
from django.db import OperationalError
from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bothways.people.models import Person, Role
from bothways.pure.disclosure import Cell, Released
from bothways.results import queries
from bothways.results.models import Look
from bothways.results.visibility import FIRM, Viewer, seen_by, viewer_of
from bothways.surveys.models import Round, RoundBlock

log = structlog.get_logger("bothways.results")


@dataclass(frozen=True)
class Seen:
    """Somebody who looked at a group's figures of a round, and on which days."""

    round: Round
    who: str
    days: list[date]
    about_leader: bool

    @property
    def words(self) -> str:
        """'Lena Oduya, people lead: 3 November 2026, 9 November 2026'."""
        return f"{self.who}: {', '.join(date_format(day) for day in self.days)}"


def keep_look(viewer: Viewer, round_: Round, cells: Iterable[Cell], *, on: date) -> None:
    """Keep that this viewer saw these figures on that day; once a day, and never an hour."""
    found = {
        (block, cell.question in viewer.about_leader)
        for cell in cells
        if cell.level != FIRM
        for block in cell.blocks
        if viewer.is_people_lead or block in viewer.leads
    }
    _keep(UUID(viewer.person_id), [(round_, *pair) for pair in sorted(found)], on)


def keep_look_at_all(person: Person, round_: Round, *, on: date) -> Released | None:
    """Return all that a person may see of a round, and keep that they took it away."""
    released = queries.release_of(round_)
    if released is None:
        return None
    keep_look(viewer_of(person, round_), round_, seen_by(person, round_, released).cells, on=on)
    return released


def keep_export(by: Person | None, *, on: date) -> None:
    """Keep that every group's figures of every round were saved; by: None for a command."""
    found = []
    for round_, released in queries.releases(with_promises=True):
        about = set(round_.questions.filter(about_leader=True).values_list("code", flat=True))
        groups = [cell for cell in released.cells if cell.level != FIRM]
        pairs = {(block, cell.question in about) for cell in groups for block in cell.blocks}
        found += [(round_, *pair) for pair in sorted(pairs)]
    _keep(by.pk if by else None, found, on)


def who_saw(round_: Round, blocks: Iterable[str], *, but: Person) -> list[Seen]:
    """Return who else saw what these groups said, apart from `but` (1 query)."""
    return _together(Look.objects.filter(round=round_, block__in=list(blocks)).exclude(by=but))


def who_saw_mine(person: Person) -> list[Seen]:
    """Return who saw what this person's groups said, and what was said of them as a leader."""
    asked = Q(round__entitlements__person=person, block=F("round__entitlements__block"))
    mine = _together(Look.objects.filter(asked).exclude(by=person))
    led = Q(pk__in=[])
    about = Look.objects.filter(about_leader=True).exclude(by=person)
    blocks = RoundBlock.objects.filter(round__in=about.order_by().values("round"))
    for block in blocks:
        if str(person.pk) in block.leaders:
            led |= Q(round=block.round_id, block=block.code)
    return mine + _together(about.filter(led).exclude(asked))


def _keep(by: UUID | None, looks: list[tuple[Round, str, bool]], on: date) -> None:
    rows = [
        Look(by_id=by, round=round_, block=block, about_leader=about, on=on)
        for round_, block, about in looks
    ]
    try:
        Look.objects.bulk_create(rows, ignore_conflicts=True)
    except OperationalError:  # the database is busy; the page comes all the same
        log.warning("a look at a result could not be kept")


def _together(looks: QuerySet[Look]) -> list[Seen]:
    days: dict[tuple[UUID, UUID | None, bool], set[date]] = defaultdict(set)
    some: dict[tuple[UUID, UUID | None, bool], Look] = {}
    for look in looks.select_related("by", "round").defer("round__manifest").order_by("on"):
        key = (look.round_id, look.by_id, look.about_leader)
        days[key].add(look.on)
        some[key] = look
    return [
        Seen(look.round, _called(look.by), sorted(days[key]), look.about_leader)
        for key, look in some.items()
    ]


def _called(person: Person | None) -> str:
    if person is None:
        return _("a command on the server, which saved everything")
    for kind in (Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD):
        if person.has_role(kind):
            return f"{person.name}, {kind.label}"
    return person.name
