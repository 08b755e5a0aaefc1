"""Questions to those in charge: the list, and asking one by name."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bothways.access.guard import SignedInRequest, guarded
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.voices import actions, queries
from bothways.voices.askforms import QuestionForm
from bothways.voices.errors import AlreadySaidError
from bothways.voices.models import Voice
from bothways.voices.said import said_before
from bothways.voices.views.reading import A_PAGE, base, rows_of

TO_ME = "to_me"
SHOWN = {
    "all": pgettext_lazy("questions, as a filter", "All"),
    "owed": pgettext_lazy("questions, as a filter", "Waiting for an answer"),
    "late": pgettext_lazy("questions, as a filter", "Late"),
    "answered": pgettext_lazy("questions, as a filter", "Answered"),
    "mine": pgettext_lazy("questions, as a filter", "Asked by me"),
    TO_ME: pgettext_lazy("questions, as a filter", "Asked of me"),
}


@require_safe
@guarded("voices.see")
def questions(request: SignedInRequest) -> HttpResponse:
    """All questions, what waits for an answer first."""
    today = timezone.localdate()
    shown = shown_to(request.user)
    show = request.GET.get("show", "all")
    show = show if show in shown else "all"
    listed = queries.listed(Voice.Kind.QUESTION, request.user, show=show, on=today)
    if show == TO_ME:
        listed = listed.filter(asked_of=request.user)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = base(today) | {
        "page": page,
        "rows": rows_of(page.object_list),
        "show": show,
        "shown": shown,
    }
    return render(request, "voices/questions.html", context)


@require_http_methods(["GET", "POST"])
@guarded("voices.say")
def new_question(request: SignedInRequest) -> HttpResponse:
    """Ask those in charge something, by name."""
    start = {"asked_of": request.GET.get("of"), "title": request.GET.get("title", "")}
    form = QuestionForm(request.POST or None, initial=start, asker=request.user)
    refusal: RefusedError | None = None
    if request.method == "POST" and form.is_valid():
        told, asked_of = form.told(get_language() or ""), form.cleaned_data["asked_of"]
        try:
            said = actions.say(by=request.user, told=told, at=timezone.now(), asked_of=asked_of)
        except AlreadySaidError as already:
            return redirect("questions:one", already.first)
        except RefusedError as error:
            refusal = error
        else:
            return redirect("questions:one", said.pk)
    context = base(timezone.localdate()) | {
        "form": form,
        "refusal": refusal,
        "titles": said_before(Voice.Kind.QUESTION),
    }
    return render(request, "voices/ask.html", context, status=409 if refusal else 200)


def shown_to(person: Person) -> dict[str, object]:
    """Return the filters in words; only whoever leads is asked anything."""
    return {key: words for key, words in SHOWN.items() if key != TO_ME or person.leads_people}
