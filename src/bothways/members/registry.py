"""Where higher rooms say something on a page of this one."""

from collections.abc import Callable

Notice = Callable[[], str]

_import_notices: list[Notice] = []


def import_notice(notice: Notice) -> Notice:
    """Register a function that returns a sentence for the preview of an import, or ''."""
    _import_notices.append(notice)
    return notice


def import_notices() -> list[str]:
    """Return what other rooms have to say before people change, as in 'a round is open'."""
    return [words for notice in _import_notices if (words := notice())]
