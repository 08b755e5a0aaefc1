"""What a person wishes of mails, the one click that turns one off, and the calendar."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded, open_to_all
from bothways.notifications import calendar, wishes
from bothways.notifications.bounces import dead_address_of
from bothways.notifications.calendar_file import as_ics, ics
from bothways.notifications.catalogue import GROUPS
from bothways.notifications.errors import NotToBeTurnedOffError
from bothways.notifications.forms import LaterForm, RhythmForm
from bothways.notifications.reach import leads_here_only
from bothways.notifications.tokens import Off, read_off
from bothways.notifications.weekly_mails import rhythm, set_rhythm
from bothways.people.models import Person
from bothways.people.queries import firm_language


@require_GET
@guarded("me.see")
def settings(request: SignedInRequest) -> HttpResponse:
    """Which mails somebody gets, and the address of their calendar."""
    person = request.user
    page = {
        "place": "me",
        "choices": wishes.choices_of(person),
        "rhythm": rhythm(),
        "dead": dead_address_of(person),
        "feed": calendar.feed_address(person),
        "here_only": leads_here_only(),
    }
    return render(request, "notifications/settings.html", page)


@require_POST
@guarded("me.see")
def choose(request: SignedInRequest) -> HttpResponse:
    """Turn one group of mails on or off."""
    wished = request.POST.get("wished") == "1"
    try:
        wishes.choose(request.POST.get("about", ""), by=request.user, wished=wished)
    except NotToBeTurnedOffError as refusal:
        return render(request, "ui/refused.html", {"refusal": refusal}, status=422)
    return redirect("notifications:settings")


@require_POST
@guarded("me.see")
def own_calendar(request: SignedInRequest) -> HttpResponse:
    """Make a calendar address, renew it, or switch it off."""
    if request.POST.get("do") == "end":
        calendar.end_feed(by=request.user)
    else:
        calendar.renew_feed(by=request.user)
    return redirect("notifications:settings")


@require_POST
@guarded("me.see")
def later(request: SignedInRequest) -> HttpResponse:
    """Put a thing off; 'back' brings it back."""
    form, today = LaterForm(request.POST), timezone.localdate()
    if form.is_valid() and request.POST.get("back"):
        wishes.bring_back(form.cleaned_data["key"], by=request.user)
    elif form.is_valid():
        wishes.put_off(form.cleaned_data["key"], by=request.user, until=form.until(today))
    return redirect("trust:this-week")


@require_http_methods(["GET", "POST"])
@guarded("firm.keep")
def change_rhythm(request: SignedInRequest) -> HttpResponse:
    """The owner chooses when the weekly mail leaves."""
    now = rhythm()
    initial = {"weekday": now.weekday, "hour": now.hour}
    form = RhythmForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_rhythm(by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("firm:settings")
    page = {"form": form, "place": "trust"}
    return render(request, "notifications/rhythm.html", page, status=422 if form.errors else 200)


@csrf_exempt  # the token is what allows it; mail programs press the button by themselves (RFC 8058)
@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("the signed token in a mail turns that kind of mail off, and does nothing else")
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; pressed, these mails end, or come again."""
    read = read_off(token)
    person = _whose(read)
    if read is None or person is None:
        return render(request, "notifications/off_unknown.html", status=404)
    if request.method == "POST":
        wishes.choose(read.about, by=person, wished=request.POST.get("on") == "1")
    choice = next(one for one in wishes.choices_of(person) if one.about == read.about)
    with translation.override(person.language or firm_language() or translation.get_language()):
        return render(request, "notifications/off.html", {"choice": choice, "token": token})


@never_cache
@require_GET
@open_to_all("the address itself is the secret, and can be renewed")
def feed(request: HttpRequest, feed: UUID, signature: str) -> HttpResponse:
    """A person's calendar, for whoever has its secret address."""
    person = calendar.whose_feed(feed, signature)
    if person is None:
        raise Http404
    with translation.override(person.language or firm_language() or translation.get_language()):
        days = calendar.days_of(person, on=timezone.localdate())
        name = calendar.calendar_name()
        return ics(as_ics(days, at=timezone.now(), name=name), "bothways.ics")


def _whose(read: Off | None) -> Person | None:
    if read is None or read.about not in GROUPS or GROUPS[read.about].fixed:
        return None
    return Person.objects.here().filter(pk=read.person).first()
