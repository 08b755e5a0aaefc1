"""A promise to everybody in Assembly, which most of these tests are about."""

from datetime import date, timedelta

import pytest

from bothways.commitments.models import Commitment
from tests.cast import ASSEMBLY, Cast
from tests.factories import TODAY, make_promise, make_unit
from tests.wishing import wish_at_once

DUE = TODAY + timedelta(days=10)


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """The lead of Assembly to Assembly, due in ten days."""
    wish_at_once("promised", firm.people())
    return make_promise(firm.manager, to=make_unit(ASSEMBLY), due_on=DUE)


def days_after(n_days: int) -> date:
    """The day that many days after the promise was made."""
    return TODAY + timedelta(days=n_days)
