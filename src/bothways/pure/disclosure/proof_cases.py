"""The small firms in which the guarantee is counted out."""

from collections.abc import Iterator

from bothways.pure.disclosure.proof import Configuration
from bothways.pure.disclosure.released import Format


def cases(*, small: bool = False, three: bool = False) -> Iterator[Configuration]:
    """The configurations of `prove`, or those of `prove --small`, which take seconds.

    three: those in which an attacker knows that only 1, 3 and 5 can be answered, as to a question
    of three classes; such figures leave the box in the full format alone.
    """
    firms = _SMALL if small else (*_SMALL, *_LARGE)
    if three:
        more = () if small else _THREE
        firms = tuple(firm for firm in (*firms, *more) if firm[0] == "full")
    for format, k, c, blocks in firms:
        parts = [block.split(":") for block in blocks.split()]
        yield Configuration(
            format=format,
            k=k,
            c=c,
            ballots=tuple(int(ballots) for _, ballots in parts),
            departments=tuple(department for department, _ in parts),
            three=three,
        )


# 'A:3' is a block of department A with three ballots, ':3' one of a firm without departments,
# and 'A/B:3' one that crosses two.
_SMALL: tuple[tuple[Format, int, int, str], ...] = (
    ("focus", 3, 0, ":1 :1"),
    ("focus", 3, 0, ":3 :3"),
    ("focus", 3, 0, ":4 :3 :3"),
    ("focus", 3, 0, "A:3 A:3 B:4"),
    ("focus", 3, 0, "A:3 A:3 B:2"),
    ("focus", 3, 0, "A:4 A/B:3 B:3"),
    ("focus", 2, 1, "A:5 B:5"),
    ("focus", 4, 1, "A:5 B:2 B:4"),
    ("focus", 4, 2, ":7 :7"),
    ("full", 3, 0, ":3 :3"),
    ("full", 3, 0, "A:4 B:2"),
)
_THREE: tuple[tuple[Format, int, int, str], ...] = (
    ("full", 3, 0, ":4 :4 :3"),
    ("full", 3, 0, ":6 :5"),
    ("full", 3, 1, "A:7 B:6"),
    ("full", 4, 1, "A:6 B:6"),
    ("full", 4, 2, ":7 :7"),
)
_LARGE: tuple[tuple[Format, int, int, str], ...] = (
    ("focus", 3, 0, ":4 :4 :4 :3"),
    ("focus", 3, 0, "A:3 A:3 B:3 B:4"),
    ("focus", 2, 0, "A:4 A:3 A:2 B:4"),
    ("focus", 3, 0, "A:3 B:3 B:3 C:4"),
    ("focus", 3, 0, "A:3 A:3 B:3 B:3 C:3"),
    ("focus", 4, 1, ":6 :5 :5"),
    ("focus", 4, 1, "A:6 A:6 B:6"),
    ("focus", 4, 1, "A:6 A:2 B:5 B:4"),
    ("focus", 4, 1, "A:5 A:5 A:5 B:5"),
    ("focus", 5, 2, ":8 :7"),
    ("focus", 5, 2, "A:7 A:7 B:7"),
    ("full", 3, 0, ":5 :4"),
    ("full", 3, 0, "A:3 A:3 B:3"),
    ("full", 3, 1, "A:5 A:5"),
    ("full", 3, 1, "A:6 B:5"),
)
