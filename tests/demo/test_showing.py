"""A picture that shows it, and a promise that went on when its author left."""

import pytest

from bothways.commitments.models import Commitment
from bothways.record.models import Entry

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("millrace")]


def test_a_kept_promise_shows_a_picture_made_anew() -> None:
    board = Commitment.objects.get(text__startswith="Every Friday the board")
    shown = board.evidence.get()

    assert board.state == "kept"
    assert shown.picture.media_type == "image/webp"
    assert max(shown.picture.width, shown.picture.height) == 960
    assert "seven sheets" in shown.words


def test_what_wanda_promised_was_kept_by_omar_and_the_record_has_both() -> None:
    lists = Commitment.objects.get(text__startswith="The packing list of each client")
    handed = Entry.objects.get(verb="commitment.handed_over")

    assert (lists.made_by.name, lists.state) == ("Omar Lind", "kept")
    assert (handed.details["was"], handed.details["now"]) == ("Wanda Kozak", "Omar Lind")


def test_what_nils_promised_waits_for_somebody_to_take_it_on() -> None:
    press = Commitment.objects.get(text__startswith="I write down how the old press")

    assert press.is_open
    assert press.made_by.left_on is not None
