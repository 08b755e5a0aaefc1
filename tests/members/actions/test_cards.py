"""A printed card signs in its owner and nobody who copied it, and leaves no trace of when."""

from datetime import datetime, timedelta

import pytest

from bothways.members.actions import (
    choose_pin,
    end_membership,
    let_cards_expire,
    print_cards,
    register_kiosk,
    revoke_card,
    use_card,
)
from bothways.members.actions.cards import MOST_AT_ONCE, UNUSED_DAYS, WRONG_PINS, Printed
from bothways.members.actions.kiosks import kiosk_of
from bothways.members.actions.signing_in import WRONG_AN_HOUR_FOR_ALL
from bothways.members.errors import (
    AlreadyPrintedError,
    CardLockedError,
    EasyPinError,
    HasLeftError,
    NoCardError,
    SamePinError,
    TooManyCardsError,
    TooManyCardTriesError,
    WrongCardError,
)
from bothways.members.models import Attempt, Card, Kiosk, Session
from bothways.members.sessions import SessionStore
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.factories import make_people
from tests.members.card_desk import OWN_PIN, another, first_use, print_for, printed


@pytest.fixture
def card(employee: Person, people_lead: Person, now: datetime) -> Printed:
    """The card that was just printed for Jo Marsh."""
    return printed(employee, by=people_lead, at=now)


@pytest.fixture
def kiosk(people_lead: Person, now: datetime) -> Kiosk:
    """The tablet in the canteen."""
    found = kiosk_of(register_kiosk(name="Canteen", by=people_lead, at=now))
    assert found
    return found


def numbered(person: Person, number: str = "1007") -> str:
    Person.objects.filter(pk=person.pk).update(number=number)
    return number


def signed_in(person: Person) -> None:
    store = SessionStore()
    store["_auth_user_id"] = str(person.pk)
    store.create()


def test_the_printed_pin_leads_to_a_pin_of_ones_own_and_then_is_worthless(
    card: Printed, employee: Person, now: datetime
) -> None:
    assert use_card(code=card.code, pin=card.pin, at=now).state == Card.State.PRINTED
    first_use(card, at=now)

    assert use_card(code=card.code, pin=OWN_PIN, at=now).person == employee
    with pytest.raises(WrongCardError):
        use_card(code=card.code, pin=card.pin, at=now)


def test_a_copied_card_is_worthless_once_its_owner_was_first(card: Printed, now: datetime) -> None:
    first_use(card, at=now)

    with pytest.raises(WrongCardError):
        first_use(card, at=now, pin="271846")


def test_if_the_copier_was_first_the_owner_notices_and_a_reprint_ends_it(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    first_use(card, at=now, pin="271846")
    signed_in(employee)
    with pytest.raises(WrongCardError, match="somebody else may have: ask for a new card"):
        use_card(code=card.code, pin=card.pin, at=now)

    again = printed(employee, by=people_lead, at=now)

    assert not Session.objects.filter(person=employee).exists()
    with pytest.raises(WrongCardError):
        use_card(code=card.code, pin="271846", at=now)
    assert first_use(again, at=now).person == employee


def test_two_who_choose_at_the_same_time_are_one_too_many(
    card: Printed, employee: Person, now: datetime
) -> None:
    one = use_card(code=card.code, pin=card.pin, at=now)
    two = use_card(code=card.code, pin=card.pin, at=now)
    choose_pin(one.person, pin=OWN_PIN, printed_as=str(one.code_digest), at=now)

    with pytest.raises(WrongCardError):
        choose_pin(two.person, pin="271846", printed_as=str(two.code_digest), at=now)
    assert use_card(code=card.code, pin=OWN_PIN, at=now).person == employee


def test_a_reprint_while_somebody_chooses_wins(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    found = use_card(code=card.code, pin=card.pin, at=now)
    printed(employee, by=people_lead, at=now)

    with pytest.raises(WrongCardError):
        choose_pin(employee, pin=OWN_PIN, printed_as=str(found.code_digest), at=now)


@pytest.mark.parametrize("pin", ["", "1234", "0000", "123456", "000000", "12345678", "80413"])
def test_an_easy_or_short_pin_is_refused(card: Printed, now: datetime, pin: str) -> None:
    with pytest.raises(EasyPinError, match="six digits"):
        first_use(card, at=now, pin=pin)


def test_the_printed_pin_can_not_be_kept(card: Printed, now: datetime) -> None:
    with pytest.raises(SamePinError):
        first_use(card, at=now, pin=card.pin)


def test_five_wrong_pins_lock_the_card_and_a_reprint_unlocks_it(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    first_use(card, at=now)
    for _ in range(WRONG_PINS - 1):
        with pytest.raises(WrongCardError):
            use_card(code=card.code, pin="271846", at=now)
    with pytest.raises(CardLockedError):
        use_card(code=card.code, pin="271846", at=now)

    with pytest.raises(CardLockedError, match="for a new one"):
        use_card(code=card.code, pin=OWN_PIN, at=now)
    assert first_use(printed(employee, by=people_lead, at=now), at=now).person == employee


def test_a_right_pin_forgets_the_wrong_ones_before(card: Printed, now: datetime) -> None:
    first_use(card, at=now)
    for _ in range(3):
        for _ in range(WRONG_PINS - 1):
            with pytest.raises(WrongCardError):
                use_card(code=card.code, pin="271846", at=now)
        use_card(code=card.code, pin=OWN_PIN, at=now)

    assert Card.objects.get().n_wrong == 0


def test_an_unused_card_expires_and_one_in_use_does_not(
    card: Printed, employee: Person, colleague: Person, people_lead: Person, now: datetime
) -> None:
    used = printed(colleague, by=people_lead, at=now)
    first_use(used, at=now)
    late = now + timedelta(days=UNUSED_DAYS)

    with pytest.raises(WrongCardError):
        use_card(code=card.code, pin=card.pin, at=late)
    assert let_cards_expire(on=late.date()) == 1
    assert Card.objects.get(person=employee).state == Card.State.EXPIRED
    assert use_card(code=used.code, pin=OWN_PIN, at=late).person == colleague


def test_a_card_that_expires_while_its_owner_chooses_is_not_kept(
    card: Printed, employee: Person, now: datetime
) -> None:
    found = use_card(code=card.code, pin=card.pin, at=now)
    late = now + timedelta(days=UNUSED_DAYS)

    with pytest.raises(WrongCardError):
        choose_pin(employee, pin=OWN_PIN, printed_as=str(found.code_digest), at=late)


def test_a_revoked_card_opens_nothing_ends_what_it_opened_and_is_on_the_record(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    first_use(card, at=now)
    signed_in(employee)

    revoke_card(employee, by=people_lead, at=now)

    with pytest.raises(WrongCardError):
        use_card(code=card.code, pin=OWN_PIN, at=now)
    assert not Session.objects.filter(person=employee).exists()
    assert Entry.objects.filter(
        verb="card.revoked", by=people_lead, about_id=str(employee.pk)
    ).exists()
    with pytest.raises(NoCardError):
        revoke_card(employee, by=people_lead, at=now)


def test_a_leaver_s_card_is_gone(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    end_membership(employee, by=people_lead, on=now.date())

    assert not Card.objects.exists()
    with pytest.raises(HasLeftError):
        printed(employee, by=people_lead, at=now)


def test_who_printed_for_whom_is_on_the_record_and_a_sign_in_never_is(
    card: Printed, employee: Person, people_lead: Person, now: datetime
) -> None:
    before = Entry.objects.count()
    first_use(card, at=now)
    use_card(code=card.code, pin=OWN_PIN, at=now)

    entry = Entry.objects.get(verb="card.printed")
    assert (entry.by, entry.about_id) == (people_lead, str(employee.pk))
    assert Entry.objects.count() == before


def test_a_use_leaves_no_moment_in_the_tables(card: Printed, now: datetime) -> None:
    first_use(card, at=now)
    before = Card.objects.values().get()

    use_card(code=card.code, pin=OWN_PIN, at=now + timedelta(days=9))

    assert Card.objects.values().get() == before
    kinds = {field.get_internal_type() for field in Card._meta.get_fields()}
    assert "DateTimeField" not in kinds


def test_neither_code_nor_pin_stands_in_the_tables(card: Printed, now: datetime) -> None:
    first_use(card, at=now)

    stored = str(Card.objects.values().get())
    assert card.code not in stored
    assert card.pin not in stored
    assert OWN_PIN not in stored


def test_the_same_form_prints_once(employee: Person, people_lead: Person, now: datetime) -> None:
    (first,) = print_cards([employee], by=people_lead, at=now, once="a form")

    with pytest.raises(AlreadyPrintedError):
        print_cards([employee], by=people_lead, at=now, once="a form")
    assert use_card(code=first.code, pin=first.pin, at=now).person == employee


def test_more_than_a_hundred_at_once_are_refused(people_lead: Person, now: datetime) -> None:
    many = make_people(MOST_AT_ONCE + 1)

    with pytest.raises(TooManyCardsError):
        print_for(*many, by=people_lead, at=now)
    assert not Card.objects.exists()


def test_an_unknown_code_and_a_wrong_pin_are_refused_alike(card: Printed, now: datetime) -> None:
    said = set()
    for code, pin in (("0000-0000-0000", card.pin), (card.code, another(card.pin)), ("", "")):
        with pytest.raises(WrongCardError) as refused:
            use_card(code=code, pin=pin, at=now)
        said.add(str(refused.value))

    assert len(said) == 1


def test_after_too_many_wrong_ones_in_an_hour_nobody_can_guess_on(
    card: Printed, now: datetime
) -> None:
    use_wrong = {"code": "0000-0000-0000", "pin": "271846"}
    with pytest.raises(WrongCardError):
        use_card(**use_wrong, at=now)
    Attempt.objects.update(n=WRONG_AN_HOUR_FOR_ALL)

    with pytest.raises(TooManyCardTriesError):
        use_card(code=card.code, pin=card.pin, at=now)
    assert use_card(code=card.code, pin=card.pin, at=now + timedelta(hours=1))


def test_on_a_kiosk_the_staff_number_and_the_own_pin_will_do(
    card: Printed, employee: Person, kiosk: Kiosk, now: datetime
) -> None:
    number = numbered(employee)
    with pytest.raises(WrongCardError):  # a printed PIN needs its card
        use_card(code=number, pin=card.pin, at=now, kiosk=kiosk)
    first_use(card, at=now)

    assert use_card(code=number, pin=OWN_PIN, at=now, kiosk=kiosk).person == employee


def test_anywhere_else_the_staff_number_opens_nothing(
    card: Printed, employee: Person, now: datetime
) -> None:
    number = numbered(employee)
    first_use(card, at=now)

    with pytest.raises(WrongCardError):
        use_card(code=number, pin=OWN_PIN, at=now)


def test_guessing_by_number_closes_that_way_and_not_the_card(
    card: Printed, employee: Person, kiosk: Kiosk, now: datetime
) -> None:
    number = numbered(employee)
    first_use(card, at=now)
    for _ in range(WRONG_PINS):
        with pytest.raises(WrongCardError):
            use_card(code=number, pin="271846", at=now, kiosk=kiosk)

    with pytest.raises(WrongCardError):
        use_card(code=number, pin=OWN_PIN, at=now, kiosk=kiosk)
    assert use_card(code=card.code, pin=OWN_PIN, at=now, kiosk=kiosk).person == employee
    assert use_card(code=number, pin=OWN_PIN, at=now, kiosk=kiosk).person == employee
