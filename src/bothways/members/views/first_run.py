"""The first run: the firm, its people, their representative; each step stands alone."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bothways.access.guard import SignedInRequest, guarded, open_to_all
from bothways.members.actions import found_firm, give_role, is_first_run_token
from bothways.members.errors import AlreadyFoundedError, NotTheTokenError
from bothways.members.forms import FirmForm, RepresentativeForm
from bothways.members.queries import representatives
from bothways.people.errors import RefusedError
from bothways.people.models import Person, Role
from bothways.people.queries import organisation


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("nobody is here yet; a one-time token from the terminal opens it")
def firm(request: HttpRequest) -> HttpResponse:
    """Name the firm, become its owner, and be signed in."""
    if organisation() is not None:
        return redirect("members:first-run-people" if request.user.is_authenticated else "/")
    sent = request.POST if request.method == "POST" else request.GET
    token = sent.get("token", "")
    if not is_first_run_token(token, settings.DATA):
        closed = {"tried": bool(token)}
        return render(request, "members/first_run_closed.html", closed, status=403)
    form = FirmForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = {"form": form, "token": token}
        status = 422 if form.is_bound else 200
        return render(request, "members/first_run_firm.html", page, status=status)
    try:
        owner = found_firm(
            **form.cleaned_data, token=token, folder=settings.DATA, at=timezone.now()
        )
    except (AlreadyFoundedError, NotTheTokenError):  # a second click came first
        return redirect("/")
    login(request, owner)
    return redirect("members:first-run-people")


@require_GET
@guarded("members.found")
def people(request: SignedInRequest) -> HttpResponse:
    """Show the ways in which people come in."""
    page = {"n_people": Person.objects.here().count()}
    return render(request, "members/first_run_people.html", page)


@require_http_methods(["GET", "POST"])
@guarded("members.found")
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
            return redirect("members:first-run-done")
    page = {"form": form, "chosen": representatives()}
    status = 422 if form.errors else 200
    return render(request, "members/first_run_representative.html", page, status=status)


@require_GET
@guarded("members.found")
def done(request: SignedInRequest) -> HttpResponse:
    """Say what stands, and what is missing still."""
    page = {
        "n_people": Person.objects.here().count(),
        "chosen": representatives(),
        "has_mail": settings.MAIL_LEAVES,
    }
    return render(request, "members/first_run_done.html", page)
