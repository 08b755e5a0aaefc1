"""What is said under a decision: questions, answers, corrections, that it stands, thanks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.decisions import actions
from bothways.decisions.forms import (
    LOOK_AGAIN_AFTER,
    AnswerForm,
    AskForm,
    CorrectForm,
    StandsForm,
)
from bothways.decisions.models import Decision, Question, Thanks
from bothways.decisions.views.reading import base
from bothways.people.errors import RefusedError


@require_http_methods(["GET", "POST"])
@guarded("decisions.ask", Decision)
def ask(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """Ask those who decided, by name."""

    def do(said: dict[str, Any]) -> object:
        return actions.ask_about(thing, by=request.user, at=timezone.now(), **said)

    says = _("They owe you an answer then, and everyone sees since when. After ten days it shows.")
    form = AskForm(request.POST or None)
    return _act(request, thing, form, do, _("Ask about it"), says, _("Ask"))


@require_http_methods(["GET", "POST"])
@guarded("decisions.answer", Question)
def answer(request: SignedInRequest, thing: Question) -> HttpResponse:
    """Answer in writing, in everyone's sight."""

    def do(said: dict[str, Any]) -> object:
        return actions.answer_question(thing, by=request.user, at=timezone.now(), **said)

    says = _("Whoever asked is told, and everyone can read it.")
    form = AnswerForm(request.POST or None)
    beside = {"question": thing}
    title, button = _("Answer"), _("Give this answer")
    return _act(request, thing.decision, form, do, title, says, button, **beside)


@require_http_methods(["GET", "POST"])
@guarded("decisions.write", Decision)
def correct(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """Say what was wrong."""

    def do(said: dict[str, Any]) -> object:
        return actions.correct(thing, by=request.user, at=timezone.now(), **said)

    says = _(
        "A correction stands above the decision, with what it said before. It can't be taken away."
    )
    form = CorrectForm(request.POST or None)
    title, button = _("We were wrong about something"), _("Put it right")
    return _act(request, thing, form, do, title, says, button, guide="owning-a-mistake")


@require_http_methods(["GET", "POST"])
@guarded("decisions.write", Decision)
def look_again(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """Say that it was looked at again and stands; or go on to change or replace it."""

    def do(said: dict[str, Any]) -> object:
        return actions.let_stand(thing, by=request.user, at=timezone.now(), **said)

    today = timezone.localdate()
    first = {"version": thing.version, "look_again_on": today + LOOK_AGAIN_AFTER}
    form = StandsForm(request.POST or None, initial=first)
    says = _("If it is still right, say why. If it is not, change it or decide anew.")
    title, button = _("Look at it again"), _("It stands")
    return _act(request, thing, form, do, title, says, button, ways_on=True)


@require_POST
@guarded("thanks.answer", Thanks)
def thanks(request: SignedInRequest, thing: Thanks) -> HttpResponse:
    """Say whether others see one's name beside a correction."""
    wished = request.POST.get("named") == "yes"
    actions.answer_thanks(thing, by=request.user, is_named=wished, at=timezone.now())
    return redirect("decisions:one", thing.correction.decision_id)


def _act(
    request: SignedInRequest,
    decision: Decision,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    title: Promise,
    says: Promise,
    button: Promise,
    **context: Any,
) -> HttpResponse:
    """One form about a decision: do it and lead back, or show it with what is wrong."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("decisions:one", decision.pk)
    page = base(timezone.localdate()) | {
        "decision": decision,
        "form": form,
        "title": title,
        "says": says,
        "button": button,
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "decisions/act.html", page | context, status=status)
