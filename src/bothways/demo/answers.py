"""What people at Millrace would answer: a small model of trust, the same each time it is asked.

Everybody has a trust of their own, a lead, and a year behind them; every question is easier or
harder to agree with. From these comes an answer on the five-point scale, with some chance in it.
"""

from collections.abc import Collection, Sequence
from random import Random
from typing import Protocol

SEED = 20_105  # with it every group of the last rounds has enough answers to stand by itself
SKIPS = 0.03
TAKES_PART = 0.87  # of those who are asked, on average

LEADS = "those who lead"
OF_UNIT = {
    "Assembly line 1": 0.35,
    "Assembly line 2": 0.05,
    "Machining": -0.4,
    "Stores": 0.1,
    "Dispatch": 0.3,
    "Design": 0.25,
    "Office": 0.2,
    "Assembly line 3": -0.15,
    "Welding": 0.15,
    "Service": 0.05,
    LEADS: 0.6,  # whoever leads sees more of the good
}
OF_CONSTRUCT = {
    "TRU": 0.35,
    "REL": 0.15,
    "JUD": 0.3,
    "CON": 0.1,
    "PSY": 0.2,
    "COM": -0.45,
    "FAI": -0.35,
    "REC": -0.15,
    "GRO": 0.0,
    "WLB": 0.05,
    "INC": 0.35,
    "FOL": -0.5,
    "SEN": -0.1,
    "FEL": 0.4,
    "ENG": 0.45,
    "STA": 0.5,
}
# How the mood moved, round by round; the fourth came after a hard winter.
MOOD = (-0.15, -0.05, 0.1, -0.1, 0.1, 0.2, 0.2)
# What promises changed beyond the mood: what is done, what is told, what is fair.
MOVED = {
    "FOL": (0.0, 0.1, 0.35, 0.45, 0.6, 0.7, 0.65),
    "COM": (0.0, 0.0, 0.2, 0.3, 0.45, 0.5, 0.55),
    "FAI": (0.0, 0.0, 0.1, 0.1, 0.25, 0.3, 0.35),
}
# What ten minutes before each shift change for those who have them.
HELPED_WITH, HELP = "PSY", 0.8
SPREAD_OF_PEOPLE, SPREAD_OF_A_DAY, MIDDLE = 0.55, 0.7, 3.35


class Question(Protocol):
    """What the model needs to know of a question; items and questions of a round both have it."""

    @property
    def construct(self) -> str: ...
    @property
    def keyed(self) -> str: ...


class Answerer:
    """Answers for everybody, in the order in which it is asked."""

    helped: Collection[str] = ()  # names of units

    def __init__(self, seed: int = SEED) -> None:
        self.random = Random(seed)  # noqa: S311  (a story, not a secret)
        self.trust: dict[str, float] = {}
        self.willing: dict[str, float] = {}

    def takes_part(self, number: str, share: float = TAKES_PART) -> bool:
        """Say whether a person answers this time; some nearly always do, some hardly ever."""
        willing = self.willing.setdefault(number, self.random.betavariate(4, 1))
        return self.random.random() < willing * share / 0.8

    def answers(
        self, number: str, unit: str, questions: Sequence[Question], round_number: int
    ) -> list[int | None]:
        """Return one answer per question of round 1 to 7, 1 to 5 or None where it was skipped."""
        trust = self.trust.setdefault(number, self.random.gauss(0, SPREAD_OF_PEOPLE))
        trust += OF_UNIT.get(unit, 0.0) + MOOD[round_number - 1]
        help_in = {HELPED_WITH: HELP} if unit in self.helped else {}
        return [
            self._answer(trust + help_in.get(question.construct, 0.0), question, round_number)
            for question in questions
        ]

    def _answer(self, trust: float, question: Question, round_number: int) -> int | None:
        if self.random.random() < SKIPS:
            return None
        moved = MOVED.get(question.construct)
        lean = trust + OF_CONSTRUCT.get(question.construct, 0.0)
        lean += moved[round_number - 1] if moved else 0.0
        felt = MIDDLE + lean + self.random.gauss(0, SPREAD_OF_A_DAY)
        answer = min(max(round(felt), 1), 5)
        return answer if question.keyed == "+" else 6 - answer
