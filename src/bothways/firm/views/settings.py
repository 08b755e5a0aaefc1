"""What the firm is: its settings for the owner, its values for everybody, a test of its mail."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from bothways.access.guard import SignedInRequest, guarded, may
from bothways.firm.actions import MOST_VALUES, change_firm, keep_values, say_of_step, send_test_mail
from bothways.firm.forms import SettingsForm, ValuesForm, n_rows_for, values_as_data
from bothways.firm.models import Mark
from bothways.firm.presets import preset_of
from bothways.firm.queries import mark_of_values_held, values_lived
from bothways.firm.suggestions import SUGGESTIONS
from bothways.firm.views.way import onward, show
from bothways.keyholders.queries import keyholder
from bothways.members.queries import representatives
from bothways.notifications.errors import MailServerError
from bothways.notifications.reach import leads_here_only
from bothways.people.errors import RefusedError
from bothways.people.models import Organisation
from bothways.people.queries import values_held
from bothways.surveys.explain import smallest_shown
from bothways.surveys.queries import open_round


@require_http_methods(["GET", "POST"])
@guarded("firm.keep")
def firm(request: SignedInRequest) -> HttpResponse:
    """The firm's settings: what stands, what a change means, and the way to change it."""
    own = Organisation.objects.get()
    start = {"firm": own.name, "language": own.language or settings.LANGUAGE_CODE}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=start)
    refusal = None
    if request.method == "POST" and form.is_valid():
        name, language = form.cleaned_data["firm"], form.cleaned_data["language"]
        try:
            change_firm(by=request.user, at=now(), name=name, language=language)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("firm:settings")
    page = {
        "place": "me",
        "form": form,
        "refusal": refusal,
        "firm": own,
        "preset": preset_of(own),
        "smallest": smallest_shown(own.k, own.c),
        "values": values_held(),
        "representatives": representatives(),
        "holder": keyholder(),
        "round": open_round(),
        "zone": settings.TIME_ZONE,
        "has_mail": settings.MAIL_LEAVES,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "firm/settings.html", page, status=status)


@require_GET
@guarded("firm.see")
def values_page(request: SignedInRequest) -> HttpResponse:
    """What we stand for, and the promises that point to it."""
    page = {
        "place": "promises",
        "rows": values_lived(request.user),
        "keeps": may(request.user, "firm.keep"),
    }
    return render(request, "firm/values_page.html", page)


@require_http_methods(["GET", "POST"])
@guarded("firm.keep")
def values(request: SignedInRequest) -> HttpResponse:
    """Write down what the firm stands for. 'take' and 'more' add a row and keep nothing."""
    held = [(value.name, value.sentence) for value in values_held()]
    start = {"seen": mark_of_values_held(), **values_as_data(held)}
    if request.method != "POST":
        form = ValuesForm(initial=start, n_rows=n_rows_for(held))
        return _values_form(request, form)
    form = ValuesForm(request.POST, n_rows=MOST_VALUES)
    if not form.is_valid():
        return _values_form(request, form, status=422)
    typed = form.values()
    if "take" in request.POST or "more" in request.POST:
        return _values_form(request, _with_one_more(request, typed))
    try:
        keep_values(
            typed, seen=form.cleaned_data["seen"], by=request.user, at=now(), on=localdate()
        )
    except RefusedError as refusal:
        fresh = {"seen": start["seen"], **values_as_data(typed)}
        again = ValuesForm(initial=fresh, n_rows=n_rows_for(typed))
        return _values_form(request, again, refusal=refusal, status=409)
    if not typed:
        say_of_step("values", Mark.Said.LEFT)
    return onward(request, "values")


def _with_one_more(request: SignedInRequest, typed: list[tuple[str, str]]) -> ValuesForm:
    """Return the form with a suggestion, or one empty row, behind what was typed."""
    found = next((s for s in SUGGESTIONS if s.key == request.POST.get("take")), None)
    names = {name.casefold() for name, _sentence in typed}
    if found and str(found.name).casefold() not in names:
        typed = [*typed, (str(found.name), str(found.sentence))][:MOST_VALUES]
    start = {"seen": request.POST.get("seen", ""), **values_as_data(typed)}
    more = [*typed, ("", "")] if "more" in request.POST else typed
    return ValuesForm(initial=start, n_rows=n_rows_for(more))


def _values_form(
    request: SignedInRequest,
    form: ValuesForm,
    *,
    refusal: RefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    written = {str(name.value() or "").casefold() for name, _sentence in form.rows()}
    page = {
        "form": form,
        "refusal": refusal,
        "held": values_held(),
        "suggestions": [(idea, str(idea.name).casefold() in written) for idea in SUGGESTIONS],
        "has_room": form.n_rows < MOST_VALUES,
    }
    return show(request, "values", status=status, **page)


@require_http_methods(["GET", "POST"])
@guarded("firm.set_up")
def mail(request: SignedInRequest) -> HttpResponse:
    """Send a test mail to oneself, and hear whether it arrived."""
    said, refusal = request.POST.get("said", ""), None
    if said == "arrived":
        say_of_step("mail", Mark.Said.DONE)
        return onward(request, "mail")
    if said == "send":
        try:
            send_test_mail(request.user)
        except MailServerError as error:
            refusal = error
        else:
            return redirect(f"{request.path}?{_mail_state(request, 'sent')}")
    if said == "missing":
        return redirect(f"{request.path}?{_mail_state(request, 'missing')}")
    page = {
        "refusal": refusal,
        "state": request.GET.get("state", ""),
        "has_mail": settings.MAIL_LEAVES,
        "is_here_only": leads_here_only(),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
    }
    return show(request, "mail", status=409 if refusal else 200, **page)


def _mail_state(request: SignedInRequest, state: str) -> str:
    then = "&then=firm" if request.GET.get("then") == "firm" else ""
    return f"state={state}{then}"
