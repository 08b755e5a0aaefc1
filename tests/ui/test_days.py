"""A day as a list says it."""

from datetime import date

import pytest
from django.utils import translation

from bothways.ui.days import day_and_year

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "this_year", "another"),
    [
        ("en", "27 November", "27 November 2025"),
        ("de", "27. November", "27. November 2025"),
        ("es", "27 de noviembre", "27 de noviembre de 2025"),
    ],
)
def test_a_day_is_said_in_each_language_with_its_year_where_that_is_another(
    language: str, this_year: str, another: str
) -> None:
    for _again in range(2):  # what was written once for a language is not said in another
        with translation.override(language):
            assert day_and_year(date(2026, 11, 27), TODAY) == this_year
            assert day_and_year(date(2025, 11, 27), TODAY) == another
