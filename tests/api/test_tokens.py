from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bothways.api.actions import digest_of, make_token, recognise, revoke_token
from bothways.api.models import Token
from bothways.operations import rows
from bothways.operations.actions.erasing import plan_for
from bothways.people.models import Person, Role
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW, TODAY, give

ClientOf = Callable[[object], Client]
PAGE = "/installation/tokens/"
TYPED = {"name": "payroll", "scope": "write", "days": "90"}


def test_a_token_is_shown_once_and_kept_as_a_digest(owner: Person, client_of: ClientOf) -> None:
    client = client_of(owner)

    made = client.post(PAGE, TYPED)
    secret = made.context["made"][1]

    assert secret in made.content.decode()
    assert secret not in client.get(PAGE).content.decode()
    token = Token.objects.get()
    assert token.digest == digest_of(secret)
    assert (token.scope, str(token)) == ("write", "payroll")
    assert made["Cache-Control"] == "no-store"


def test_only_owners_have_the_page(firm: Cast, client_of: ClientOf) -> None:
    for person in (firm.people_lead, firm.manager, firm.representative, firm.employee):
        assert client_of(person).get(PAGE).status_code == 404
        assert client_of(person).post(PAGE, TYPED).status_code == 404
    assert not Token.objects.exists()


def test_a_token_is_revoked_once_and_the_record_says_so(owner: Person, client_of: ClientOf) -> None:
    client = client_of(owner)
    client.post(PAGE, TYPED)
    token = Token.objects.get()

    for _ in range(2):
        client.post(f"{PAGE}{token.pk}/revoke/")

    assert "Revoked on 2 November 2026." in client.get(PAGE).content.decode()
    verbs = Entry.objects.filter(verb__startswith="token.").order_by("id")
    assert [entry.verb for entry in verbs] == ["token.made", "token.revoked"]
    assert [entry.details["name"] for entry in verbs] == ["payroll", "payroll"]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scope": "all"}, {"days": "3650"}, {"name": "x" * 61}], ids=str
)
def test_what_is_wrong_with_a_token_is_said_at_its_field(
    wrong: dict[str, str], owner: Person, client_of: ClientOf
) -> None:
    answer = client_of(owner).post(PAGE, {**TYPED, **wrong})

    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_without_a_token_the_page_says_so(owner: Person, client_of: ClientOf) -> None:
    assert "No program has a token." in client_of(owner).get(PAGE).content.decode()


def test_no_two_tokens_are_alike(owner: Person) -> None:
    secrets = {
        make_token(name="payroll", scope="read", days=30, by=owner, at=NOW)[1] for _ in range(20)
    }

    assert len(secrets) == 20
    assert min(map(len, secrets)) > 50


def test_a_secret_is_recognised_and_nothing_near_it(owner: Person) -> None:
    token, secret = make_token(name="payroll", scope="read", days=30, by=owner, at=NOW)

    assert recognise(secret, on=TODAY) == token
    assert recognise(secret[:-1], on=TODAY) is None
    assert recognise(token.digest, on=TODAY) is None
    assert recognise("", on=TODAY) is None


def test_what_reads_may_not_write_and_what_writes_may_read(owner: Person) -> None:
    reads, _secret = make_token(name="a", scope="read", days=30, by=owner, at=NOW)
    writes, _secret = make_token(name="b", scope="write", days=30, by=owner, at=NOW)

    assert [reads.may("read"), reads.may("write")] == [True, False]
    assert [writes.may("read"), writes.may("write")] == [True, True]


def test_the_database_itself_refuses_a_token_without_a_name_or_an_end(owner: Person) -> None:
    plain = {"digest": "x", "scope": "read", "made_by": owner, "made_on": TODAY}

    for wrong in ({"name": "", "expires_on": TODAY}, {"name": "a", "expires_on": "2020-01-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Token.objects.create(**plain, **wrong)


def test_no_backup_brings_a_revoked_token_back(owner: Person) -> None:
    assert "api.token" not in {m._meta.label_lower for m in rows.tables_at(rows.applied())}


def test_whoever_is_erased_takes_their_tokens_along(firm: Cast) -> None:
    second = give(firm.manager, Role.Kind.OWNER)
    make_token(name="payroll", scope="read", days=30, by=second, at=NOW)

    assert ("tokens that were made for programs", 1) in plan_for(second).deleted


def test_a_token_that_was_revoked_stays_on_the_list(owner: Person) -> None:
    token, _secret = make_token(name="payroll", scope="read", days=30, by=owner, at=NOW)

    revoke_token(token, by=owner, at=NOW)

    token.refresh_from_db()
    assert token.revoked_on == TODAY
    assert not token.works_on(TODAY)
