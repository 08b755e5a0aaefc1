"""A month with its key."""

import pytest

from bothways.letterbox.queries import MonthKey
from tests.letterbox.pen import a_month


@pytest.fixture
def month(db: None) -> MonthKey:
    return a_month()
