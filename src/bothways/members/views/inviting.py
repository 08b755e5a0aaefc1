"""Whom to invite now, and what of the last file can be undone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.actions import invite, undo_import
from bothways.members.forms import InviteForm
from bothways.members.models import Invitation, TakenIn
from bothways.members.queries import not_invited
from bothways.members.undoing import plan_undo
from bothways.notifications.reach import leads_here_only, mail_leaves
from bothways.people.errors import RefusedError
from bothways.people.models import Person

SHOWN = 100


@require_http_methods(["GET", "POST"])
@guarded("members.keep")
def invitations(request: SignedInRequest) -> HttpResponse:
    """Say who was never invited, and invite a unit, a site or all of them."""
    sent = request.POST if request.method == "POST" else request.GET
    form = InviteForm(sent)
    chosen = not_invited(**form.cleaned_data) if form.is_valid() else not_invited()
    if request.method == "POST" and form.is_valid() and mail_leaves():
        n_mailed = invite(chosen, by=request.user, on=localdate())
        return redirect(f"{request.path}?mailed={n_mailed}")
    mailed = request.GET.get("mailed", "")
    page = {
        "form": form,
        "people": chosen[:SHOWN],
        "n_people": len(chosen),
        "has_mail": mail_leaves(),
        "is_here_only": leads_here_only(),
        "n_more": max(0, len(chosen) - SHOWN),
        "n_without": Person.objects.here().filter(email=None).count(),
        "n_invited": Invitation.objects.count(),
        "mailed": int(mailed) if mailed.isascii() and mailed.isdigit() else None,
        "place": "people",
    }
    return render(request, "members/invite.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@guarded("members.keep")
def undo(request: SignedInRequest) -> HttpResponse:
    """Say what of the last file can be taken back, and take it back."""
    taken = TakenIn.objects.first()
    if taken is None:
        return redirect("members:import")
    refusal = None
    if request.method == "POST":
        try:
            undo_import(taken, expects=request.POST.get("plan", ""), by=request.user)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("members:list")
    page = {"taken": taken, "undo": plan_undo(taken), "refusal": refusal, "place": "people"}
    return render(request, "members/import_undo.html", page, status=409 if refusal else 200)
