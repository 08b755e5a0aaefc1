"""Ballots meet no session, no cookie, no sign-in and no language; pages are kept by nobody."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bothways.ballotbox.views import accept
from bothways.mailbox.slot import letters
from bothways.record.attempts import acting, write_attempts

BALLOTS_UNDER = "/box/"
LETTERS_UNDER = "letters/"
PROGRAMS_UNDER = "/api/"
MOST_BODY = 6_000_000  # a file of people may have 5 MB
PICTURES_UNDER = "/promises/"
MOST_WITH_A_PICTURE = 25_000_000  # 8 MB are taken; of more the page says so and keeps the words

Respond = Callable[[HttpRequest], HttpResponseBase]


def ballots_go_past_everything(respond: Respond) -> Respond:
    """Answer all under /box/ here, before any other middleware has seen the request."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(BALLOTS_UNDER):
            return nothing_here() if _came_by_the_box(request) else respond(request)
        reply = _without_a_name(request, request.path_info.removeprefix(BALLOTS_UNDER))
        reply.setdefault("Cache-Control", "no-store")
        if settings.BOX_URL:  # pages of the other address may read the receipt, and nobody else's
            reply["Access-Control-Allow-Origin"] = _origin(settings.BASE_URL)
        return reply

    return answer


def _without_a_name(request: HttpRequest, rest: str) -> HttpResponseBase:
    is_letter = rest.startswith(LETTERS_UNDER)
    return (
        letters(request, rest.removeprefix(LETTERS_UNDER)) if is_letter else accept(request, rest)
    )


def _came_by_the_box(request: HttpRequest) -> bool:
    """The box has a name of its own, and this request was sent to it."""
    name = request.META.get("HTTP_HOST", "").lower()
    return bool(settings.BOX_URL) and name == urlsplit(settings.BOX_URL).netloc.lower()


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def nothing_here() -> HttpResponse:
    """Where the box is there is nothing but the box: no page, no door, no file."""
    reply = HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    # Django's handler logs every answer from 400 up, with its address, unless it was logged.
    reply._has_been_logged = True  # type: ignore[attr-defined]
    return reply


def programs_bring_no_cookies(respond: Respond) -> Respond:
    """Take away every cookie of a call to the API before anything reads it: no session, ever."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PROGRAMS_UNDER):
            request.META.pop("HTTP_COOKIE", None)
        return respond(request)

    return answer


def bodies_have_an_end(respond: Respond) -> Respond:
    """Refuse what is larger than any form here needs, by the size it says, before it is read."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        is_picture = request.path_info.startswith(PICTURES_UNDER)
        if size > (MOST_WITH_A_PICTURE if is_picture else MOST_BODY):
            return render(request, "413.html", {"is_picture": is_picture}, status=413)
        return respond(request)

    return answer


def pages_are_not_kept(respond: Respond) -> Respond:
    """Let no browser and no proxy keep what somebody saw while signed in.

    Who comes next to a shared device finds nothing by the back button or in the cache.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        reply = respond(request)
        if request.user.is_authenticated and not reply.has_header("Cache-Control"):
            reply["Cache-Control"] = "no-store, private"
        return reply

    return answer


def attempts_are_kept(respond: Respond) -> Respond:
    """Let the record know who is at work, and write there what was refused in this request."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with acting(lambda: request.user if request.user.is_authenticated else None):
            try:
                return respond(request)
            finally:
                write_attempts()

    return answer
