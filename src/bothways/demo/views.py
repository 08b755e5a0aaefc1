"""The doors and the caught mail."""

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bothways.access.guard import open_to_all
from bothways.demo import letters
from bothways.demo.cards import card_on_screen, print_on_screen
from bothways.demo.doors import DOORS
from bothways.demo.passing import close_the_box
from bothways.notifications.caught import caught_mail
from bothways.people.models import Person
from bothways.surveys.queries import open_round

A_PAGE = 30


@dataclass
class Letter:
    """One text that was caught, with everybody to whom it would have gone."""

    at: datetime
    subject: str
    text: str
    addresses: list[str] = field(default_factory=list)


NEWEST = 300


@never_cache
@require_safe
@open_to_all("the demo is for whoever looks")
def doors(request: HttpRequest) -> HttpResponse:
    """Who one can be, and what to try as each."""
    behind = Person.objects.here().select_related("unit")
    people = {person.number: person for person in behind.filter(number__in=_numbers())}
    open_doors = [(door, people[door.number]) for door in DOORS if door.number in people]
    context = {
        "doors": open_doors,
        "round": open_round(),
        "card": card_on_screen(request),
        "letters": letters.ways(),
    }
    return render(request, "demo/doors.html", context)


@require_POST
@open_to_all("the demo is for whoever looks")
def enter(request: HttpRequest, number: str) -> HttpResponse:
    """Sign in as the person behind a door, and as nobody else."""
    login(request, _behind(number, by_card=False))
    return redirect("trust:this-week")


@require_POST
@open_to_all("the demo is for whoever looks")
def card(request: HttpRequest, number: str) -> HttpResponse:
    """Print the card of the person behind such a door, and show it at the door."""
    print_on_screen(request, _behind(number, by_card=True), at=timezone.now())
    return redirect(reverse("demo:doors") + "#card")


@require_POST
@open_to_all("the demo is for whoever looks")
def count(request: HttpRequest) -> HttpResponse:
    """Let the open round's time be up."""
    close_the_box(now=timezone.now())
    return redirect("demo:doors")


@require_POST
@open_to_all("the demo is for whoever looks")
def letters_out(request: HttpRequest) -> HttpResponse:
    """Let what was written without a name come out now."""
    letters.come_out(now=timezone.now())
    return redirect(reverse("demo:doors") + "#letters")


@never_cache
@require_safe
@open_to_all("the demo is for whoever looks")
def mail(request: HttpRequest) -> HttpResponse:
    """All mail that would have left, readable; ?to=ADDRESS for one person's."""
    to = request.GET.get("to", "")
    page = Paginator(_letters(to), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail.html", {"page": page, "to": to})


def _letters(to: str) -> list[Letter]:
    """The newest mail, what went to many in the same words as one."""
    found: dict[tuple[str, str], Letter] = {}
    for at, caught in caught_mail(newest=NEWEST):
        subject, text, address = str(caught["Subject"]), _text_of(caught), str(caught["To"])
        if not to or to == address:
            letter = found.setdefault((subject, text), Letter(at, subject, text))
            letter.addresses.append(address)
    return list(found.values())


def _text_of(caught: EmailMessage) -> str:
    """What a mail says in plain text: all of it, or the plain one of its parts."""
    plain = caught.get_body(preferencelist=("plain",))
    return str(plain.get_content()) if plain else ""


def _behind(number: str, *, by_card: bool) -> Person:
    doors = {door.number for door in DOORS if door.by_card == by_card}
    person = Person.objects.here().filter(number=number).first()
    if person is None or number not in doors:
        raise Http404
    return person


def _numbers() -> set[str]:
    return {door.number for door in DOORS}
