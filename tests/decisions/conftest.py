"""A no of the manager's, which most of these tests are about."""

import pytest

from bothways.decisions.models import Decision
from tests.cast import Cast
from tests.factories import make_decision
from tests.wishing import wish_at_once


@pytest.fixture
def firm(firm: Cast) -> Cast:
    """Millrace, where everybody chose to be told of decisions at once."""
    for group in ("news", "word"):
        wish_at_once(group, firm.people())
    return firm


@pytest.fixture
def decision(firm: Cast) -> Decision:
    """The lead of Assembly says no to a third shift, and looks at it again in 90 days."""
    return make_decision(firm.manager)
