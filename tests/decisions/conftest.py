"""A no of the manager's, which most of these tests are about."""

import pytest

from bothways.decisions.models import Decision
from tests.cast import Cast
from tests.factories import make_decision


@pytest.fixture
def decision(firm: Cast) -> Decision:
    """The lead of Assembly says no to a third shift, and looks at it again in 90 days."""
    return make_decision(firm.manager)
