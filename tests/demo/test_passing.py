"""Letting time pass at the doors, where the box has two keys as Millrace's has."""

from django.utils import timezone
from pytest_django import Settings

from bothways.demo.passing import close_the_box
from bothways.results.queries import release_of
from tests.millrace import Told


def test_the_open_box_is_closed_and_counted_with_both_keys_in_one_press(
    millrace: Told, settings: Settings
) -> None:
    settings.SECRET_KEY = (millrace.folder / "secret").read_text(encoding="utf-8").strip()
    round_ = millrace.rounds[7]

    assert close_the_box(now=timezone.now())

    round_.refresh_from_db()
    released = release_of(round_)
    assert round_.state == "released"
    assert released is not None
    assert released.n_answered is not None
    assert released.n_answered > 60
