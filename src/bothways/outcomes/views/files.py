"""A file of figures: put in, looked at, taken in, undone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.members.importing import FileRefusedError
from bothways.outcomes import queries
from bothways.outcomes.actions import keep_draft, take_in_file, undo_last_file, undoable
from bothways.outcomes.errors import FiguresRefusedError, FileChangedError, NothingToUndoError
from bothways.outcomes.forms import FileForm
from bothways.outcomes.models import FileDraft, LastFile
from bothways.outcomes.preview import preview_of
from bothways.outcomes.reading import MOST_BYTES, read_figures

PLACE = {"place": "trust"}
SHOWN = 30


@require_http_methods(["GET", "POST"])
@guarded("outcomes.keep")
def put_in(request: SignedInRequest) -> HttpResponse:
    """Take a file and keep it until it is confirmed; one that is no table of months is refused."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent)
    measures = queries.measures()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        try:
            read_figures(content, measures)
        except FileRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            keep_draft(by=request.user, file_name=file.name, content=content, at=timezone.now())
            return redirect("outcomes:file-preview")
    context = {
        "form": form,
        "measures": measures,
        "draft": _draft_of(request),
        "last_file": LastFile.objects.first(),
    }
    status = 422 if form.errors else 200
    return render(request, "outcomes/file.html", PLACE | context, status=status)


@require_GET
@guarded("outcomes.keep")
def preview(request: SignedInRequest) -> HttpResponse:
    """What the file would do, figure by figure."""
    draft = _draft_of(request)
    return _preview(request, draft) if draft else redirect("outcomes:file")


@require_POST
@guarded("outcomes.keep")
def confirm(request: SignedInRequest) -> HttpResponse:
    """Take the file in as it was shown, all of it or nothing."""
    draft = _draft_of(request)
    if draft is None:
        return redirect("outcomes:file")
    seen = preview_of(draft, on=timezone.localdate())
    if seen.digest != request.POST.get("plan", ""):
        return _preview(request, draft, refusal=FileChangedError())
    try:
        take_in_file(draft, seen.wanted, by=request.user, at=timezone.now())
    except FiguresRefusedError:
        return _preview(request, draft, refusal=FileChangedError())
    return redirect("outcomes:page")


@require_POST
@guarded("outcomes.keep")
def drop(request: SignedInRequest) -> HttpResponse:
    """Forget the file."""
    FileDraft.objects.filter(by=request.user).delete()
    return redirect("outcomes:file")


@require_http_methods(["GET", "POST"])
@guarded("outcomes.keep")
def undo(request: SignedInRequest) -> HttpResponse:
    """Show what undoing the last file would put back, and do it."""
    last, refusal = LastFile.objects.first(), None
    if request.method == "POST":
        try:
            undo_last_file(by=request.user, at=timezone.now())
        except NothingToUndoError as error:
            refusal = error
        else:
            return redirect("outcomes:page")
    back, n_stay = undoable(last)
    context = {"last_file": last, "n_back": len(back), "n_stay": n_stay, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "outcomes/undo.html", PLACE | context, status=status)


def _draft_of(request: SignedInRequest) -> FileDraft | None:
    return FileDraft.objects.filter(by=request.user).first()


def _preview(
    request: SignedInRequest, draft: FileDraft, *, refusal: Exception | None = None
) -> HttpResponse:
    try:
        seen = preview_of(draft, on=timezone.localdate())
    except FileRefusedError:  # a measure that it had is counted no more
        return redirect("outcomes:file")
    context = {
        "draft": draft,
        "preview": seen,
        "problems": seen.problems[:SHOWN],
        "n_more_problems": max(0, len(seen.problems) - SHOWN),
        "new": seen.new[:SHOWN],
        "n_more_new": max(0, len(seen.new) - SHOWN),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "outcomes/preview.html", PLACE | context, status=status)
