"""What its author can do about a promise: a page of its own for each act."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.commitments import actions
from bothways.commitments.forms import (
    BreakForm,
    KeepForm,
    LetGoForm,
    MoveForm,
    TakeBackForm,
    WordForm,
)
from bothways.commitments.models import Change, Commitment
from bothways.commitments.views.pages import base
from bothways.people.errors import RefusedError


@dataclass(frozen=True)
class Act:
    """One thing an author can do about a promise: what the page says, asks and does."""

    title: Promise
    lede: Promise
    button: Promise
    form: type[forms.Form]
    do: Callable[..., Change]


ACTS = {
    "word": Act(
        _("Say how it stands"),
        _("A word on the way. After the day it ends the silence for a week."),
        _("Say it"),
        WordForm,
        actions.give_word,
    ),
    "keep": Act(
        _("It is kept"),
        _("Those you promised it to are told, with the words you write here."),
        _("Close it as kept"),
        KeepForm,
        actions.keep_commitment,
    ),
    "move": Act(
        _("Move it in time"),
        _(
            "Moved before its day, with the reason, a promise is not broken. "
            "Both days stay in sight."
        ),
        _("Move it"),
        MoveForm,
        actions.move_commitment,
    ),
    "break": Act(
        _("It will not happen"),
        _("Saying so is better than silence. Those you promised it to are told, with your reason."),
        _("Say that it is broken"),
        BreakForm,
        actions.break_commitment,
    ),
    "let-go": Act(
        _("They have left"),
        _("Whoever you promised it to is not here any more. It ends, and counts against nobody."),
        _("End it"),
        LetGoForm,
        actions.end_for_want_of_hearer,
    ),
    "take-back": Act(
        _("Open it again"),
        _(
            "For an end that was a mistake. That it was closed and that you opened it again "
            "both stay in sight."
        ),
        _("Open it again"),
        TakeBackForm,
        actions.take_back_end,
    ),
}


@require_http_methods(["GET", "POST"])
@guarded("commitments.close", Commitment)
def act(request: SignedInRequest, thing: Commitment, act: str) -> HttpResponse:
    """Say a word, keep, move, break or open again: a page of its own for each."""
    if act not in ACTS:
        raise Http404
    doing, refusal = ACTS[act], None
    form = doing.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            doing.do(thing, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            address = reverse("commitments:one", args=[thing.pk])
            return redirect(f"{address}#kept" if act == "keep" else address)
    context = base(timezone.localdate()) | {
        "promise": thing,
        "act": doing,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "commitments/act.html", context, status=409 if refusal else 200)
