"""The desk of the second key: what it is asked, and what it answers. docs/reference/guardian.md."""

from collections.abc import Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, View, guarded, open_to_all
from bothways.guardian import actions, queries
from bothways.guardian.asking import is_signed, keyholder_who_signed, where_from
from bothways.guardian.errors import ShapeError, UnsignedError
from bothways.guardian.pages import desk_page, key_page
from bothways.guardian.work import work_for
from bothways.keyholders.actions import leave_office, take_office
from bothways.keyholders.errors import NotKeyholderError
from bothways.keyholders.models import Keyholder
from bothways.people.errors import RefusedError
from bothways.pure.ballots import BallotError, canonical_json, read_object
from bothways.results.lost import declare_key_lost
from bothways.surveys.models import Round

CODES: dict[type[RefusedError], tuple[str, int]] = {
    ShapeError: ("malformed", 400),
    UnsignedError: ("unsigned", 401),
    NotKeyholderError: ("not_yours", 403),
}


@require_GET
@guarded("guardian.see")
def desk(request: SignedInRequest) -> HttpResponse:
    """Who keeps the second key, and, for who does, what it is asked."""
    return render(request, "guardian/desk.html", desk_page(request.user, at=timezone.now()))


@require_GET
@guarded("guardian.take")
def key(request: SignedInRequest) -> HttpResponse:
    """The ceremony: the key is made in the browser, tried, and only then handed in."""
    return render(request, "guardian/key.html", key_page(request.user))


@require_POST
@guarded("guardian.take")
def printed(request: SignedInRequest) -> HttpResponse:
    """Take office with the line that the program printed on another machine."""
    try:
        document = read_object(request.POST.get("document", "").strip().encode())
        take_office(document, by=request.user, where=where_from(request), at=timezone.now())
    except (RefusedError, BallotError) as error:
        refusal = error if isinstance(error, RefusedError) else ShapeError()
        context = {**desk_page(request.user, at=timezone.now()), "refusal": refusal}
        return render(request, "guardian/desk.html", context, status=409)
    return redirect("guardian:desk")


@require_GET
@guarded("guardian.see")
def state(request: SignedInRequest) -> HttpResponse:
    """Return what the page shows, without a secret."""
    return _json(queries.state_for(request.user, at=timezone.now()))


def _keyholders_alone(view: View) -> View:
    """Answer whoever keeps the key, signed in or signing, with JSON; a refusal is JSON too.

    A service has no session, so nothing can be sent in its name by another site; whoever is
    signed in shows the token of the page.
    """

    @wraps(view)
    def ask(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            if is_signed(request):
                holders = [keyholder_who_signed(request, at=timezone.now())]
                return view(request, holders, **kwargs)
            holders = queries.keys_kept_by(request.user)
            return csrf_protect(view)(request, holders, **kwargs)
        except RefusedError as refusal:
            return _refused(refusal)

    return csrf_exempt(open_to_all("the key itself signs, or its keeper is signed in")(ask))


@_keyholders_alone
def work(request: HttpRequest, holders: list[Keyholder]) -> HttpResponse:
    """Return what the second key is asked to do now."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    size = request.GET.get("head_size", "")
    head_size = int(size) if size.isascii() and size.isdigit() and len(size) < 10 else 0
    again = "again" in request.GET
    return _json(work_for(holders, at=timezone.now(), head_size=head_size, again=again))


@_keyholders_alone
def answer(request: HttpRequest, holders: list[Keyholder]) -> HttpResponse:
    """Take what the second key answers."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    document = _document(request)
    return _json(actions.take_answers(document, holders, at=timezone.now()))


@require_POST
@guarded("guardian.take")
def ceremony(request: SignedInRequest) -> HttpResponse:
    """Take office with a key that was made in the browser or by the program."""
    try:
        holder = take_office(
            _document(request), by=request.user, where=where_from(request), at=timezone.now()
        )
    except RefusedError as refusal:
        return _refused(refusal)
    return _json({"fingerprint": holder.fingerprint, "where": holder.where})


@require_POST
@guarded("guardian.see")
def leave(request: SignedInRequest) -> HttpResponse:
    """Give the second key up."""
    try:
        leave_office(by=request.user, at=timezone.now())
    except RefusedError as refusal:
        context = {**desk_page(request.user, at=timezone.now()), "refusal": refusal}
        return render(request, "guardian/desk.html", context, status=409)
    return redirect("guardian:desk")


@require_POST
@guarded("guardian.declare_lost")
def lost(request: SignedInRequest) -> HttpResponse:
    """Declare that the second key of a round is lost, so that the round is void."""
    try:
        round_id = UUID(request.POST.get("round", ""))
    except ValueError:
        raise Http404 from None
    round_ = get_object_or_404(Round, pk=round_id)
    try:
        declare_key_lost(round_, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        context = {**desk_page(request.user, at=timezone.now()), "refusal": refusal}
        return render(request, "guardian/desk.html", context, status=409)
    return redirect("guardian:desk")


def _document(request: HttpRequest) -> dict[str, Any]:
    try:
        return read_object(bytes(request.body))
    except BallotError:
        raise ShapeError from None


def _refused(refusal: RefusedError) -> HttpResponse:
    code, status = CODES.get(type(refusal), ("refused", 409))
    return _json({"error": code, "say": str(refusal)}, status=status)


def _json(value: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        canonical_json(dict(value)),
        status=status,
        content_type="application/json; charset=utf-8",
        headers={"Cache-Control": "no-store, private"},
    )
