"""An idea of the employee's, which most of these tests are about."""

import pytest

from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import make_voice
from tests.wishing import wish_at_once


@pytest.fixture
def firm(firm: Cast) -> Cast:
    """Millrace, where everybody chose to be told at once."""
    for group in ("news", "word", "promised"):
        wish_at_once(group, firm.people())
    return firm


@pytest.fixture
def idea(firm: Cast) -> Voice:
    """Jo Marsh would like a bench in the yard."""
    return make_voice(firm.employee)
