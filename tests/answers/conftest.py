"""A counted round that asks for two answers, and the next one, prepared."""

from datetime import timedelta

import pytest

from bothways.surveys.actions import Asked
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import NEWS, SAFETY, draft
from tests.trust.counted import make_counted

GROWTH = Asked("U-GRO1", "I learn something here.", "GRO")
FAIR = Asked("U-FAI1", "Work is shared out fairly.", "FAI")
COUNTED_AT = NOW + timedelta(days=7)
AFTER = NOW + timedelta(days=14)


def held(firm: Cast, *asked: tuple[Asked, int], title: str, **fields: object) -> Round:
    """A counted round in which all twenty who answered gave the same answer to each question."""
    questions = {one.code: (one.construct, one.text, False) for one, _answer in asked}
    ballots = [tuple(answer for _one, answer in asked)] * 10
    both = {"b1": ballots, "b2": ballots}
    return make_counted(firm, both, title=title, questions=questions, **fields)  # type: ignore[arg-type]


@pytest.fixture
def asked(firm: Cast) -> Round:
    """Few agree to hearing early of changes and to learning; most say what went wrong."""
    said = ((SAFETY, 5), (NEWS, 2), (GROWTH, 1))
    return held(firm, *said, title="November pulse", closed=COUNTED_AT)


@pytest.fixture
def following(firm: Cast, asked: Round) -> Round:
    """The next round, a week after the count."""
    return draft(firm.people_lead, questions=[FAIR], opens_at=AFTER, title="December pulse")
