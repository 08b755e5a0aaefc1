"""A passkey opens the door of its person, once for each question, and leaves no trace of when."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fido2.utils import websafe_decode

from bothways.members.actions import (
    add_passkey,
    end_membership,
    enter_by_passkey,
    forget_what_is_over,
    remove_passkey,
    rename_passkey,
)
from bothways.members.actions.passkeys import MOST, Answer, handle_of
from bothways.members.challenges import fresh
from bothways.members.errors import (
    PasskeyCopiedError,
    PasskeyGoneError,
    PasskeyOverError,
    PasskeyRefusedError,
    PasskeysFullError,
)
from bothways.members.models import Passkey, UsedChallenge
from bothways.members.webauthn import Site, options_to_enter, options_to_make
from bothways.notifications.models import Message
from bothways.people.models import Person
from tests.members.authenticator import HERE, TOUCHED, Phone

ELSEWHERE = Site(name="localhost", origin="http://localhost:9999")
OTHER_NAME = Site(name="evil.localhost", origin="http://localhost:8000")


def to_make(person: Person) -> dict[str, Any]:
    return options_to_make(
        HERE, challenge=fresh(), user=handle_of(person), name=person.name, there=[]
    )


def to_enter() -> dict[str, Any]:
    return options_to_enter(HERE, challenge=fresh())


def answer(options: dict[str, Any], said: dict[str, Any]) -> Answer:
    return Answer(HERE, websafe_decode(options["challenge"]), said)


def given(person: Person, now: datetime, **kind: Any) -> Phone:
    phone = Phone(**kind)
    options = to_make(person)
    add_passkey(answer(options, phone.make(options)), by=person, at=now)
    return phone


def come_in(phone: Phone, now: datetime) -> Person:
    options = to_enter()
    return enter_by_passkey(answer(options, phone.enter(options)), at=now)


def test_a_passkey_signs_in_the_person_who_made_it(employee: Person, now: datetime) -> None:
    phone = given(employee, now)

    assert come_in(phone, now) == employee
    assert come_in(phone, now) == employee


def test_the_options_ask_for_unlocking_and_for_no_make_of_phone(employee: Person) -> None:
    make, enter = to_make(employee), to_enter()

    assert make["authenticatorSelection"]["userVerification"] == "required"
    assert make["authenticatorSelection"]["residentKey"] == "required"
    assert make["attestation"] == "none"
    assert enter["userVerification"] == "required"
    assert "allowCredentials" not in enter
    assert employee.name not in websafe_decode(make["user"]["id"]).decode("latin-1")


def test_what_is_kept_holds_no_moment_of_its_use(employee: Person, now: datetime) -> None:
    phone = given(employee, now)
    before = Passkey.objects.values().get()

    come_in(phone, now + timedelta(days=3))

    assert Passkey.objects.values().get() == before
    assert {field.name for field in Passkey._meta.fields} == {
        "id",
        "person",
        "name",
        "credential",
        "public_key",
        "counter",
    }


def test_the_same_answer_opens_nothing_a_second_time(employee: Person, now: datetime) -> None:
    phone = given(employee, now)
    options = to_enter()
    said = answer(options, phone.enter(options))
    enter_by_passkey(said, at=now)

    for later in (timedelta(0), timedelta(minutes=9), timedelta(minutes=70)):
        with pytest.raises(PasskeyOverError, match="used already"):
            enter_by_passkey(said, at=now + later)


def test_an_answer_to_another_question_is_refused(employee: Person, now: datetime) -> None:
    phone = given(employee, now)
    said = phone.enter(to_enter())

    with pytest.raises(PasskeyRefusedError):
        enter_by_passkey(answer(to_enter(), said), at=now)


@pytest.mark.parametrize("site", [ELSEWHERE, OTHER_NAME])
def test_an_answer_given_at_another_site_is_refused(
    employee: Person, now: datetime, site: Site
) -> None:
    phone = given(employee, now)
    options = to_enter()

    with pytest.raises(PasskeyRefusedError, match="does not fit here"):
        enter_by_passkey(answer(options, phone.enter(options, site=site)), at=now)


def test_a_passkey_made_at_another_site_is_refused(employee: Person, now: datetime) -> None:
    options = to_make(employee)

    with pytest.raises(PasskeyRefusedError):
        add_passkey(answer(options, Phone().make(options, site=ELSEWHERE)), by=employee, at=now)
    assert not Passkey.objects.exists()


def test_a_device_that_was_not_unlocked_is_refused(employee: Person, now: datetime) -> None:
    phone = given(employee, now)
    options, making = to_enter(), to_make(employee)

    with pytest.raises(PasskeyRefusedError):
        enter_by_passkey(answer(options, phone.enter(options, flags=TOUCHED)), at=now)
    with pytest.raises(PasskeyRefusedError):
        add_passkey(answer(making, Phone().make(making, flags=TOUCHED)), by=employee, at=now)


def test_the_handle_of_somebody_else_is_refused(
    employee: Person, colleague: Person, now: datetime
) -> None:
    phone = given(employee, now)
    for foreign in (handle_of(colleague), b""):
        phone.user = foreign

        with pytest.raises(PasskeyRefusedError):
            come_in(phone, now)


def test_the_passkey_of_another_signed_by_ones_own_key_is_refused(
    employee: Person, colleague: Person, now: datetime
) -> None:
    theirs, own = given(employee, now), given(colleague, now)
    own.credential, own.user = theirs.credential, theirs.user

    with pytest.raises(PasskeyRefusedError):
        come_in(own, now)


def test_a_removed_passkey_opens_nothing(employee: Person, now: datetime) -> None:
    phone = given(employee, now)
    remove_passkey(employee.passkeys.get().pk, by=employee)

    with pytest.raises(PasskeyGoneError, match="use a code"):
        come_in(phone, now)


def test_nobody_removes_or_renames_the_passkey_of_another(
    employee: Person, colleague: Person, now: datetime
) -> None:
    given(employee, now)
    passkey = employee.passkeys.get()

    remove_passkey(passkey.pk, by=colleague)
    rename_passkey(passkey.pk, by=colleague, name="Mine now")

    assert employee.passkeys.get().name == passkey.name


def test_whoever_has_left_comes_in_by_no_passkey(
    employee: Person, owner: Person, now: datetime
) -> None:
    phone = given(employee, now)
    end_membership(employee, by=owner, on=now.date())

    with pytest.raises(PasskeyGoneError):
        come_in(phone, now)
    assert not Passkey.objects.exists()


def test_a_leaver_whose_passkey_is_still_there_does_not_come_in(
    employee: Person, now: datetime
) -> None:
    phone = given(employee, now)
    Person.objects.filter(pk=employee.pk).update(left_on=now.date())

    with pytest.raises(PasskeyGoneError):
        come_in(phone, now)


def test_a_counter_that_goes_back_means_a_copy(employee: Person, now: datetime) -> None:
    phone = given(employee, now, counts=True)
    come_in(phone, now)
    copy = Phone(True, phone.counter, phone.user, phone.credential, phone.key)
    come_in(phone, now)

    with pytest.raises(PasskeyCopiedError, match="copy"):
        come_in(copy, now)
    assert come_in(phone, now) == employee


def test_a_passkey_without_a_counter_is_never_taken_for_a_copy(
    employee: Person, now: datetime
) -> None:
    phone = given(employee, now, counts=False)

    for _time in range(3):
        assert come_in(phone, now) == employee


def test_the_same_passkey_is_not_kept_twice(
    employee: Person, colleague: Person, now: datetime
) -> None:
    phone = given(employee, now)
    options = to_make(colleague)

    with pytest.raises(PasskeyRefusedError):
        add_passkey(answer(options, phone.make(options)), by=colleague, at=now)
    assert Passkey.objects.get().person == employee


def test_there_is_an_end_to_how_many_one_has(employee: Person, now: datetime) -> None:
    for _time in range(MOST):
        given(employee, now)

    with pytest.raises(PasskeysFullError, match="Remove one first"):
        given(employee, now)


def test_its_person_is_told_of_a_new_passkey_by_mail(employee: Person, now: datetime) -> None:
    given(employee, now)

    letter = Message.objects.get()
    assert letter.to == employee
    assert "remove the passkey" in letter.body.replace("\n", " ")


def test_a_person_without_an_address_can_have_one(employee: Person, now: datetime) -> None:
    Person.objects.filter(pk=employee.pk).update(email=None)
    employee.refresh_from_db()

    assert come_in(given(employee, now), now) == employee
    assert not Message.objects.exists()


def test_a_passkey_gets_a_name_of_its_own(employee: Person, now: datetime) -> None:
    given(employee, now)
    passkey = employee.passkeys.get()
    assert passkey.name == "Passkey 1"

    rename_passkey(passkey.pk, by=employee, name="  My phone  ")
    rename_passkey(passkey.pk, by=employee, name="   ")

    assert employee.passkeys.get().name == "My phone"


def test_questions_that_were_answered_are_forgotten(employee: Person, now: datetime) -> None:
    come_in(given(employee, now), now)
    assert UsedChallenge.objects.count() == 2

    forget_what_is_over(at=now + timedelta(hours=2))

    assert not UsedChallenge.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"rawId": "eA"},
        {"rawId": 5, "response": 5},
        {"rawId": "eA", "response": {}},
        {"rawId": "%%%", "type": "public-key", "response": {"clientDataJSON": "e30"}},
        {"id": "eA", "rawId": "eA", "type": "public-key", "response": {
            "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}},
        {"id": "eA", "rawId": "eA", "type": "public-key", "response": {
            "clientDataJSON": "e30", "attestationObject": "oA"}},
    ],
)  # fmt: skip
def test_what_is_no_answer_of_a_passkey_is_refused(
    employee: Person, now: datetime, said: dict[str, Any]
) -> None:
    given(employee, now)

    with pytest.raises(PasskeyRefusedError):
        enter_by_passkey(Answer(HERE, fresh(), said), at=now)
    with pytest.raises(PasskeyRefusedError):
        add_passkey(Answer(HERE, fresh(), said), by=employee, at=now)
