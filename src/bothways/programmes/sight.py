"""Who could learn a single group's figure from a verdict, so that it is then held back.

A verdict tells everyone one number about a sum of groups, and an interval that follows from how far
they lie apart: two equations. Whoever already sees all groups but one or two could turn them round.
What points at single leaders has the rule of results.visibility: a union over k of them at least.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from bothways.people.queries import managers
from bothways.programmes.judging import Sides, by_path, leaders_behind
from bothways.programmes.models import Design, Verdict
from bothways.surveys.models import Round, RoundBlock

FEWEST_UNSEEN = 3
FEW_LEADERS, ONE_SEES, CUT_TWICE = "few_leaders", "one_sees_nearly_all", "cut_twice"


def held_back(design: Design, sides: Sides, before: Round, after: Round) -> str:
    """Return why this verdict shows no figure, or ''."""
    leaders = leaders_of(before, after)
    if is_cut_otherwise(design, sides, before, after):
        return CUT_TWICE
    if some_one_sees_nearly_all([*sides.had, *sides.waited], leaders):
        return ONE_SEES
    return ""


def points_at_too_few(design: Design, sides: Sides, before: Round, after: Round) -> bool:
    """Say whether a side of a question about one's leader stands for fewer than k leaders."""
    if not any(item["about_leader"] for item in design.items):
        return False
    leaders = leaders_of(before, after)
    k = max(before.rules["k"], after.rules["k"])
    both = [side for side in (sides.had, sides.waited) if side]
    return any(len(leaders_behind(frozenset().union(*side), leaders)) < k for side in both)


def leaders_of(*rounds: Round) -> dict[str, set[str]]:
    """Return per unit's path the ids of those its people report to, in any of these rounds."""
    rows = RoundBlock.objects.filter(round__in=rounds).values_list("teams", "leaders")
    return by_path(rows)


def some_one_sees_nearly_all(
    groups: Iterable[frozenset[str]],
    leaders: Mapping[str, set[str]],
    above: Mapping[UUID, UUID | None] | None = None,
) -> bool:
    """Say whether somebody who leads sees all of these groups but one or two, and not all.

    A leader sees their own groups and those of whoever stands below them.
    """
    line = managers() if above is None else above
    seen: dict[UUID, set[frozenset[str]]] = {}
    all_groups = set(groups)
    for group in all_groups:
        for leader in leaders_behind(group, leaders):
            for person in _upwards(UUID(leader), line):
                seen.setdefault(person, set()).add(group)
    return any(0 < len(all_groups - groups) < FEWEST_UNSEEN for groups in seen.values())


def is_cut_otherwise(design: Design, sides: Sides, before: Round, after: Round) -> bool:
    """Say whether a figure about one of these questions and rounds stands there by other sides.

    Two figures about nearly the same sides tell, one from the other, about what lies between.
    """
    mine = {item["code"] for item in design.items}
    earlier = Verdict.objects.filter(before=before) | Verdict.objects.filter(after=after)
    others = earlier.exclude(pk=design.pk).select_related("programme__design")
    for verdict in others:
        theirs = {item["code"] for item in verdict.programme.design.items}
        has_figure = verdict.document.get("estimate") is not None
        if has_figure and mine & theirs and verdict.document.get("cut") != cut_of(sides):
            return True
    return False


def cut_of(sides: Sides) -> list[list[str]]:
    """Return the two sides as they are kept with a verdict, the same for the same cut."""
    return sorted(sorted(side) for side in sides.cut)


def _upwards(leader: UUID, line: Mapping[UUID, UUID | None]) -> list[UUID]:
    passed: list[UUID] = []
    at: UUID | None = leader
    while at is not None and at not in passed:
        passed.append(at)
        at = line.get(at)
    return passed
