"""The one way into a view: a rule of the policy table, or a stated reason for being open."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from bothways.access.policy import POLICY
from bothways.people.models import Person
from bothways.storage.kept_queries import KeptByIds

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose `user` is a person who is here."""

    user: Person


def may(person: Person, rule: str, thing: Any = None) -> bool:
    """Say whether `person` may do `rule` with `thing`; an unknown rule is a refusal."""
    allowed = POLICY.get(rule)
    return allowed is not None and person.is_active and allowed(person, thing)


def guarded(rule: str, model: type[Model] | None = None) -> Callable[[View], View]:
    """Let only those in whom the policy table lets in; with `model`, fetch it by `pk` first.

    Not signed in: to the door. May not see: 404. May see, may not do: 403.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guard(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            person = request.user
            if not isinstance(person, Person):
                return redirect_to_login(request.get_full_path())
            if model is not None:
                kwargs["thing"] = _thing(model, kwargs.pop("pk"))
            thing = kwargs.pop("thing", None)
            if not may(person, rule, thing):
                return _refuse(request, person, rule, thing)
            return view(request, thing, **kwargs) if model else view(request, **kwargs)

        guard.guard_rule = rule  # type: ignore[attr-defined]
        return guard

    return around


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a view that needs no sign-in, with the reason why."""

    def around(view: View) -> View:
        @wraps(view)
        def guard(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            return view(request, **kwargs)

        guard.guard_rule = f"open: {reason}"  # type: ignore[attr-defined]
        return guard

    return around


def _thing(model: type[Model], pk: Any) -> Model:
    """Return the thing that an address names. Raises Http404 where there is none."""
    for found in _by_id(model)([pk]):
        return found
    raise Http404


@cache  # one for each model that has pages
def _by_id(model: type[Model]) -> KeptByIds[Model]:
    return KeptByIds(model)


def _refuse(request: HttpRequest, person: Person, rule: str, thing: Any) -> HttpResponseBase:
    noun = rule.partition(".")[0]
    if not may(person, f"{noun}.see", thing):
        raise Http404
    return render(request, "ui/refused.html", status=403)
