"""Passkeys: a way in without a code, made and removed on one's own page."""

import json
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, guarded, open_to_all
from bothways.members import challenges, webauthn
from bothways.members.actions import (
    add_passkey,
    enter_by_passkey,
    remove_passkey,
    rename_passkey,
)
from bothways.members.actions.passkeys import Answer, handle_of
from bothways.members.devices import is_own, keep_whose, offered, own_page
from bothways.members.errors import NotOwnDeviceError, PasskeyRefusedError
from bothways.people.errors import RefusedError

MOST_BYTES = 20_000


@never_cache
@require_POST
@open_to_all("this is the door")
def enter_options(request: HttpRequest) -> HttpResponse:
    """Ask any passkey of this site to show itself."""
    try:
        site = _site(request)
    except RefusedError as refusal:
        return _refused(refusal)
    challenge = challenges.fresh()
    response = JsonResponse(webauthn.options_to_enter(site, challenge=challenge))
    challenges.ask(response, challenge, purpose=challenges.ENTER)
    return response


@never_cache
@require_POST
@open_to_all("this is the door")
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in whoever the passkey is of; on a device nobody spoke for, ask whose it is."""
    try:
        answer = _answer(request, purpose=challenges.ENTER)
        person = enter_by_passkey(answer, at=timezone.now())
    except RefusedError as refusal:
        return _refused(refusal)
    own = is_own(request, person)
    login(request, person)
    wanted = own_page(request, request.GET.get("next", ""))
    ask_whose = f"{reverse('members:device')}?{urlencode({'next': wanted})}"
    response = JsonResponse({"go": wanted if own else ask_whose})
    keep_whose(request, response, person, own=own)
    response.delete_cookie(challenges.ASKED)
    return response


@never_cache
@require_POST
@guarded("me.see")
def add_options(request: SignedInRequest) -> HttpResponse:
    """Ask this device to make a passkey for its person."""
    person = request.user
    try:
        site = _site(request)
        if not is_own(request, person):
            raise NotOwnDeviceError
    except RefusedError as refusal:
        return _refused(refusal)
    challenge = challenges.fresh()
    options = webauthn.options_to_make(
        site,
        challenge=challenge,
        user=handle_of(person),
        name=person.email or person.name,
        there=list(person.passkeys.values_list("credential", flat=True)),
    )
    response = JsonResponse(options)
    challenges.ask(response, challenge, purpose=str(person.pk))
    return response


@never_cache
@require_POST
@guarded("me.see")
def add(request: SignedInRequest) -> HttpResponse:
    """Keep what the device made."""
    try:
        answer = _answer(request, purpose=str(request.user.pk))
        if not is_own(request, request.user):
            raise NotOwnDeviceError
        add_passkey(answer, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return _refused(refusal)
    go = own_page(request, request.GET.get("next", ""), otherwise=reverse("members:me"))
    response = JsonResponse({"go": go})
    response.delete_cookie(challenges.ASKED)
    return response


@require_POST
@guarded("me.see")
def rename(request: SignedInRequest, passkey: UUID) -> HttpResponse:
    """Call one of the person's passkeys something else."""
    rename_passkey(passkey, by=request.user, name=request.POST.get("name", ""))
    return redirect(reverse("members:me") + "#passkeys")


@require_POST
@guarded("me.see")
def remove(request: SignedInRequest, passkey: UUID) -> HttpResponse:
    """Let one of the person's passkeys open nothing any more."""
    remove_passkey(passkey, by=request.user)
    return redirect(reverse("members:me") + "#passkeys")


@never_cache
@require_GET
@guarded("me.see")
def offer(request: SignedInRequest) -> HttpResponse:
    """Say once on a device what a passkey is; leaving it is as easy as taking it."""
    page = {"next": own_page(request, request.GET.get("next", ""))}
    response = render(request, "members/passkey_offer.html", page)
    offered(response)
    return response


def _site(request: HttpRequest) -> webauthn.Site:
    site = challenges.site_of(request)
    if site is None:
        raise PasskeyRefusedError
    return site


def _answer(request: HttpRequest, *, purpose: str) -> Answer:
    site, challenge = _site(request), challenges.asked(request, purpose=purpose)
    if len(request.body) > MOST_BYTES:
        raise PasskeyRefusedError
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise PasskeyRefusedError from None
    if not isinstance(said, dict):
        raise PasskeyRefusedError
    return Answer(site, challenge, said)


def _refused(refusal: RefusedError) -> HttpResponse:
    return JsonResponse({"say": str(refusal)}, status=409)
