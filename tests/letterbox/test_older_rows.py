"""After a fixed hour no row of letters or stamps tells on PostgreSQL when it was written."""

import pytest
from django.db import connections

from bothways.letterbox.actions import post_letter, post_piece, take_letters, wipe_letters
from bothways.letterbox.queries import BALLOTS
from bothways.pure.mailbox.client import posted
from tests.letterbox.attach import a_piece, piece_bodies
from tests.letterbox.pen import a_letter, a_month, a_stamp, body_of

TABLES = ("letterbox_month", "letterbox_spent", "letterbox_tray")


def asked(sql: str) -> list[tuple[object, ...]]:
    with connections[BALLOTS].cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def transactions() -> set[object]:
    """Those that wrote the rows as they are; the server counts them over all its databases."""
    return {one for table in TABLES for (one,) in asked(f"SELECT xmin::text FROM {table}")}


def locked() -> list[tuple[object, ...]]:
    """The rows that somebody locked or replaced, and that still say by which transaction."""
    return [row for name in TABLES for row in asked(f"SELECT xmax FROM {name} WHERE xmax <> '0'")]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True, databases=["default", "ballots"])
def test_once_letters_came_out_all_rows_are_of_one_moment() -> None:
    month = a_month()
    for _ in range(3):
        stamp, letter = a_stamp(month), a_letter()
        post_piece(piece_bodies(month, [a_piece()], stamp)[0])
        post_letter(body_of(posted(stamp, letter)))
    assert len(transactions()) > 1
    assert locked()

    wipe_letters(take_letters())

    assert len(transactions()) == 1
    assert locked() == []
