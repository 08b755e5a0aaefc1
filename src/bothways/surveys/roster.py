"""The roster of a round: who is asked, in which block, fixed before the box opens."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bothways.people.models import Person, PersonQuerySet
from bothways.people.queries import leaders_here
from bothways.pure.disclosure import Block, Team, form_blocks, needed
from bothways.surveys import queries
from bothways.surveys.models import Entitlement, Round, RoundBlock

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Roster:
    """Everybody who is asked, by block code; the blocks as disclosure formed them."""

    blocks: tuple[Block, ...]
    people: dict[str, list[Person]]


@dataclass(frozen=True)
class Standing:
    """Who is here now, and which teams share a block from the rounds of the last year."""

    people: list[Person]
    before: list[tuple[str, ...]]


def standing_for(round_: Round) -> Standing:
    """Return what the blocks of a round are formed from (3 queries)."""
    return standing_at(round_.opens_at, audience=round_.audience)


def standing_at(moment: datetime, *, audience: str = Round.Audience.EVERYONE) -> Standing:
    """Return what the blocks of a round that opens at this moment would be formed from."""
    people = list(who_is_asked(audience).select_related("unit"))
    since = moment - A_YEAR
    return Standing(people, kept_together(people, since=since, audience=audience))


def who_is_asked(audience: str) -> PersonQuerySet:
    """Return those whom a round of this audience would ask now."""
    return leaders_here() if audience == Round.Audience.LEADERS else Person.objects.here()


def roster_for(standing: Standing, *, k: int) -> Roster:
    """Form the blocks from who is here; within a year they only get coarser."""
    eligible = Counter(person.unit.path for person in standing.people)
    teams = [Team(path, department_of(path), n) for path, n in sorted(eligible.items())]
    blocks = form_blocks(teams, need=needed(k), before=standing.before)
    block_of = {path: block.id for block in blocks for path in block.teams}
    members: dict[str, list[Person]] = {block.id: [] for block in blocks}
    for person in standing.people:
        members[block_of[person.unit.path]].append(person)
    return Roster(blocks, members)


def kept_together(
    people: Sequence[Person], *, since: datetime, audience: str = Round.Audience.EVERYONE
) -> list[tuple[str, ...]]:
    """Return the sets of teams that shared a block since then and so stay together.

    Rounds of another audience ask other questions of other people, so they bind nothing here.
    A team under a path that is new stays with the block that at least half of its people come
    from, newcomers left out: a new name, or a team cut in two, makes no finer block.
    """
    blocks = queries.partitions_since(since, audience=audience)
    known = {path for teams in blocks.values() for path in teams}
    was_in = queries.blocks_since(since, audience=audience)
    came: dict[str, list[Person]] = {}
    for person in people:
        if person.pk in was_in and person.unit.path not in known:
            came.setdefault(person.unit.path, []).append(person)
    renamed = []
    for path, they in sorted(came.items()):
        n_from = Counter(key for person in they for key in was_in[person.pk])
        renamed += [(path, *blocks[key]) for key, n in n_from.items() if 2 * n >= len(they)]
    return [*blocks.values(), *renamed]


def department_of(path: str) -> str:
    """Return the first level below the firm: 'Firm/Ops/Team 1' lies in 'Ops', the firm in ''."""
    _firm, _, below = path.partition("/")
    return below.partition("/")[0]


def leaders_of(people: Sequence[Person]) -> list[str]:
    """Return the ids of those to whom these people report.

    A leader who sits among their own people counts as one of them, so the person above that
    leader is not one of the block's leaders.
    """
    inside = {person.pk for person in people}
    led_here = {person.manager_id for person in people} & inside
    leaders = {person.manager_id for person in people if person.pk not in led_here}
    return sorted(str(leader) for leader in leaders if leader is not None)


def keep_roster(round_: Round, roster: Roster) -> None:
    """Write the frozen roster: one row per block, one entitlement per person."""
    RoundBlock.objects.bulk_create(
        RoundBlock(
            round=round_,
            code=block.id,
            name=block.name,
            department=block.department,
            teams=list(block.teams),
            n_eligible=block.eligible,
            leaders=leaders_of(roster.people[block.id]),
        )
        for block in roster.blocks
    )
    Entitlement.objects.bulk_create(
        Entitlement(round=round_, person=person, block=code)
        for code, people in roster.people.items()
        for person in people
    )
