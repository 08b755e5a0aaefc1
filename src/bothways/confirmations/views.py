"""Pages of confirmations: what waits for one's word, saying it, answering it, what a round asks."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.commitments.actions import take_back_end
from bothways.commitments.forms import TakeBackForm
from bothways.commitments.models import Commitment
from bothways.confirmations import actions, queries
from bothways.confirmations.forms import JudgeForm, ReplyForm
from bothways.confirmations.models import Judgement
from bothways.people.errors import RefusedError
from bothways.surveys.models import Round


@require_safe
@guarded("confirmations.see")
def waiting(request: SignedInRequest) -> HttpResponse:
    """The kept promises that wait for one's word by name."""
    today = timezone.localdate()
    context = _base() | {"promises": list(queries.waiting_for(request.user, on=today))}
    return render(request, "confirmations/waiting.html", context)


@require_http_methods(["GET", "POST"])
@guarded("confirmations.judge", Commitment)
def judge(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """It was kept, or I see it differently; or another word within two weeks of the first."""
    before = queries.words_of(request.user, thing)
    start = {"says": before[-1].says, "words": before[-1].words} if before else {}
    form = JudgeForm(_posted(request), initial=start)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge(thing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return _back_to(thing)
    return _act_page(
        request,
        thing,
        form,
        refusal,
        title=_("Was it kept?"),
        lede=_("You say it with your name. For two weeks you can say it differently."),
        button=_("Say it"),
    )


@require_http_methods(["GET", "POST"])
@guarded("confirmations.answer", Commitment)
def answer(request: SignedInRequest, thing: Commitment, number: int) -> HttpResponse:
    """Answer one who sees it differently."""
    contest = get_object_or_404(
        Judgement.objects.select_related("person"), pk=number, commitment=thing
    )
    form, refusal = ReplyForm(_posted(request)), None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            actions.answer_contest(contest, by=request.user, words=words, at=timezone.now())
        except RefusedError as error:
            refusal = error
        else:
            return _back_to(thing)
    return _act_page(
        request,
        thing,
        form,
        refusal,
        title=_("Answer"),
        lede=_("If they are right, you can also open the promise again."),
        button=_("Answer"),
        contest=contest,
    )


@require_http_methods(["GET", "POST"])
@guarded("confirmations.answer", Commitment)
def open_again(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Open a promise again because somebody it was made to sees its end differently."""
    if not _contests(thing):
        raise Http404
    form, refusal = TakeBackForm(_posted(request)), None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            take_back_end(thing, by=request.user, words=words, at=timezone.now(), contested=True)
        except RefusedError as error:
            refusal = error
        else:
            return _back_to(thing)
    return _act_page(
        request,
        thing,
        form,
        refusal,
        title=_("Open it again"),
        lede=_("That it was closed, what was said of it and that you opened it again all stay."),
        button=_("Open it again"),
    )


@require_http_methods(["GET", "POST"])
@guarded("confirmations.answer", Commitment)
def ask_openly(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """Ask by name those who are too few to be asked secretly."""
    refusal = None
    if request.method == "POST":
        try:
            actions.ask_openly(thing, by=request.user, at=timezone.now())
        except RefusedError as error:
            refusal = error
        else:
            return _back_to(thing)
    return _act_page(
        request,
        thing,
        forms.Form(),
        refusal,
        title=_("Ask them by name"),
        lede=_("They then say openly, each with their name, whether it was kept."),
        button=_("Ask them by name"),
    )


@require_safe
@guarded("rounds.see", Round)
def asked(request: SignedInRequest, round_: Round) -> HttpResponse:
    """What a month's round asks about, and what was answered once it is counted."""
    keeps = may(request.user, "rounds.keep")
    is_draft = round_.state == Round.State.DRAFT
    if not round_.is_about_promises or (is_draft and not keeps):
        raise Http404
    context = {
        "place": "trust",
        "round": round_,
        "rows": queries.asked_in(round_),
        "votes": queries.votes_in(round_),
        "may_gather": is_draft and keeps,
        "today": timezone.localdate(),
    }
    return render(request, "confirmations/asked.html", context)


@require_POST
@guarded("rounds.keep")
def gather(_request: SignedInRequest) -> HttpResponse:
    """Gather the questions of this month's draft anew."""
    round_ = actions.gather(at=timezone.now(), again=True)
    return redirect("confirmations:asked", round_.pk) if round_ else redirect("surveys:list")


def _act_page(
    request: SignedInRequest,
    promise: Commitment,
    form: forms.Form,
    refusal: RefusedError | None,
    **words: Promise | Judgement,
) -> HttpResponse:
    context = _base() | {"promise": promise, "form": form, "refusal": refusal, **words}
    return render(request, "confirmations/act.html", context, status=409 if refusal else 200)


def _posted(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _contests(promise: Commitment) -> tuple[Judgement, ...]:
    found = queries.confirmed([promise.pk]).get(promise.pk)
    return found.contests if found else ()


def _back_to(promise: Commitment) -> HttpResponse:
    return redirect("commitments:one", promise.pk)


def _base() -> dict[str, Any]:
    return {"place": "promises", "today": timezone.localdate()}
