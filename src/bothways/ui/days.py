"""Days in the words of the language in use."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def day_and_year(on: date, today: date) -> str:
    """'27 November', with the year where it is not this year's."""
    form = "MONTH_DAY_FORMAT" if on.year == today.year else "DATE_FORMAT"
    return _written(on, form, get_language())


@lru_cache(maxsize=1000)
def _written(on: date, form: str, _language: str | None) -> str:
    """Write a day in the language in use; a list writes the same few days many times."""
    return date_format(on, form)
