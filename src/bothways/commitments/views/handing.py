"""A promise that goes to somebody else, or ends because nobody takes it on."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.commitments import actions, queries
from bothways.commitments.forms import AnswerForm, EndForm, HandOverForm, TakeBackForm
from bothways.commitments.models import Commitment
from bothways.commitments.views.pages import HAND_OVER, base
from bothways.people.errors import RefusedError


@require_http_methods(["GET", "POST"])
@guarded(HAND_OVER, Commitment)
def hand_over(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Ask somebody to take it on."""
    form, refusal = HandOverForm(request.POST or None, promise=thing), None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            actions.hand_over(thing, by=request.user, at=now, **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("commitments:one", thing.pk)
    return _page(request, "commitments/hand_over.html", thing, form, refusal)


@require_http_methods(["GET", "POST"])
@guarded("commitments.see", Commitment)
def answer(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Say yes or no to a promise that one is asked to take on."""
    asked = queries.asked_now(thing)
    if asked is None:
        return redirect("commitments:one", thing.pk)
    if asked.taken_by_id != request.user.pk:
        raise Http404
    form, refusal = AnswerForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        do = actions.decline if "no" in request.POST else actions.take_on
        try:
            do(asked, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("commitments:one", thing.pk)
    return _page(request, "commitments/answer.html", thing, form, refusal, asked=asked)


@require_http_methods(["GET", "POST"])
@guarded("commitments.end", Commitment)
def end(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """End what somebody who left had promised: nobody takes it on, because ..."""
    form, refusal = EndForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_for_leaver(thing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("commitments:one", thing.pk)
    return _page(request, "commitments/end.html", thing, form, refusal)


@require_http_methods(["GET", "POST"])
@guarded("commitments.end", Commitment)
def take_back(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Open again what was ended because nobody took it on."""
    form, refusal = TakeBackForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        try:
            actions.take_back_end_for_leaver(thing, by=request.user, words=words, at=now)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("commitments:one", thing.pk)
    return _page(request, "commitments/take_back.html", thing, form, refusal)


def _page(
    request: SignedInRequest,
    template: str,
    thing: Commitment,
    form: HandOverForm | AnswerForm | EndForm | TakeBackForm,
    refusal: RefusedError | None,
    **more: object,
) -> HttpResponse:
    context = base(timezone.localdate()) | {"promise": thing, "form": form, "refusal": refusal}
    return render(request, template, context | more, status=409 if refusal else 200)
