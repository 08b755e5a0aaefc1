"""The pages that join it all. Every figure on them comes from a released result alone."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bothways.access.guard import SignedInRequest, guarded
from bothways.record.models import Entry
from bothways.trust import record_words

A_PAGE = 30


@guarded("trust.see")
def this_week(request: SignedInRequest) -> HttpResponse:
    """Home: what waits for you."""
    context = {"place": "week", "today": timezone.localdate()}
    return render(request, "trust/this_week.html", context)


@guarded("trust.see")
def trust_page(request: SignedInRequest) -> HttpResponse:
    """The firm's figures, the same for everyone."""
    return render(request, "trust/trust_page.html", {"place": "trust"})


@guarded("trust.see")
def find_out(request: SignedInRequest) -> HttpResponse:
    """What could anyone find out about you?"""
    return render(request, "trust/find_out.html", {"place": "me"})


@guarded("record.see")
def record(request: SignedInRequest) -> HttpResponse:
    """What was done, newest first."""
    entries = Entry.objects.select_related("by").order_by("-id")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    lines = [(entry, record_words.words_for(entry)) for entry in page]
    context = {"place": "trust", "page": page, "lines": lines}
    return render(request, "trust/record.html", context)
