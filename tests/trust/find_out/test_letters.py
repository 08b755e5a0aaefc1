"""What the page says of letters is what is done with them."""

import pytest

from bothways.mailbox.actions import packets, pieces, stamps
from bothways.trust.find_out.letters import limit, stored


def test_letters_files_and_stamps_go_when_the_page_says() -> None:
    letters, books, _named = (goes for _what, _who, goes in stored())

    assert f"after {packets.KEPT_DAYS} days, files in them after {pieces.KEPT_DAYS}" in letters
    assert f"on the {stamps.GRACE.days}th of the next month" in books


@pytest.mark.parametrize(("in_sqlite", "logged"), [(True, False), (False, True)])
def test_a_log_that_keeps_moments_is_named_where_there_is_one(
    *, in_sqlite: bool, logged: bool
) -> None:
    _name, said = limit(in_sqlite=in_sqlite)

    assert ("the database's own log" in said) is logged
    assert "whose page is open" in said
