"""Days and hours as people here say them."""

import re
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

import bothways


def test_an_english_day_is_written_without_commas_and_abbreviations() -> None:
    with translation.override("en"):
        assert date_format(date(2026, 11, 27)) == "27 November 2026"


def test_an_hour_counts_to_twenty_four() -> None:
    with translation.override("en"):
        written = date_format(datetime(2026, 11, 27, 18, 0), "DATETIME_FORMAT")  # noqa: DTZ001

    assert written == "27 November 2026, 18:00"


@pytest.mark.parametrize(
    ("language", "day", "moment", "weekday"),
    [
        ("en", "27 November 2026", "27 November 2026, 18:00", "Friday 27 November"),
        ("de", "27. November 2026", "27. November 2026, 18:00", "Freitag, 27. November"),
        (
            "es",
            "27 de noviembre de 2026",
            "27 de noviembre de 2026, 18:00",
            "viernes 27 de noviembre",
        ),
    ],
)
def test_every_language_says_days_in_its_own_order(
    language: str, day: str, moment: str, weekday: str
) -> None:
    at = datetime(2026, 11, 27, 18, 0)  # noqa: DTZ001
    with translation.override(language):
        written = [date_format(at, f"{name}_FORMAT") for name in ("DATE", "DATETIME", "WEEKDAY")]

    assert [part.lower() for part in written] == [day.lower(), moment.lower(), weekday.lower()]


def test_every_language_has_the_same_names_of_formats() -> None:
    names = [
        {
            name
            for name in vars(import_module(f"bothways.config.formats.{code}.formats"))
            if name.isupper()
        }
        for code, _name in settings.LANGUAGES
    ]

    assert all(found == names[0] for found in names)


def test_no_template_writes_a_day_in_the_order_of_one_language() -> None:
    source = Path(bothways.__file__).parent
    own = re.compile(r'\|(?:date|time):"(?![A-Z_]+_FORMAT")[^"]*"')
    found = [
        f"{path.name}: {match} (use a name of config/formats, as in MONTH_DAY_FORMAT)"
        for path in source.rglob("*.html")
        for match in own.findall(path.read_text(encoding="utf-8"))
    ]

    assert found == []
