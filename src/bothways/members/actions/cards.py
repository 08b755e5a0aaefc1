"""Cards: printed, used, locked, revoked. Printing and revoking is on the record, a use never."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from bothways.members import card_secrets
from bothways.members.actions.signing_in import WRONG_AN_HOUR_FOR_ALL, count_attempt, is_full
from bothways.members.errors import (
    AlreadyPrintedError,
    CardLockedError,
    EasyPinError,
    HasLeftError,
    NoCardError,
    SamePinError,
    TooManyAttemptsError,
    TooManyCardsError,
    TooManyCardTriesError,
    WrongCardError,
)
from bothways.members.models import Card, Kiosk, Session
from bothways.people.models import Person
from bothways.record.actions import note

UNUSED_DAYS = 30
WRONG_PINS = 5
MOST_AT_ONCE = 100
OPENS = (Card.State.PRINTED, Card.State.IN_USE)
WORKS = (*OPENS, Card.State.LOCKED)


@dataclass(frozen=True)
class Printed:
    """What goes on one card. It is nowhere else once the paper is made."""

    person: Person
    code: str
    pin: str
    use_before: date


def print_cards(
    people: Sequence[Person], *, by: Person | None, at: datetime, once: str
) -> list[Printed]:
    """Make a new card for each of these people; the one they had opens nothing any more.

    Sessions of whoever had a card end. once: names the form, which is good for one printing.
    Raises TooManyCardsError, HasLeftError, AlreadyPrintedError.
    """
    if len(people) > MOST_AT_ONCE:
        raise TooManyCardsError
    if any(not person.is_active for person in people):
        raise HasLeftError
    cards = [_new_card(person, at=at) for person in people]  # slow, so before any lock
    digests = {card.person.pk: card_secrets.pin_digest(card.pin) for card in cards}
    with transaction.atomic():
        try:
            count_attempt(f"printing {once}", limit=1, at=at)
        except TooManyAttemptsError:
            raise AlreadyPrintedError from None
        for card in cards:
            _keep(card, digests[card.person.pk], by=by, at=at)
    return cards


@transaction.atomic
def revoke_card(person: Person, *, by: Person, at: datetime) -> None:
    """Let a person's card open nothing any more, and end their sessions. Raises NoCardError."""
    nothing = {"state": Card.State.REVOKED, "code_digest": None, "pin_digest": ""}
    if not Card.objects.filter(person=person, state__in=WORKS).update(**nothing):
        raise NoCardError
    Session.objects.filter(person=person).delete()
    note("card.revoked", by=by, about=person, at=at)


def use_card(*, code: str, pin: str, at: datetime, kiosk: Kiosk | None = None) -> Card:
    """Return the card that this code (on a kiosk also a staff number) and this PIN open.

    A card that is only printed does not sign in yet: its owner chooses a PIN first (choose_pin).
    Raises WrongCardError, CardLockedError, TooManyCardTriesError.
    """
    if is_full("wrong card", limit=WRONG_AN_HOUR_FOR_ALL, at=at):
        raise TooManyCardTriesError
    card = _with_code(code, at=at)
    count = "n_wrong"
    if card is None and kiosk is not None:
        card, count = _with_number(code), "n_wrong_by_number"
    if card is not None and card.state == Card.State.LOCKED:
        raise CardLockedError
    _count_try(card, count, at=at)
    holds = card_secrets.pin_holds(card_secrets.tidy_pin(pin), card.pin_digest if card else "")
    if card is None or not holds:
        _lock_if_tried_out(card, count, at=at)
        raise WrongCardError
    right = {"n_wrong": 0, "n_wrong_by_number": 0} if count == "n_wrong" else {count: 0}
    Card.objects.filter(pk=card.pk).update(**right)
    return card


def choose_pin(person: Person, *, pin: str, printed_as: str, at: datetime) -> Card:
    """Put the person's own PIN in the place of the printed one, which opens nothing from then on.

    printed_as: the digest of the code with which they came; a reprint in between wins.
    Raises EasyPinError, SamePinError, and WrongCardError if somebody else chose first.
    """
    chosen = card_secrets.tidy_pin(pin)
    if len(chosen) != card_secrets.PIN_LENGTH or card_secrets.is_easy(chosen):
        raise EasyPinError
    fresh = Card.objects.filter(
        person=person,
        person__left_on=None,
        state=Card.State.PRINTED,
        code_digest=printed_as,
        use_before__gt=localdate(at),
    )
    card = fresh.first()
    if card is None:
        raise WrongCardError
    if card_secrets.pin_holds(chosen, card.pin_digest):
        raise SamePinError
    own = {"state": Card.State.IN_USE, "pin_digest": card_secrets.pin_digest(chosen)}
    if not fresh.filter(pin_digest=card.pin_digest).update(**own):
        raise WrongCardError
    card.refresh_from_db()
    return card


def let_cards_expire(*, on: date) -> int:
    """Let cards that nobody used in time open nothing any more; return how many."""
    over = Card.objects.filter(state=Card.State.PRINTED, use_before__lte=on)
    return over.update(state=Card.State.EXPIRED, code_digest=None, pin_digest="")


def _new_card(person: Person, *, at: datetime) -> Printed:
    until = localdate(at) + timedelta(days=UNUSED_DAYS)
    return Printed(person, card_secrets.new_code(), card_secrets.new_pin(), until)


def _keep(card: Printed, digest: str, *, by: Person | None, at: datetime) -> None:
    fresh = {
        "state": Card.State.PRINTED,
        "printed_on": localdate(at),
        "printed_by": by,
        "use_before": card.use_before,
        "code_digest": card_secrets.code_digest(card.code),
        "pin_digest": digest,
        "n_wrong": 0,
        "n_wrong_by_number": 0,
    }
    _row, is_first = Card.objects.update_or_create(person=card.person, defaults=fresh)
    if not is_first:
        Session.objects.filter(person=card.person).delete()
    note("card.printed", by=by, about=card.person, at=at)


def _with_code(typed: str, *, at: datetime) -> Card | None:
    digest = card_secrets.code_digest(card_secrets.tidy_code(typed))
    here = Card.objects.filter(code_digest=digest, person__left_on=None, state__in=WORKS)
    late = {"state": Card.State.PRINTED, "use_before__lte": localdate(at)}
    return here.exclude(**late).select_related("person").first()


def _with_number(typed: str) -> Card | None:
    """Find the card by the staff number: only one whose owner chose a PIN, and not tried out."""
    own = Card.objects.filter(state=Card.State.IN_USE, n_wrong_by_number__lt=WRONG_PINS)
    here = own.filter(person__number=typed.strip(), person__left_on=None)
    return here.select_related("person").first()


def _count_try(card: Card | None, count: str, *, at: datetime) -> None:
    """Take one of the tries before the PIN is looked at, so that many at once get no more."""
    if card is None:
        return
    left = Card.objects.filter(pk=card.pk, state__in=OPENS, **{f"{count}__lt": WRONG_PINS})
    if not left.update(**{count: F(count) + 1}):
        count_attempt("wrong card", limit=WRONG_AN_HOUR_FOR_ALL, at=at)
        raise WrongCardError


def _lock_if_tried_out(card: Card | None, count: str, *, at: datetime) -> None:
    """Count a wrong PIN for all; lock the card after five. By number alone only that way closes."""
    count_attempt("wrong card", limit=WRONG_AN_HOUR_FOR_ALL, at=at)
    if card is not None and count == "n_wrong":
        tried_out = Card.objects.filter(pk=card.pk, state__in=OPENS, n_wrong__gte=WRONG_PINS)
        if tried_out.update(state=Card.State.LOCKED):
            raise CardLockedError
