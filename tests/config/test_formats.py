"""Days and hours as people here say them."""

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format


def test_an_english_day_is_written_without_commas_and_abbreviations() -> None:
    with translation.override("en"):
        assert date_format(date(2026, 11, 27)) == "27 November 2026"


def test_an_hour_counts_to_twenty_four() -> None:
    with translation.override("en"):
        written = date_format(datetime(2026, 11, 27, 18, 0), "DATETIME_FORMAT")  # noqa: DTZ001

    assert written == "27 November 2026, 18:00"
