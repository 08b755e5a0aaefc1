"""Screens of those who lead: the mirror, answers by name, the profile."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.leaders import actions, queries
from bothways.leaders.forms import ShareForm, answers_in
from bothways.leaders.models import ProfileShare
from bothways.leaders.steps import next_step
from bothways.leaders.words import changed, level_words
from bothways.people.errors import RefusedError
from bothways.results import looks
from bothways.results.visibility import viewer_of
from bothways.surveys.ahead import person_tag
from bothways.surveys.explain import SCALE
from bothways.surveys.models import Round
from bothways.surveys.queries import last_counted

OUT_OF_TEN = range(11)


@require_GET
@never_cache
@guarded("leaders.see")
def mirror(request: SignedInRequest) -> HttpResponse:
    """The leader's own answers and guesses. They are given, kept and compared on the device."""
    wanted = request.GET.get("round", "")
    round_ = queries.round_to_mirror(wanted)
    if wanted and round_ is None:
        raise Http404
    context = {
        "place": "trust",
        "scale": SCALE,
        "out_of_ten": OUT_OF_TEN,
        "person_tag": person_tag(request.user),
        "by_name": queries.by_name_is_offered(),
    }
    if round_ is not None:
        shown = queries.mirrored(request.user, round_)
        _keep_look(request, round_, shown.state)
        context |= {"mirror": shown, "round": round_, "last": _last_counted(round_)}
    return render(request, "leaders/mirror.html", context)


@require_http_methods(["GET", "POST"])
@guarded("leaders.say")
def by_name(request: SignedInRequest) -> HttpResponse:
    """Say under one's own name how one sees the own team, where too few lead for a box."""
    round_ = queries.round_to_mirror()
    pairs = queries.mirrored(request.user, round_).pairs if round_ else ()
    context: dict[str, Any] = {"place": "trust", "round": round_, "pairs": pairs, "scale": SCALE}
    status = 200
    if request.method == "POST":
        given = answers_in(request.POST, [pair.item.code for pair in pairs])
        agreed = request.POST.get("agreed") == "yes"
        try:
            actions.say_by_name(
                round_, given if agreed else {}, by=request.user, on=timezone.localdate()
            )
        except RefusedError as refusal:
            context["refusal"] = refusal
            status = 409
        else:
            return redirect("leaders:by-name")
    context |= _own_sheet(request, round_)
    return render(request, "leaders/by_name.html", context, status=status)


@require_POST
@guarded("leaders.say", Round)
def take_back(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Take back what was said by name, as long as nobody has seen it."""
    try:
        actions.take_back(round_, by=request.user, on=timezone.localdate())
    except RefusedError as refusal:
        context = {"place": "trust", "refusal": refusal, **_own_sheet(request, round_)}
        return render(request, "leaders/by_name.html", context, status=409)
    return redirect("leaders:by-name")


@require_http_methods(["GET", "POST"])
@never_cache
@guarded("leaders.see")
def profile(request: SignedInRequest) -> HttpResponse:
    """One's own profile, for one's own eyes; shared from here, for a time."""
    found = queries.profile_of(request.user)
    form = ShareForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.share_profile(
                by=request.user,
                **form.cleaned_data,
                on=timezone.localdate(),
                at=timezone.now(),
            )
        except RefusedError as error:
            refusal = error
        else:
            return redirect("leaders:profile")
    context = {
        **_picture(found),
        "step": next_step(found),
        "form": form,
        "refusal": refusal,
        "shares": queries.own_shares(request.user, on=timezone.localdate()),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "leaders/profile.html", context, status=status)


@require_POST
@guarded("profiles.keep", ProfileShare)
def stop(_request: SignedInRequest, share: ProfileShare) -> HttpResponse:
    """Take a share of one's profile back."""
    actions.stop_sharing(share, on=timezone.localdate(), at=timezone.now())
    return redirect("leaders:profile")


@require_GET
@guarded("leaders.hear")
def shared(request: SignedInRequest) -> HttpResponse:
    """The profiles that leaders share with this person."""
    shares = queries.shares_with(request.user, on=timezone.localdate())
    return render(request, "leaders/shared.html", {"place": "trust", "shares": shares})


@require_GET
@never_cache
@guarded("profiles.see", ProfileShare)
def shared_profile(_request: SignedInRequest, share: ProfileShare) -> HttpResponse:
    """A profile that its leader shares."""
    context = {**_picture(queries.profile_of(share.leader)), "share": share}
    return render(_request, "leaders/shared_profile.html", context)


def _own_sheet(request: SignedInRequest, round_: Round | None) -> dict[str, object]:
    sheet = queries.sheet_of(request.user, round_) if round_ else None
    return {
        "sheet": sheet,
        "said": queries.read_aloud(sheet) if sheet else [],
        "is_shown": sheet is not None and sheet.is_shown(timezone.localdate()),
        "offered": queries.by_name_is_offered(),
    }


def _picture(found: queries.Profile) -> dict[str, object]:
    rows = [(one, level_words(one), changed(one)) for one in found.elements]
    return {"place": "trust", "profile": found, "rows": rows}


def _last_counted(round_: Round) -> Round | None:
    """The counted round to look back at, where the page shows one that is not counted yet."""
    if round_.state == Round.State.RELEASED:
        return None
    return last_counted()


def _keep_look(request: SignedInRequest, round_: Round, state: str) -> None:
    """Whoever sees a group's figures on their device has seen them."""
    if state != "theirs":
        return
    from bothways.results.queries import release_of

    released, viewer = release_of(round_), viewer_of(request.user, round_)
    cells = [cell for cell in released.cells if viewer.leads_alone(cell)] if released else []
    looks.keep_look(viewer, round_, cells, on=timezone.localdate())
