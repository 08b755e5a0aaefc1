"""Ballots meet no session, no cookie, no sign-in and no language on their way in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from bothways.ballotbox.views import accept

BALLOTS_UNDER = "/box/"

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
