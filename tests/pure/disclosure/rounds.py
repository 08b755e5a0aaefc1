"""Small rounds to disclose: written by hand, and drawn by hypothesis."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from bothways.pure.disclosure import Block, Question, Released, release

TRUST = Question("q1", "TRU")
Ballots = dict[str, list[list[int | None]]]


def block(number: int, *, department: str = "", eligible: int = 99) -> Block:
    """A block of one team."""
    name = f"Team {number}"
    path = f"Firm/{department}/{name}" if department else f"Firm/{name}"
    return Block(f"b{number}", name, department, (path,), eligible)


def blocks(*departments: str) -> tuple[Block, ...]:
    """One block per department named, in that order."""
    return tuple(block(number, department=name) for number, name in enumerate(departments, 1))


def agreeing(hits: int, n: int, *, skipped: int = 0) -> list[list[int | None]]:
    """Ballots of one question: `hits` answer 4 of the n who answer it, and some skip it."""
    return [[4]] * hits + [[2]] * (n - hits) + [[None]] * skipped


def pulse(*parts: tuple[str, list[list[int | None]]], k: int = 7, c: int = 2) -> Released:
    """Release one question in the focus format: (department, ballots) per block."""
    round_blocks = blocks(*(department for department, _ in parts))
    answers = {b.id: ballots for b, (_, ballots) in zip(round_blocks, parts, strict=True)}
    return release(
        format="focus", k=k, c=c, questions=[TRUST], blocks=round_blocks, answers=answers
    )


def shares(released: Released) -> dict[tuple[str, str], tuple[int, int]]:
    """The ranges of a release in the focus format, by level and name."""
    return {(cell.level, cell.name): cell.ge[4] for cell in released.cells}


@st.composite
def whole_rounds(draw: st.DrawFn) -> dict[str, Any]:
    """Everything that release() is given, for a round with skips, small blocks and departments."""
    questions = _questions(draw(st.lists(st.sampled_from(["TRU", "SAF"]), min_size=1, max_size=3)))
    round_blocks = blocks(*draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=6)))
    # most people answering alike is what makes clamped parts, so it is drawn often
    leaning = draw(st.sampled_from([(1, 2, 3, 4, 5, None), (5, 5, 5, 5, 1), (1, 1, 1, 2, 4)]))
    ballot = st.lists(st.sampled_from(leaning), min_size=len(questions), max_size=len(questions))
    ballots = st.lists(ballot, max_size=14)
    return {
        "format": draw(st.sampled_from(["focus", "full"])),
        "k": draw(st.integers(2, 7)),
        "c": draw(st.integers(0, 2)),
        "questions": questions,
        "blocks": round_blocks,
        "answers": {b.id: draw(ballots) for b in round_blocks},
    }


def _questions(constructs: Sequence[str]) -> list[Question]:
    return [Question(f"q{number}", name) for number, name in enumerate(constructs, 1)]
