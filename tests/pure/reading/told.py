"""Counted rounds for the tests of readings: released by the real rule, without a database."""

from collections.abc import Mapping, Sequence

from bothways.pure import disclosure
from bothways.pure.reading import Told, Wording

Ballots = Sequence[tuple[int | None, ...]]

SAFETY = Wording("U-PSY1", 1, "I can say that I got something wrong.", about_leader=False)
TRUST = Wording("U-TRU1", 1, "I feel safe relying on my leader.", about_leader=True)
NEW_WORDS = Wording("U-PSY1", 2, "Here I can say that I was wrong.", about_leader=False)


def block(place: int, eligible: int = 14, teams: tuple[str, ...] = ()) -> disclosure.Block:
    """One block of a department with one team of its own."""
    name = f"Team {place}"
    return disclosure.Block(
        f"b{place}", name, "Operations", teams or (f"Firm/Operations/{name}",), eligible
    )


def told(
    answers: Sequence[Ballots],
    *,
    closed: str = "2026-10-30",
    wordings: Sequence[Wording] = (SAFETY,),
    format: disclosure.Format = "focus",
    blocks: Sequence[disclosure.Block] = (),
    audience: str = "everyone",
    constructs: Mapping[str, str] = {},
) -> Told:
    """Return a counted round: for each block its ballots, an answer to each wording."""
    firm = list(blocks) or [block(place) for place in range(len(answers))]
    released = disclosure.release(
        format=format,
        k=7,
        c=2,
        questions=[
            disclosure.Question(one.code, constructs.get(one.code, "PSY")) for one in wordings
        ],
        blocks=firm,
        answers={one.id: ballots for one, ballots in zip(firm, answers, strict=True)},
    )
    asked = {one.code: one for one in wordings}
    return Told(f"round of {closed}", closed, released, asked, audience)


def votes(agree: int, not_: int, *, n_questions: int = 1) -> Ballots:
    """Return ballots that say yes to everything, and ballots that say no."""
    return [(4,) * n_questions] * agree + [(2,) * n_questions] * not_
