"""Each person meets Bothways in their own language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation


def in_the_persons_language(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Use the language that the person chose, else the browser's."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = getattr(request.user, "language", "")
        with translation.override(chosen or translation.get_language_from_request(request)):
            return respond(request)

    return answer
