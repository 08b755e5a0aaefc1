"""Writing a decision: new, kept as a draft, published with one press, changed later."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.decisions import actions, queries
from bothways.decisions.errors import AlreadyRecordedError, ChangedMeanwhileError
from bothways.decisions.forms import WriteForm, initial_of, typed_in
from bothways.decisions.history import TITLES, said, typed_said
from bothways.decisions.models import Decision, Draft
from bothways.decisions.views.reading import base
from bothways.people.errors import RefusedError
from bothways.people.models import Person

CONFLICT = 409


@require_http_methods(["GET", "POST"])
@guarded("decisions.make")
def new(request: SignedInRequest) -> HttpResponse:
    """Write a decision, freely or in answer to something that the address names."""
    prompt = queries.prompt_in(request.GET)
    replaces = _replaced_in(request)
    today = timezone.localdate()
    first = {"question": prompt.words[:280] if prompt else ""}
    if request.GET.get("outcome") in Decision.Outcome.values:
        first["outcome"] = request.GET["outcome"]
    form = WriteForm(request.POST or None, today=today, initial=first)
    beside: dict[str, Any] = {"prompt": prompt, "replaces": replaces}
    if request.method == "POST" and "keep" in request.POST:
        writers, wrong = _writers(form)
        if not wrong:
            kept = actions.begin_draft(
                by=request.user, typed=typed_in(form), writers=writers, at=timezone.now(), **beside
            )
            return redirect("decisions:draft", kept.pk)
    elif request.method == "POST" and form.is_valid():
        published = _publish(request, form, **beside)
        if isinstance(published, HttpResponse):
            return published
        beside["refusal"] = published
    return _page(request, form, **beside)


@require_http_methods(["GET", "POST"])
@guarded("drafts.keep", Draft)
def draft(request: SignedInRequest, thing: Draft) -> HttpResponse:
    """Go on with a draft: keep it, or publish it."""
    today = timezone.localdate()
    names = ", ".join(one.person.name for one in thing.writers.select_related("person"))
    first = thing.typed | {"writers": names, "version": thing.version}
    form = WriteForm(request.POST or None, today=today, initial=first)
    beside: dict[str, Any] = {"prompt": thing.prompt, "replaces": thing.replaces}
    refusal: RefusedError | None = None
    newer: list[tuple[str, str]] = []
    if request.method == "POST":
        if "keep" in request.POST:
            writers, wrong = _writers(form)
            refusal = None if wrong else _keep(request, thing, form, writers)
            if not wrong and refusal is None:
                return redirect("decisions:draft", thing.pk)
        elif _version(request) != thing.version:
            refusal = ChangedMeanwhileError()
        elif form.is_valid():
            published = _publish(request, form, draft=thing, **beside)
            if isinstance(published, HttpResponse):
                return published
            refusal = published
        if isinstance(refusal, ChangedMeanwhileError):
            newer = typed_said(thing.typed)
            form = _again(form, thing.version, today=today)
    return _page(request, form, draft=thing, refusal=refusal, newer=newer, **beside)


@require_POST
@guarded("drafts.keep", Draft)
def drop(request: SignedInRequest, thing: Draft) -> HttpResponse:
    """Throw a draft away."""
    actions.drop_draft(thing)
    return redirect("decisions:list")


@require_http_methods(["GET", "POST"])
@guarded("decisions.write", Decision)
def change(request: SignedInRequest, thing: Decision) -> HttpResponse:
    """Give a decision new words; the old ones stay in sight."""
    today = timezone.localdate()
    first = initial_of(thing)
    form = WriteForm(request.POST or None, today=today, changing=thing, initial=first)
    refusal: RefusedError | None = None
    newer: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_decision(
                thing,
                by=request.user,
                told=form.told(),
                why=form.cleaned_data["why"],
                version=_version(request),
                at=timezone.now(),
            )
        except RefusedError as error:
            refusal = error
        else:
            return redirect("decisions:one", thing.pk)
    if isinstance(refusal, ChangedMeanwhileError):
        newer = [
            (str(title), text) for name, title in TITLES.items() if (text := said(thing, name))
        ]
        form = _again(form, thing.version, today=today, changing=thing)
    return _page(request, form, changing=thing, refusal=refusal, newer=newer)


def _publish(
    request: SignedInRequest, form: WriteForm, **beside: Any
) -> HttpResponse | RefusedError:
    """Put it on the record, and lead to it; or return why not."""
    said_by = form.cleaned_data
    deciders = [request.user, *said_by["deciders"]]
    try:
        made = actions.record_decision(
            by=request.user,
            told=form.told(),
            deciders=deciders,
            value=said_by.get("value"),
            at=timezone.now(),
            **beside,
        )
    except AlreadyRecordedError as already:
        return redirect("decisions:one", already.first)
    except RefusedError as error:
        return error
    return redirect("decisions:one", made.pk)


def _keep(
    request: SignedInRequest, thing: Draft, form: WriteForm, writers: list[Person]
) -> RefusedError | None:
    try:
        actions.save_draft(
            thing,
            by=request.user,
            typed=typed_in(form),
            version=_version(request),
            writers=writers,
            at=timezone.now(),
        )
    except RefusedError as error:
        return error
    return None


def _writers(form: WriteForm) -> tuple[list[Person], bool]:
    """Return who writes with one, and whether a name was wrong; nothing else is looked at yet."""
    form.is_valid()
    wrong = form.errors.get("writers")
    form.errors.clear()
    if wrong:
        form.errors["writers"] = wrong
        return [], True
    return form.cleaned_data.get("writers", []), False


def _again(form: WriteForm, version: int, **how: Any) -> WriteForm:
    """Return the form with what was typed, as if it had been written after the newest version."""
    typed = {name: form.data.get(name) for name in form.data}
    return WriteForm(typed | {"version": str(version)}, **how)


def _version(request: SignedInRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isdigit() else 0


def _replaced_in(request: SignedInRequest) -> Decision | None:
    """Read which decision the address says is replaced; only what one may write is."""
    try:
        old = Decision.objects.filter(pk=UUID(request.GET.get("replaces", ""))).first()
    except ValueError:
        return None
    return old if old and old.may_be_written_by(request.user) else None


def _page(request: SignedInRequest, form: WriteForm, **context: Any) -> HttpResponse:
    page = base(timezone.localdate()) | {"form": form} | context
    status = CONFLICT if context.get("refusal") else 200
    return render(request, "decisions/write.html", page, status=status)
