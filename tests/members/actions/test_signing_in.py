"""A code by mail signs in its owner, once, for ten minutes, and nobody else."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail

from bothways.members.actions import ask_for_code, forget_what_is_over, use_code
from bothways.members.actions.signing_in import CODES_AN_HOUR, TRIES, WRONG_AN_HOUR_FOR_ALL
from bothways.members.errors import TooManyAttemptsError, WrongCodeError
from bothways.members.models import Attempt, Code, ImportDraft
from bothways.people.models import Person
from tests.factories import make_person


def mailed_code() -> str:
    found = re.search(r"\d{6}", mail.outbox[-1].body)
    assert found
    return found[0]


def address_of(person: Person) -> str:
    assert person.email
    return person.email


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_mailed_code_opens_the_door_once(employee: Person, now: datetime) -> None:
    address = address_of(employee)
    ask_for_code(address=address, at=now)

    assert use_code(address=address, code=mailed_code(), at=now) == employee

    with pytest.raises(WrongCodeError):
        use_code(address=address, code=mailed_code(), at=now)


def test_the_mail_goes_to_the_person_and_says_what_to_do_if_they_did_not_ask(
    employee: Person, now: datetime
) -> None:
    ask_for_code(address=address_of(employee), at=now)

    assert mail.outbox[0].to == [employee.email]
    assert mailed_code() in mail.outbox[0].subject
    assert "do nothing" in mail.outbox[0].body


def test_capitals_and_spaces_around_an_address_do_no_harm(employee: Person, now: datetime) -> None:
    ask_for_code(address=f"  {address_of(employee).upper()} ", at=now)

    assert use_code(address=address_of(employee), code=mailed_code(), at=now) == employee


def test_after_ten_minutes_the_code_opens_nothing(employee: Person, now: datetime) -> None:
    ask_for_code(address=address_of(employee), at=now)

    with pytest.raises(WrongCodeError, match="ten minutes"):
        use_code(address=address_of(employee), code=mailed_code(), at=now + timedelta(minutes=10))


def test_only_the_newest_code_opens(employee: Person, now: datetime) -> None:
    ask_for_code(address=address_of(employee), at=now)
    first = mailed_code()
    ask_for_code(address=address_of(employee), at=now)
    second = mailed_code()
    if first == second:  # one in a million
        return

    with pytest.raises(WrongCodeError):
        use_code(address=address_of(employee), code=first, at=now)
    assert use_code(address=address_of(employee), code=second, at=now) == employee


def test_after_five_wrong_tries_even_the_right_code_is_refused(
    employee: Person, now: datetime
) -> None:
    ask_for_code(address=address_of(employee), at=now)
    for _ in range(TRIES):
        with pytest.raises(WrongCodeError):
            use_code(address=address_of(employee), code=another(mailed_code()), at=now)

    with pytest.raises(WrongCodeError):
        use_code(address=address_of(employee), code=mailed_code(), at=now)


def test_the_code_of_one_person_does_not_open_for_another(
    employee: Person, colleague: Person, now: datetime
) -> None:
    ask_for_code(address=address_of(colleague), at=now)
    ask_for_code(address=address_of(employee), at=now)

    with pytest.raises(WrongCodeError):
        use_code(address="nobody@millrace.example", code=mailed_code(), at=now)
    stored = {code.digest for code in Code.objects.all()}
    assert len(stored) == 2


def test_nobody_behind_an_address_gets_no_mail_and_leaves_no_trace_of_the_address(
    firm: object, now: datetime
) -> None:
    ask_for_code(address="stranger@elsewhere.example", at=now)

    assert mail.outbox == []
    assert not Code.objects.exists()
    assert all("stranger" not in row.bucket for row in Attempt.objects.all())


def test_a_leaver_gets_no_code(leaver: Person, now: datetime) -> None:
    ask_for_code(address=address_of(leaver), at=now)

    assert mail.outbox == []


def test_a_code_made_before_someone_left_opens_nothing(employee: Person, now: datetime) -> None:
    ask_for_code(address=address_of(employee), at=now)
    Person.objects.filter(pk=employee.pk).update(left_on=now.date())

    with pytest.raises(WrongCodeError):
        use_code(address=address_of(employee), code=mailed_code(), at=now)


def test_the_code_does_not_stand_in_the_database(employee: Person, now: datetime) -> None:
    ask_for_code(address=address_of(employee), at=now)

    code = Code.objects.get()
    assert mailed_code() not in f"{code.digest} {code.pk} {code.expires_at} {code.n_tries}"


def test_a_sixth_code_within_an_hour_is_refused_and_the_next_hour_is_free(
    employee: Person, now: datetime
) -> None:
    for _ in range(CODES_AN_HOUR):
        ask_for_code(address=address_of(employee), at=now)

    with pytest.raises(TooManyAttemptsError, match="Wait an hour"):
        ask_for_code(address=address_of(employee), at=now)
    ask_for_code(address=address_of(employee), at=now + timedelta(hours=1))
    assert len(mail.outbox) == CODES_AN_HOUR + 1


def test_the_limit_holds_for_unknown_addresses_too(firm: object, now: datetime) -> None:
    for _ in range(CODES_AN_HOUR):
        ask_for_code(address="stranger@elsewhere.example", at=now)

    with pytest.raises(TooManyAttemptsError):
        ask_for_code(address="stranger@elsewhere.example", at=now)


def test_one_persons_many_codes_do_not_lock_out_another(
    employee: Person, colleague: Person, now: datetime
) -> None:
    for _ in range(CODES_AN_HOUR):
        ask_for_code(address=address_of(employee), at=now)

    ask_for_code(address=address_of(colleague), at=now)

    assert mail.outbox[-1].to == [colleague.email]


def test_a_guesser_at_all_doors_at_once_is_stopped(firm: object, now: datetime) -> None:
    for number in range(WRONG_AN_HOUR_FOR_ALL // TRIES):
        person = make_person(f"Target {number}")
        ask_for_code(address=address_of(person), at=now)
        for _ in range(TRIES):
            with pytest.raises(WrongCodeError):
                use_code(address=address_of(person), code=another(mailed_code()), at=now)

    last = make_person("Target last")
    ask_for_code(address=address_of(last), at=now)
    with pytest.raises(TooManyAttemptsError):
        use_code(address=address_of(last), code=mailed_code(), at=now)


def test_counts_of_an_hour_that_is_over_are_gone_with_the_next_attempt(
    employee: Person, now: datetime
) -> None:
    ask_for_code(address=address_of(employee), at=now)
    before = set(Attempt.objects.values_list("hour", flat=True))

    ask_for_code(address="stranger@elsewhere.example", at=now + timedelta(hours=2))

    after = set(Attempt.objects.values_list("hour", flat=True))
    assert len(after) == 1
    assert not before & after


def test_what_is_over_is_forgotten_and_what_lives_stays(employee: Person, now: datetime) -> None:
    ask_for_code(address=address_of(employee), at=now)
    ImportDraft.objects.create(by=employee, file_name="old.csv", content=b"", made_at=now)

    assert forget_what_is_over(at=now + timedelta(minutes=5)) == 0
    assert Code.objects.count() == 1

    forget_what_is_over(at=now + timedelta(days=1))
    assert (Code.objects.count(), Attempt.objects.count(), ImportDraft.objects.count()) == (0, 0, 0)
