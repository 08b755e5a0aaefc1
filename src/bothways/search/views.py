"""The page on which everybody finds what everybody may see."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.pure.folding import wanted_words
from bothways.search import queries
from bothways.search.registry import KINDS

LONGEST = 200
FURTHEST = 1000  # nobody leafs further; they add a word


@require_safe
@guarded("search.see")
def find(request: SignedInRequest) -> HttpResponse:
    """One field, the kinds in words, thirty hits a page."""
    words = request.GET.get("q", "")[:LONGEST].strip()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    number = _number(request.GET.get("page", ""))
    asked = [kind] if kind else []
    found = queries.page_of(words, asked, offset=(number - 1) * queries.A_PAGE)
    if number > 1 and not found.hits:
        number, found = 1, queries.page_of(words, asked)
    leaf: Paginator[Any] = Paginator(range(found.total), queries.A_PAGE)
    context = {
        "place": "promises",
        "words": words,
        "kind": kind,
        "shown": {"": _("Everything"), **{one.name: one.several for one in KINDS.values()}},
        "found": found,
        "was_asked": bool(wanted_words(words)),
        "page": leaf.get_page(number),
    }
    return render(request, "search/find.html", context)


def _number(said: str) -> int:
    """Return which page the address names; the first where it names none."""
    return min(int(said), FURTHEST) if said.isascii() and said.isdecimal() and int(said) else 1
