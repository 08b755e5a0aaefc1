"""Who there is, one person, and what may be changed about them."""

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.members.actions import (
    add_person,
    end_membership,
    give_role,
    note_export,
    take_role,
)
from bothways.members.errors import TakenError
from bothways.members.exporting import people_as_csv
from bothways.members.forms import AlsoForm, LeavingForm, LineForm, PersonForm
from bothways.members.queries import leaving, lines_of, people_here, standing
from bothways.notifications.wishes import unreachable_now
from bothways.people.errors import RefusedError
from bothways.people.models import Person, Role, Unit
from bothways.people.queries import direct_reports

A_PAGE = 30


@require_GET
@guarded("members.see")
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody, by unit; those who have left are for whoever keeps people."""
    keeps = may(request.user, "members.keep")
    words = request.GET.get("q", "").strip()[:120]
    show = next((word for word in ("left", "soon") if keeps and word in request.GET), "")
    found = people_here(words=words, show=show)
    leaf = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    stand = standing()
    page = {
        "page": leaf,
        "lines": lines_of(cast("QuerySet[Person]", leaf.object_list), stand),
        "words": words,
        "show": show,
        "left": show == "left",
        "unreached": unreachable_now() if keeps and not (show or words) else [],
        "leaving": leaving() if keeps and not (show or words) else [],
        "keeps": keeps,
        "both": stand.both,
        "place": "people",
    }
    return render(request, "members/list.html", page)


@require_GET
@guarded("person.see", Person)
def one(request: SignedInRequest, person: Person) -> HttpResponse:
    """One person: where they are, who leads them, what roles they hold."""
    return page_of(request, person)


@require_POST
@guarded("person.give_roles", Person)
def roles(request: SignedInRequest, person: Person) -> HttpResponse:
    """Give or take one role."""
    kind = request.POST.get("kind", "")
    change = take_role if request.POST.get("take") else give_role
    if kind not in Role.Kind.values:
        return redirect("members:one", pk=person.pk)
    try:
        change(person, Role.Kind(kind), by=request.user)
    except RefusedError as refusal:
        return page_of(request, person, refusal=refusal)
    return redirect("members:one", pk=person.pk)


@require_POST
@guarded("person.keep", Person)
def left(request: SignedInRequest, person: Person) -> HttpResponse:
    """Keep somebody as a leaver from today."""
    try:
        end_membership(person, by=request.user, on=localdate())
    except RefusedError as refusal:
        return page_of(request, person, refusal=refusal)
    return redirect("members:one", pk=person.pk)


@require_http_methods(["GET", "POST"])
@guarded("members.keep")
def add(request: SignedInRequest) -> HttpResponse:
    """Add one person by hand."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(by=request.user, **form.cleaned_data)
        except TakenError as refusal:
            form.add_error(None, str(refusal))
        else:
            if "welcome" in request.GET:
                return redirect("firm:people")
            return redirect("members:one", pk=person.pk)
    page = {"form": form, "units": Unit.objects.all(), "place": "people"}
    return render(request, "members/add.html", page, status=422 if form.errors else 200)


@require_POST
@guarded("members.keep")
def export(request: SignedInRequest) -> HttpResponse:
    """Hand out the list of people as a file, and put on the record that it was."""
    note_export(by=request.user)
    text = people_as_csv(
        Person.objects.filter(left_on=None)
        .order_by("unit__path", "name", "id")
        .select_related("unit", "manager")
        .prefetch_related("also__unit", "lines__leader")
    )
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


def page_of(
    request: SignedInRequest,
    person: Person,
    *,
    refusal: RefusedError | None = None,
    **forms: Form,
) -> HttpResponse:
    """Return somebody's page; with a refusal or a form that was not filled as it must be."""
    keeps = may(request.user, "person.keep", person) and person.left_on is None
    page = {
        "person": person,
        "today": localdate(),
        "reports": direct_reports(person),
        "lines": person.lines.select_related("leader"),
        "leads": person.leads.filter(person__left_on=None).select_related("person"),
        "roles": [(kind, kind in person.role_kinds) for kind in Role.Kind],
        "may_give": may(request.user, "person.give_roles", person) and person.is_active,
        "may_print": may(request.user, "person.print_card", person),
        "may_erase": may(request.user, "person.erase", person),
        "may_end": keeps,
        "refusal": refusal,
        "place": "people",
    }
    if keeps:
        last = {"last_day": person.leaves_on}
        page |= {"also": AlsoForm(), "line": LineForm(), "leaving": LeavingForm(initial=last)}
    status = 409 if refusal else 422 if forms else 200
    return render(request, "members/one.html", page | forms, status=status)
