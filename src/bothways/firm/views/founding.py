"""The first screens: the firm, its people, its smallest group, its representative."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded, open_to_all
from bothways.firm.actions import add_by_hand, choose_group_size, say_of_step
from bothways.firm.errors import LinesRefusedError
from bothways.firm.forms import BeginForm, GroupForm, NamesForm, RepresentativeForm
from bothways.firm.models import Mark
from bothways.firm.outlook import outlooks
from bothways.firm.path import path_ahead
from bothways.firm.presets import PRESETS
from bothways.firm.views.way import onward, show
from bothways.members.actions import found_firm, give_role, is_first_run_token
from bothways.members.errors import AlreadyFoundedError, NotTheTokenError
from bothways.members.queries import representatives
from bothways.people.errors import RefusedError
from bothways.people.models import Organisation, Person, Role
from bothways.people.queries import organisation


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("nobody is here yet; a one-time token from the terminal opens it")
def begin(request: HttpRequest) -> HttpResponse:
    """Name the firm, become its owner, and be signed in."""
    if organisation() is not None:
        return redirect("firm:people" if request.user.is_authenticated else "/")
    sent = request.POST if request.method == "POST" else request.GET
    token = sent.get("token", "")
    if not is_first_run_token(token, settings.DATA):
        return render(request, "firm/closed.html", {"tried": bool(token)}, status=403)
    form = BeginForm(
        request.POST if request.method == "POST" else None, initial={"language": get_language()}
    )
    if not form.is_valid():
        stages = path_ahead()
        page = {"form": form, "token": token, "stages": stages, "here": stages[0]}
        page |= {"total": len(stages), "zone": settings.TIME_ZONE}
        return render(request, "firm/begin.html", page, status=422 if form.is_bound else 200)
    try:
        owner = found_firm(
            **form.cleaned_data, token=token, folder=settings.DATA, at=timezone.now()
        )
    except (AlreadyFoundedError, NotTheTokenError):  # a second click came first
        return redirect("/")
    login(request, owner)
    return redirect("firm:people")


@require_http_methods(["GET", "POST"])
@guarded("firm.set_up")
def people(request: SignedInRequest) -> HttpResponse:
    """Show the ways in which people come in; take a few names typed by hand."""
    form = NamesForm(request.POST if request.method == "POST" else None, initial={"mine": True})
    refusal = None
    if request.method == "POST" and form.is_valid():
        lines, mine = form.cleaned_data["lines"], form.cleaned_data["mine"]
        try:
            add_by_hand(lines, report_to_me=mine, by=request.user, at=timezone.now())
        except LinesRefusedError as error:
            refusal = error
        else:
            return redirect("firm:people")
    n_people = Person.objects.here().count()
    status = 422 if form.errors or refusal else 200
    return show(request, "people", status=status, form=form, refusal=refusal, n_people=n_people)


@require_http_methods(["GET", "POST"])
@guarded("firm.keep")
def group(request: SignedInRequest) -> HttpResponse:
    """Choose below how many answers nothing is shown."""
    form = GroupForm(request.POST if request.method == "POST" else None)
    refusal: RefusedError | None = None
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        preset = next(p for p in PRESETS if p.key == form.cleaned_data["preset"])
        try:
            choose_group_size(preset, seen=form.cleaned_data["seen"], by=request.user, at=now)
        except RefusedError as error:
            refusal = error
        else:
            return onward(request, "group")
    firm = Organisation.objects.get()
    sizes = [(preset.k, preset.c) for preset in PRESETS]
    *looks, stands = outlooks([*sizes, (firm.k, firm.c)], at=now)
    page = {
        "form": form,
        "refusal": refusal,
        "firm": firm,
        "rows": list(zip(PRESETS, looks, strict=True)),
        "stands": stands,
        "chosen": form["preset"].value() if form.is_bound else None,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return show(request, "group", status=status, **page)


@require_http_methods(["GET", "POST"])
@guarded("firm.keep")
def representative(request: SignedInRequest) -> HttpResponse:
    """Choose who stands for the employees, or nobody yet."""
    form = RepresentativeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["person"]:
                give_role(form.cleaned_data["person"], Role.Kind.REPRESENTATIVE, by=request.user)
        except RefusedError as refusal:
            form.add_error("person", str(refusal))
        else:
            if not form.cleaned_data["person"]:
                say_of_step("representative", Mark.Said.LEFT)
            return onward(request, "representative")
    status = 422 if form.errors else 200
    return show(request, "representative", status=status, form=form, chosen=representatives())
