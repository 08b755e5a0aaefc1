"""An owner's page of tokens: made and shown once, revoked, when each was last used."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bothways.access.guard import SignedInRequest, guarded
from bothways.api.actions import make_token, revoke_token
from bothways.api.forms import TokenForm
from bothways.api.models import Token


@require_http_methods(["GET", "POST"])
@guarded("tokens.keep")
def tokens(request: SignedInRequest) -> HttpResponse:
    """List the tokens; make one, and show its secret this once, on the answer itself."""
    form = TokenForm(request.POST or None)
    made: tuple[Token, str] | None = None
    if request.method == "POST" and form.is_valid():
        made = make_token(by=request.user, at=timezone.now(), **form.cleaned_data)
        form = TokenForm()
    today = timezone.localdate()
    lines = [(token, token.works_on(today)) for token in Token.objects.select_related("made_by")]
    context = {"place": "me", "form": form, "made": made, "lines": lines}
    answer = render(request, "api/tokens.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@guarded("tokens.keep", Token)
def revoke(request: SignedInRequest, thing: Token) -> HttpResponse:
    """End a token now."""
    revoke_token(thing, by=request.user, at=timezone.now())
    return redirect("api:tokens")
