"""What every page's frame needs."""

from django.http import HttpRequest

from bothways.people import queries


def frame(request: HttpRequest) -> dict[str, object]:
    """The firm's name for the header."""
    return {"organisation": queries.organisation()}
