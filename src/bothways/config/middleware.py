"""Ballots meet no session, no cookie, no sign-in and no language; pages are kept by nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bothways.ballotbox.views import accept

BALLOTS_UNDER = "/box/"
MOST_BODY = 6_000_000  # a file of people may have 5 MB

Respond = Callable[[HttpRequest], HttpResponseBase]


def ballots_go_past_everything(respond: Respond) -> Respond:
    """Answer /box/ROUND here, before any other middleware has seen the request."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(BALLOTS_UNDER):
            return respond(request)
        reply: HttpResponse = accept(request, request.path_info.removeprefix(BALLOTS_UNDER))
        reply["Cache-Control"] = "no-store"
        return reply

    return answer


def bodies_have_an_end(respond: Respond) -> Respond:
    """Refuse what is larger than any form here needs, by the size it says, before it is read."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        if size > MOST_BODY:
            return render(request, "413.html", status=413)
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
