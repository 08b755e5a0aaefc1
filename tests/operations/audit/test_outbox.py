"""A mail that goes to some and not to others, or says something else to one, is found."""

from uuid import UUID

import pytest

from tests.operations.audit.conftest import House

FETCHED = (
    "SELECT person_id FROM surveys_entitlement e JOIN surveys_round r ON r.id = e.round_id "
    "WHERE r.state = 'open' AND blinded_digest <> ''"
)
JO = "SELECT id FROM people_person WHERE name LIKE 'Jo%%'"


def test_what_the_program_told_is_in_order(audited: House) -> None:
    ((n,),) = audited.sql(
        "SELECT count(*) FROM notifications_message WHERE kind = 'round.reminder'"
    )

    assert n == 31
    assert audited.finds("outbox") == set()


@pytest.mark.parametrize("kind", ["round.reminder", "round.opened", "round.released"])
def test_a_mail_only_to_those_who_have_not_answered_is_found(audited: House, kind: str) -> None:
    missing = JO if kind == "round.released" else FETCHED
    audited.sql(f"DELETE FROM notifications_message WHERE kind = %s AND to_id IN ({missing})", kind)

    assert audited.finds("outbox") == {"mail-not-to-all"}


@pytest.mark.sqlite
def test_a_link_of_one_s_own_is_found(audited: House) -> None:
    audited.sql(
        "UPDATE notifications_message SET body = replace(body, '/answer/', '/answer/?t=17') "
        "WHERE kind = 'round.opened' AND to_id IN "
        "(SELECT id FROM people_person WHERE name = 'Jo Marsh')"
    )

    assert audited.finds("outbox") == {"mail-differs"}


@pytest.mark.sqlite
def test_a_text_for_each_is_found(audited: House) -> None:
    audited.sql(
        "UPDATE notifications_message SET subject = CAST(to_id AS text) "
        "WHERE kind = 'round.reminder'"
    )

    assert audited.finds("outbox") == {"mail-differs"}


@pytest.mark.sqlite
def test_a_mail_that_the_program_does_not_know_is_found(audited: House) -> None:
    audited.sql(
        "UPDATE notifications_message SET kind = 'round.who_is_missing' "
        "WHERE kind = 'round.reminder'"
    )

    assert audited.finds("outbox") == {"unknown-mail"}


def test_whose_address_came_later_is_no_finding(audited: House) -> None:
    who = "(SELECT id FROM people_person WHERE name = 'Jo Marsh')"
    audited.sql(f"DELETE FROM notifications_message WHERE to_id IN {who}")
    assert audited.finds("outbox") == {"mail-not-to-all"}

    ((id_,),) = audited.sql(f"SELECT id FROM people_person WHERE id IN {who}")
    dashed = str(UUID(str(id_)))
    audited.sql(
        "INSERT INTO record_entry (at, verb, about_kind, about_id, details, salt, commitment) "
        "VALUES "
        "('2036-11-02 09:00:00+00', 'person.address_changed', 'people.person', %s, '{}', %s, %s)",
        dashed,
        b"",
        b"",
    )

    assert audited.finds("outbox") == set()
