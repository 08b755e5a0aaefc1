"""One open round of two blocks for the tests of the box."""

import pytest

from tests.ballotbox.booth import Booth, announce


@pytest.fixture
def booth(db: None) -> Booth:
    return announce({"b1": 4, "b2": 3})
