"""What can be done about an idea or a question: a page of its own for each act."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.voices import actions
from bothways.voices.actions.shared import path_of
from bothways.voices.forms import (
    AddForm,
    AnswerForm,
    HandOverForm,
    LookForm,
    MergeForm,
    PartForm,
    WhyForm,
    WillForm,
    WontForm,
)
from bothways.voices.models import Voice
from bothways.voices.views.reading import base


@dataclass(frozen=True)
class Act:
    """One thing that can be done: what the page says, asks and does. guide: its slug, or ''."""

    title: Promise
    lede: Promise
    button: Promise
    form: Callable[..., forms.Form]
    do: Callable[..., object]
    guide: str = ""
    knows_voice: bool = False  # its form is made for the voice


ANSWERS = {
    "will": Act(
        _("We will"),
        _("It becomes a promise of yours to everyone. The idea is done once that is kept."),
        _("Promise it"),
        WillForm,
        actions.will_do,
        "making-a-promise",
    ),
    "wont": Act(
        _("We won't, because"),
        _("It stands among the decisions with its reasons, and whoever had the idea is told."),
        _("Say no, with this reason"),
        WontForm,
        actions.wont_do,
        "saying-no-to-an-idea",
    ),
    "look": Act(
        _("It is being looked at"),
        _("A word on the way. The answer stays owed by its day."),
        _("Say so"),
        LookForm,
        actions.look_at,
    ),
    "say": Act(
        _("Answer"),
        _("Whoever asked is told, and everyone can read it."),
        _("Give this answer"),
        AnswerForm,
        actions.answer,
        "answering-well",
    ),
    "open": Act(
        _("Open it again"),
        _(
            "For an answer that was a mistake or holds no longer. Both stay in sight, and so does "
            "the promise or the decision that came of it. An answer is owed again."
        ),
        _("Open it again"),
        WhyForm,
        actions.open_again,
    ),
}
ORDER = {
    "merge": Act(
        _("It says the same as another one"),
        _("It goes on with that one. Whoever said either gets the answer, and both stay in sight."),
        _("Merge them"),
        MergeForm,
        actions.merge,
        knows_voice=True,
    ),
    "part": Act(
        _("They are two things"),
        _("It goes on by itself again, and its answer is owed in ten days."),
        _("Part them"),
        PartForm,
        actions.part,
    ),
}
HIDING = {
    "hide": Act(
        _("Hide these words"),
        _(
            "Only where they insult or expose somebody. Your name and reason stand in their place, "
            "for everyone, and on the record. What was merged into it goes on by itself from then "
            "on. What speaks of pay, hours or conditions is never hidden."
        ),
        _("Hide them, with this reason"),
        WhyForm,
        actions.hide,
        "taking-a-hard-message",
    ),
    "show": Act(
        _("Show these words again"),
        _("Everyone reads them again, and an answer is owed."),
        _("Show them"),
        WhyForm,
        actions.show_again,
    ),
}
OWN = {
    "add": Act(
        _("Add something"),
        _("What you said stays as it is. This stands below it, with your name."),
        _("Add it"),
        AddForm,
        actions.add,
    ),
    "take-back": Act(
        _("Take it back"),
        _("Your words go. That something stood here stays in sight, with your name."),
        _("Take it back"),
        forms.Form,
        actions.take_back,
    ),
}
HAND_OVER = Act(
    _("Somebody else answers"),
    _("They are told, and owe the answer from now on. The day stays the same."),
    _("Ask them to answer"),
    HandOverForm,
    actions.hand_over,
    knows_voice=True,
)


@require_http_methods(["GET", "POST"])
@guarded("voices.answer", Voice)
def answer(request: SignedInRequest, thing: Voice, act: str) -> HttpResponse:
    """We will, we won't because, being looked at, an answer; open again."""
    if (act in {"will", "wont"} and thing.is_question) or (act == "say" and not thing.is_question):
        raise Http404
    return _act(request, thing, _one_of(ANSWERS, act))


@require_http_methods(["GET", "POST"])
@guarded("voices.hand_over", Voice)
def hand_over(request: SignedInRequest, thing: Voice) -> HttpResponse:
    """Let somebody else owe the answer, with a deputy."""
    return _act(request, thing, HAND_OVER)


@require_http_methods(["GET", "POST"])
@guarded("voices.merge", Voice)
def order(request: SignedInRequest, thing: Voice, act: str) -> HttpResponse:
    """Merge it with another one, or part them again."""
    return _act(request, thing, _one_of(ORDER, act))


@require_http_methods(["GET", "POST"])
@guarded("voices.hide", Voice)
def hide(request: SignedInRequest, thing: Voice, act: str) -> HttpResponse:
    """Hide words with a reason that everybody reads, or show them again."""
    return _act(request, thing, _one_of(HIDING, act))


@require_http_methods(["GET", "POST"])
@guarded("voices.take_back", Voice)
def own(request: SignedInRequest, thing: Voice, act: str) -> HttpResponse:
    """Add to one's own words, or take them back."""
    return _act(request, thing, _one_of(OWN, act))


@require_POST
@guarded("voices.support", Voice)
def support(request: SignedInRequest, thing: Voice) -> HttpResponse:
    """Stand behind it by name with one tap; undo it with another."""
    if request.POST.get("no"):
        actions.support_no_longer(thing, by=request.user)
    else:
        with suppress(RefusedError):  # the page shows why: it is one's own, or out of sight
            actions.support(thing, by=request.user)
    return redirect(f"{path_of(thing)}#support")


def _one_of(acts: Mapping[str, Act], act: str) -> Act:
    if act not in acts:
        raise Http404
    return acts[act]


def _act(request: SignedInRequest, voice: Voice, act: Act) -> HttpResponse:
    """One form about a voice: do it and lead back, or show it with what is wrong."""
    refusal: RefusedError | None = None
    made_for: dict[str, Any] = {"voice": voice} if act.knows_voice else {}
    form = act.form(request.POST if request.method == "POST" else None, **made_for)
    if request.method == "POST" and form.is_valid():
        try:
            act.do(voice, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect(path_of(voice))
    page = base(timezone.localdate()) | {
        "voice": voice,
        "act": act,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "voices/act.html", page, status=409 if refusal else 200)
