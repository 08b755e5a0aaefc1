"""Cards as whoever keeps people sees them: who has one, print, revoke."""

from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.members.actions import print_cards, revoke_card
from bothways.members.actions.cards import MOST_AT_ONCE, UNUSED_DAYS
from bothways.members.card_paper import pdf_of
from bothways.members.cards import lines_for, people_for_cards
from bothways.people.errors import RefusedError
from bothways.people.models import Person, Unit
from bothways.people.queries import organisation


@require_GET
@never_cache
@guarded("cards.see")
def cards(request: SignedInRequest) -> HttpResponse:
    """Who has a card, in which state; choose for whom to print."""
    return _list(request)


@require_POST
@guarded("cards.print")
def print_them(request: SignedInRequest) -> HttpResponse:
    """Make cards for those who were chosen, and hand out the paper. It can't be had again."""
    wanted = [pk for pk in map(_uuid, request.POST.getlist("person")) if pk]
    chosen = list(Person.objects.here().filter(pk__in=wanted).order_by("unit__path", "name", "id"))
    if any(not may(request.user, "person.print_card", person) for person in chosen):
        raise PermissionDenied
    if not chosen:
        return _list(request, nobody=True, status=422)
    once = request.POST.get("once", "")[:40]
    try:
        made = print_cards(chosen, by=request.user, at=timezone.now(), once=once)
    except RefusedError as refusal:
        return _list(request, refusal=refusal, status=409)
    firm = organisation()
    paper = pdf_of(made, firm=firm.name if firm else "", on=localdate())
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="cards.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@guarded("person.print_card", Person)
def revoke(request: SignedInRequest, person: Person) -> HttpResponse:
    """Let a card open nothing any more."""
    try:
        revoke_card(person, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return _list(request, refusal=refusal, status=409)
    return redirect(f"{reverse('members:cards')}?person={person.pk}")


@require_POST
@guarded("me.see")
def revoke_own(request: SignedInRequest) -> HttpResponse:
    """Let one's own card open nothing any more; this ends one's sessions too."""
    try:
        revoke_card(request.user, by=request.user, at=timezone.now())
    except RefusedError:
        return redirect("members:me")
    return redirect("members:sign-in")


def _list(
    request: SignedInRequest,
    *,
    refusal: RefusedError | None = None,
    nobody: bool = False,
    status: int = 200,
) -> HttpResponse:
    asked = request.GET
    show = asked.get("show", "")
    only = _uuid(asked.get("person", ""))
    found = people_for_cards(
        show=show,
        words=asked.get("q", "").strip()[:120],
        unit=asked.get("unit", ""),
        only=str(only or ""),
    )
    leaf = Paginator(found, MOST_AT_ONCE).get_page(asked.get("page"))
    page = {
        "page": leaf,
        "lines": lines_for(list(leaf.object_list), by=request.user, on=localdate()),
        "show": show,
        "words": asked.get("q", "").strip()[:120],
        "unit": asked.get("unit", ""),
        "units": Unit.objects.values_list("path", flat=True),
        "only": only,
        "chosen": bool(only) or not show,
        "address": f"{settings.BASE_URL}/card/",
        "unused_days": UNUSED_DAYS,
        "once": uuid4().hex,
        "refusal": refusal,
        "nobody": nobody,
        "place": "people",
    }
    return render(request, "members/cards.html", page, status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
