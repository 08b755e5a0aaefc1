"""The pages of promises: all of them, a new one, one, and what its author can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.commitments import actions, queries
from bothways.commitments.errors import AlreadyGivenError
from bothways.commitments.forms import (
    BreakForm,
    KeepForm,
    MakeForm,
    MoveForm,
    TakeBackForm,
    WordForm,
)
from bothways.commitments.models import Change, Commitment
from bothways.commitments.registry import sections_under, words_beside
from bothways.commitments.way import way_of
from bothways.people.errors import RefusedError

A_PAGE = 30
A_YEAR = timedelta(days=365)
SHOWN = {
    "all": pgettext_lazy("promises, as a filter", "All"),
    "open": pgettext_lazy("promises, as a filter", "Open"),
    "silent": pgettext_lazy("promises, as a filter", "Silent"),
    "kept": pgettext_lazy("promises, as a filter", "Kept"),
    "broken": pgettext_lazy("promises, as a filter", "Broken"),
    "mine": pgettext_lazy("promises, as a filter", "Given by me"),
    "to-me": pgettext_lazy("promises, as a filter", "Given to me"),
}


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


@require_safe
@guarded("commitments.see")
def list_(request: SignedInRequest) -> HttpResponse:
    """All promises in this person's sight, what needs a word first."""
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    promises = queries.listed(request.user, show=show, on=today)
    page = Paginator(promises, A_PAGE).get_page(request.GET.get("page"))
    context = _base(today) | {
        "page": page,
        "beside": words_beside(list(page.object_list), request.user, today),
        "show": show if show in SHOWN else "all",
        "shown": SHOWN,
        "said": queries.say_do(since=today - A_YEAR, on=today),
    }
    return render(request, "commitments/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded("commitments.make")
def new(request: SignedInRequest) -> HttpResponse:
    """Give a word, freely or in answer to a result (?round=ID, &question=CODE to choose it)."""
    round_id = _round_in(request)
    results = queries.results_of(round_id) if round_id else []
    form = MakeForm(
        request.POST or None,
        author=request.user,
        results=[(asked.code, f"“{asked.text}” {figure}") for asked, figure in results],
        initial=request.GET.dict(),
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        question = typed.pop("question", "")
        origin = queries.origin_of(round_id, question) if round_id and question else None
        try:
            made = actions.make_commitment(
                by=request.user, at=timezone.now(), origin=origin, **typed
            )
        except AlreadyGivenError as given:
            return redirect("commitments:one", given.first)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("commitments:one", made.pk)
    context = _base(timezone.localdate()) | {
        "form": form,
        "refusal": refusal,
        "round": results[0][0].round if results else None,
    }
    return render(request, "commitments/new.html", context, status=409 if refusal else 200)


@require_safe
@guarded("commitments.see", Commitment)
def one(request: SignedInRequest, thing: Commitment) -> HttpResponse:
    """One promise: its words, its way, what happened."""
    today = timezone.localdate()
    changes = list(thing.changes.all())
    mirrored = translation.get_language_bidi()
    context = _base(today) | {
        "promise": thing,
        "changes": changes,
        "asked": queries.asked_in(thing.round_id, thing.question) if thing.round_id else None,
        "figure": queries.figure_of(thing),
        "n_heard": thing.audience.count(),
        "is_mine": thing.made_by_id == request.user.pk,
        "may_move": thing.may_move(today),
        "may_be_taken_back": thing.may_be_taken_back(today),
        "is_silent": thing.is_silent(today),
        "way": way_of(thing, changes, today, mirrored=mirrored),
        "beside": words_beside([thing], request.user, today).get(thing.pk, []),
        "sections": sections_under(thing, request.user, today),
    }
    return render(request, "commitments/one.html", context)


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
    context = _base(timezone.localdate()) | {
        "promise": thing,
        "act": doing,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "commitments/act.html", context, status=409 if refusal else 200)


def _round_in(request: SignedInRequest) -> UUID | None:
    """Read which round the address names; what names none is a promise given freely."""
    try:
        return UUID(request.GET.get("round", ""))
    except ValueError:
        return None


def _base(today: date) -> dict[str, object]:
    return {"place": "promises", "today": today}
