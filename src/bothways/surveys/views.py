"""Screens about rounds: prepare, announce, answer, get an envelope."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from bothways.access.guard import SignedInRequest, guarded, may, open_to_all
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from bothways.pure.ballots import (
    CREDENTIAL_LENGTH,
    BallotError,
    read_object,
    to_bytes,
    to_text,
)
from bothways.record.documents import proof_document
from bothways.record.queries import announced_rules, proof_of
from bothways.surveys import actions, explain, queries
from bothways.surveys.ahead import ahead_for, ahead_now, person_tag
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import OWN, Round
from bothways.surveys.registry import alarms_of, parts_beside
from bothways.surveys.wording import hints


@require_GET
@guarded("rounds.see")
def rounds(request: SignedInRequest) -> HttpResponse:
    """Every round, the newest first; drafts for those who keep them."""
    keeps = may(request.user, "rounds.keep")
    context = {
        "place": "trust",
        "rounds": queries.rounds_by_day(),
        "drafts": queries.drafts() if keeps else [],
        "keeps": keeps,
    }
    return render(request, "surveys/rounds.html", context)


@require_GET
@guarded("rounds.see", Round)
def one(request: SignedInRequest, round_: Round) -> HttpResponse:
    """One round: its questions, its rules, how it stands."""
    if round_.state == Round.State.DRAFT and not may(request.user, "rounds.keep"):
        raise Http404
    return round_page(request, round_)


@require_POST
@guarded("rounds.keep", Round)
def announce(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Fix the rules and let envelopes be handed out."""
    try:
        actions.announce_round(round_, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return round_page(request, round_, refusal=refusal, status=409)
    return redirect("surveys:round", pk=round_.pk)


@require_POST
@guarded("rounds.keep", Round)
def drop(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Throw a draft away."""
    try:
        actions.drop_draft(round_, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        return round_page(request, round_, refusal=refusal, status=409)
    return redirect("surveys:list")


@require_GET
@never_cache
@guarded("rounds.answer", Round)
def answer(request: SignedInRequest, round_: Round) -> HttpResponse:
    """What happens to an answer, then one question a screen, then the seal."""
    if round_.state == Round.State.DRAFT:
        raise Http404
    entitlement = queries.entitlement_of(request.user, round_)
    now = timezone.now()
    if entitlement is None or not round_.takes_answers(now):
        return _cannot_answer(request, round_, asked=entitlement is not None)
    questions, keys = round_.fixed_questions, explain.keys_of(round_)
    context = {
        "round": round_,
        "questions": questions,
        "minutes": actions.minutes_for(len(questions)),
        "sentences": explain.what_happens(round_),
        "limits": explain.limits(keys),
        "keys": keys,
        "own_block": entitlement.block,
        "person_tag": person_tag(request.user),
        "delay": settings.BALLOT_DELAY_SECONDS,
        "csrf_token": get_token(request),
        "scale": explain.SCALE,
        "box_words": explain.box_words(),
    }
    return render(request, "surveys/answer.html", context)


@require_GET
@never_cache
@guarded("rounds.answer", Round)
def move(request: SignedInRequest, round_: Round) -> HttpResponse:
    """Show an envelope to another device. It lies in the browser; nothing of it comes here."""
    if round_.state == Round.State.DRAFT:
        raise Http404
    ahead = ahead_for(request.user, round_, at=timezone.now())
    if ahead is None:
        asked = queries.entitlement_of(request.user, round_) is not None
        return _cannot_answer(request, round_, asked=asked)
    page = {"round": round_, "person_tag": ahead.person_tag, "take_url": reverse("surveys:take")}
    return render(request, "surveys/move.html", page)


@require_GET
@never_cache
@open_to_all("an envelope from another device waits in the browser until its owner has signed in")
def take(request: HttpRequest) -> HttpResponse:
    """Take an envelope over from another device. What the link holds stays in the browser."""
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    page: dict[str, Any] = {"state": "signin", "sign_in": sign_in}
    if isinstance(request.user, Person):
        ahead = ahead_now(request.user, at=timezone.now())
        page |= {"state": "ready" if ahead else "over", "ahead": ahead}
        page["csrf_token"] = get_token(request)
    return render(request, "surveys/take.html", page)


@require_POST
@never_cache
@guarded("rounds.answer", Round)
def envelope(request: SignedInRequest, round_: Round) -> HttpResponseBase:
    """Sign one blinded message for this person. Nothing here sees what it hides."""
    try:
        blinded, again = _blinded(request)
        stamps = actions.hand_out_envelope(
            round_, request.user, blinded=blinded, at=timezone.now(), again=again
        )
    except RefusedError as refusal:
        code = type(refusal).__name__.removesuffix("Error").lower()
        return JsonResponse({"error": code, "say": str(refusal)}, status=409)
    except ValueError:
        say = _("That was not an envelope that Bothways can sign. Reload the page and try again.")
        return JsonResponse({"error": "malformed", "say": say}, status=400)
    told: dict[str, str | None] = {"signature": to_text(stamps.envelope)}
    if stamps.slip:
        told["slip"] = to_text(stamps.slip)
        told["stamp"] = to_text(stamps.guardian) if stamps.guardian else None
    return JsonResponse(told)


@csrf_exempt  # it changes nothing, and whoever asks is nobody in particular
@require_POST
@never_cache
@open_to_all("a blind stamp is of use to the device alone that asked for it, signed in or not")
def stamp(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the second key's stamp for an envelope that waits on a shared device, under no name.

    A form can't send JSON: what another site's form sends is refused before it is read.
    """
    if request.content_type != "application/json":
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        asked = str(read_object(request.body)["asked"])
    except (BallotError, KeyError):
        asked = ""
    found = queries.stamp_for(pk, asked)
    if found is None:
        say = _("No such envelope was asked for in this round.")
        return JsonResponse({"error": "unknown", "say": say}, status=404)
    return JsonResponse({"stamp": to_text(found) if found else None})


@require_GET
@guarded("rounds.see", Round)
def manifest(_request: HttpRequest, round_: Round) -> HttpResponse:
    """The frozen rules, byte for byte as they were hashed."""
    if not round_.manifest:
        raise Http404
    return HttpResponse(round_.manifest, content_type="application/json")


@require_GET
@guarded("rounds.see", Round)
def manifest_proof(_request: HttpRequest, round_: Round) -> JsonResponse:
    """That the hash of these rules stands on the ledger: the entry, its place, the signed head."""
    leaf = announced_rules(round_.pk)
    found = proof_of(leaf) if leaf else None
    if found is None:
        say = _("These rules are not on the ledger yet. Try again in a minute.")
        return JsonResponse({"error": "not-yet", "say": say}, status=409)
    return JsonResponse(proof_document(found, with_entry=True))


def _blinded(request: HttpRequest) -> tuple[actions.Blinded, bool]:
    """Return (the blinded messages of the request, whether they were asked for before).

    Raises ValueError.
    """
    try:
        told = read_object(request.body)
        again = told.pop("again", False) is True
        parts = {name: to_bytes(told[name], CREDENTIAL_LENGTH, name) for name in told}
        return actions.Blinded(parts.pop("blinded"), **parts), again
    except (BallotError, KeyError, TypeError):
        raise ValueError from None


def _cannot_answer(request: SignedInRequest, round_: Round, *, asked: bool) -> HttpResponse:
    context = {
        "place": "week",
        "round": round_,
        "asked": asked,
        "early": round_.state == Round.State.OPEN and timezone.now() < round_.opens_at,
    }
    return render(request, "surveys/cannot_answer.html", context, status=409)


def round_page(
    request: SignedInRequest,
    round_: Round,
    *,
    refusal: RefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    reasons = refusal.reasons if isinstance(refusal, CannotOpenError) else []
    asked = list(round_.questions.all())
    context = {
        "place": "trust",
        "round": round_,
        "rules": round_.rules,
        "keys": explain.keys_of(round_),
        "smallest": explain.smallest_shown(round_.rules["k"], round_.rules["c"])
        if round_.rules
        else None,
        "about_leaders": any(question.about_leader for question in asked),
        "questions": [
            {
                "question": question,
                "hints": hints(question.text, question.language) if question.is_own else [],
            }
            for question in asked
        ],
        "unused_cards": queries.n_with_unused_card(round_) if round_.rules else 0,
        "my_block": queries.in_block_with(request.user, round_),
        "keeps": may(request.user, "rounds.keep"),
        "may_word": round_.state == Round.State.DRAFT
        and may(request.user, "rounds.keep")
        and round_.questions.filter(code__startswith=OWN).exists(),
        "open_now": round_.takes_answers(timezone.now()),
        "refusal": refusal,
        "reasons": reasons,
        "alarms": alarms_of(round_),
        "beside": parts_beside(round_, request.user),
    }
    return render(request, "surveys/round.html", context, status=status)
