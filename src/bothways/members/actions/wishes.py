"""What a person wishes for themselves alone; not on the record."""

from django.conf import settings

from bothways.people.models import Person


def keep_language_of_the_door(person: Person, language: str) -> None:
    """Let who chose a language before signing in, and none since, have it in mails as well."""
    if not person.language and language in dict(settings.LANGUAGES):
        person.language = language
        person.save(update_fields=["language"])


def choose_look(*, by: Person, language: str, theme: str) -> None:
    """Keep the language ('' = the browser's) and 'light', 'dark' or '' (the device's)."""
    by.language, by.theme = language, theme
    by.save(update_fields=["language", "theme"])
