"""The figures of one question: groups clamped, departments and the firm by the union rule.

Source: docs/anonymity.md, section 4. Focus: one threshold at group, department and firm. Full: the
whole distribution for groups and the firm, for departments only sums of ranges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bothways.pure.disclosure.clamping import Figure, Hold, add_up, clamp, unite
from bothways.pure.disclosure.released import THRESHOLDS, Format
from bothways.pure.disclosure.shape import Shape
from bothways.pure.disclosure.tally import Tally

Ranges = dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Figures:
    """The published ranges of one question, by threshold."""

    firm: Ranges
    departments: Mapping[str, Ranges]
    groups: tuple[Ranges, ...]


def figures_of(shape: Shape, parts: Sequence[Tally], *, format: Format, c: int) -> Figures:
    """Return the published ranges of one question.

    parts: for each part of the shape the exact tally of its answers, each with n >= 2c+3.
    """
    figures = Figures({}, {name: {} for name in shape.departments}, tuple({} for _ in parts))
    for threshold in THRESHOLDS[format]:
        hits = [tally[threshold - 1] for tally in parts]
        groups = [clamp(hit, n=tally[0], c=c) for hit, tally in zip(hits, parts, strict=True)]
        departments = {
            name: of_department([groups[i] for i in inside], format, sum(hits[i] for i in inside))
            for name, inside in shape.departments.items()
        }
        firm = unite(below_the_firm(shape, groups, departments), hits=sum(hits))
        figures.firm[threshold] = firm[:2]
        for name, figure in departments.items():
            figures.departments[name][threshold] = figure[:2]
        for ranges, figure in zip(figures.groups, groups, strict=True):
            ranges[threshold] = figure[:2]
    return figures


def of_department(inside: Sequence[Figure], format: Format, hits: int) -> Figure:
    """Return a department's figure from those of its parts and its exact total."""
    return unite(inside, hits=hits) if format == "focus" else add_up(inside)


def below_the_firm(
    shape: Shape, groups: Sequence[Figure], departments: Mapping[str, Figure]
) -> list[Figure]:
    """Return the figures that the firm's is computed from.

    Where a department has no figure, or none beyond the sum of its parts, its parts stand in.
    """
    below = [groups[index] for index in shape.outside]
    for name, figure in departments.items():
        if figure.hold is Hold.OPEN:
            below += [groups[index] for index in shape.departments[name]]
        else:
            below.append(figure)
    return below
