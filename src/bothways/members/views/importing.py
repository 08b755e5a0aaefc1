"""A file of people: put in, looked at, confirmed."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.actions import choose_layout, confirm_draft, drop_draft, invite, keep_draft
from bothways.members.errors import ImportRefusedError, PlanChangedError
from bothways.members.exporting import problems_as_csv
from bothways.members.forms import ColumnsForm, ImportForm
from bothways.members.importing import FileRefusedError, Kind, Layout, table_of
from bothways.members.importing.columns import LABELS
from bothways.members.importing.sheets import MOST_BYTES
from bothways.members.models import ImportDraft, TakenIn
from bothways.members.queries import layout_of, plan_import
from bothways.members.registry import import_notices
from bothways.members.sample import WANTED, sample_csv
from bothways.members.words import FATES
from bothways.notifications.reach import leads_here_only, mail_leaves
from bothways.people.models import Person
from bothways.record.models import Entry

A_PAGE = 30
FEW = 12  # rows that stand open; more are folded, because the button is what one looks for
SUMMARY = 10  # problems named on top; all of them stand at their rows


@require_http_methods(["GET", "POST"])
@guarded("members.keep")
def put_in(request: SignedInRequest) -> HttpResponse:
    """Take a file and keep it until it is confirmed."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, is_alone=Person.objects.here().count() < 2)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            keep_draft(
                by=request.user,
                file_name=file.name,
                content=file.read(MOST_BYTES + 1),
                everybody=form.cleaned_data.get("everybody", False),
                at=now(),
            )
        except FileRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("members:import-preview")
    others = [label for column, label in LABELS.items() if column not in WANTED]
    page = {"form": form, "columns": others, "draft": _draft_of(request), "place": "people"}
    page["taken"] = TakenIn.objects.first()
    return render(request, "members/import.html", page, status=422 if form.errors else 200)


@require_GET
@guarded("members.keep")
def sample(_request: SignedInRequest) -> HttpResponse:
    """Hand out a file to fill in, its columns named in the reader's language."""
    text = sample_csv().encode("utf-8-sig")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@require_http_methods(["GET", "POST"])
@guarded("members.keep")
def columns(request: SignedInRequest) -> HttpResponse:
    """Show what each column is taken for, with some of what stands in it, and let it be changed."""
    draft = _draft_of(request)
    if draft is None:
        return redirect("members:import")
    layout = layout_of(draft)
    form = ColumnsForm(layout, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            choose_layout(draft, form.choice)
        except FileRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"members:import-{'columns' if form.shows_others else 'preview'}")
    page = {"form": form, "layout": layout, "draft": draft, "place": "people"}
    status = 422 if form.errors else 200
    return render(request, "members/import_columns.html", page, status=status)


@require_GET
@guarded("members.keep")
def preview(request: SignedInRequest) -> HttpResponse:
    """Show what the file would do, row by row."""
    draft = _draft_of(request)
    if draft is None:
        return redirect("members:import")
    layout = layout_of(draft)
    if layout.asks:
        return redirect("members:import-columns")
    return _preview(request, draft, layout)


@require_GET
@guarded("members.keep")
def problems(request: SignedInRequest) -> HttpResponse:
    """Hand out what must be mended as a file."""
    draft = _draft_of(request)
    if draft is None:
        return redirect("members:import")
    layout = layout_of(draft)
    if layout.asks:
        return redirect("members:import-columns")
    plan = plan_import(table_of(layout), everybody=draft.everybody, by=request.user)
    text = problems_as_csv(plan.fates)
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response


@require_POST
@guarded("members.keep")
def confirm(request: SignedInRequest) -> HttpResponse:
    """Take the file in as it was shown, all of it or nothing."""
    draft = _draft_of(request)
    if draft is None:
        return redirect("members:import")
    expects = request.POST.get("plan", "")
    try:
        plan = confirm_draft(draft, expects=expects, by=request.user, on=localdate())
    except FileRefusedError:
        return redirect("members:import-columns")
    except (PlanChangedError, ImportRefusedError) as refusal:
        return _preview(request, draft, layout_of(draft), refusal=refusal, status=409)
    if not request.POST.get("invite") or not mail_leaves():
        return redirect("members:import-done")
    new = [fate.person.id for fate in plan.of(Kind.NEW)]
    n_invited = invite(Person.objects.filter(pk__in=new), by=request.user, on=localdate())
    return redirect(f"{reverse('members:import-done')}?invited={n_invited}")


@require_POST
@guarded("members.keep")
def drop(request: SignedInRequest) -> HttpResponse:
    """Forget the file."""
    draft = _draft_of(request)
    if draft is not None:
        drop_draft(draft)
    return redirect("members:import")


@require_GET
@guarded("members.keep")
def done(request: SignedInRequest) -> HttpResponse:
    """Say what the last file of this person did."""
    last = Entry.objects.filter(verb="people.imported", by=request.user).first()
    if last is None:
        return redirect("members:import")
    counts = [(FATES[kind], n) for kind, n in last.details.items() if kind in FATES]
    can_undo = TakenIn.objects.exists()
    invited = request.GET.get("invited", "")
    page = {
        "counts": counts,
        "can_undo": can_undo,
        "last": last,
        "invited": int(invited) if invited.isascii() and invited.isdigit() else 0,
        "place": "people",
    }
    return render(request, "members/import_done.html", page)


def _draft_of(request: SignedInRequest) -> ImportDraft | None:
    return ImportDraft.objects.filter(by=request.user).first()


def _preview(
    request: SignedInRequest,
    draft: ImportDraft,
    layout: Layout,
    *,
    status: int = 200,
    refusal: Exception | None = None,
) -> HttpResponse:
    table = table_of(layout)
    plan = plan_import(table, everybody=draft.everybody, by=request.user)
    only = request.GET.get("only", "")
    fates = [fate for fate in plan.fates if only in ("", fate.kind.value)]
    problems = [(fate, problem) for fate in plan.fates for problem in fate.problems]
    page = {
        "is_long": len(fates) > FEW and not (only or "page" in request.GET or plan.is_refused),
        "has_mail": mail_leaves(),
        "is_here_only": leads_here_only(),
        "draft": draft,
        "layout": layout,
        "n_hidden": table.n_hidden,
        "plan": plan,
        "only": only,
        "page": Paginator(fates, A_PAGE).get_page(request.GET.get("page")),
        "counts": [(kind, FATES[kind], n) for kind, n in plan.counts.items() if n],
        "problems": problems[:SUMMARY],
        "n_more": max(0, len(problems) - SUMMARY),
        "notices": import_notices(),
        "refusal": refusal,
        "place": "people",
    }
    return render(request, "members/import_preview.html", page, status=status)
