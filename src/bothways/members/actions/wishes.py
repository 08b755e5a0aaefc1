"""What a person wishes for themselves alone; not on the record."""

from bothways.people.models import Person


def choose_look(*, by: Person, language: str, theme: str) -> None:
    """Keep the language ('' = the browser's) and 'light', 'dark' or '' (the device's)."""
    by.language, by.theme = language, theme
    by.save(update_fields=["language", "theme"])
