"""What is hung on a name, a number or a key of letters and ideas is found, in every column."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from bothways.operations.audit import Look, contents
from bothways.operations.audit.contents import ROOMS, SHAPES, is_said, shape_of
from bothways.voices import actions
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import NOW, make_voice
from tests.operations.audit.conftest import House
from tests.tampering import as_root
from tests.voices.test_boarding import opened

MOMENT, SECONDS = "2026-11-23 14:02:07", "1795442527"
SESSION = "8f14e45fceea167a5a36dedd4bea2543.2"
COLUMNS = [
    (model._meta.db_table, field)
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    for field in model._meta.concrete_fields
    if not isinstance(field, models.BinaryField)
]


@pytest.mark.sqlite
def test_every_column_has_a_shape_that_holds_no_moment_and_no_session() -> None:
    assert len(COLUMNS) > 90
    for table, field in COLUMNS:
        shape = shape_of(table, field)

        assert shape is not None, field
        if shape is not is_said:
            assert not any(shape(told) for told in (MOMENT, SECONDS, SESSION)), field


def test_no_shape_is_of_a_column_that_is_gone() -> None:
    assert set(SHAPES) <= {f"{table}.{field.column}" for table, field in COLUMNS}


def test_letters_and_ideas_as_the_program_writes_them_are_in_order(audited: House) -> None:
    assert audited.finds("contents", "traces", "letters", "voices") == set()


MORE = {  # by its column: as if a moment, an order, a session or a person was hung on it
    "letterbox_tray.id": "UPDATE letterbox_tray SET id = '2249/14:02' WHERE id = '2249/0'",
    "letterbox_place.id": "UPDATE letterbox_place SET id = 1795442527 WHERE id = 3",
    "letterbox_spent.month": "UPDATE letterbox_spent SET month = '8f14e45fceea167a'",
    "mailbox_heard.kind": "UPDATE mailbox_heard SET kind = '8f14e45fceea167a'",
    "mailbox_lasthour.hour": "UPDATE mailbox_lasthour SET hour = '2026-11-23T14'",
    "voices_voice.n_posted": "UPDATE voices_voice SET n_posted = 1795442527",
    "voices_voice.language": "UPDATE voices_voice SET language = '14:02:07'",
}


def test_more_in_a_row_of_letters_or_ideas_is_found_in_its_column(audited: House) -> None:
    for column, words in MORE.items():
        audited.sql(words, of="ballots" if column.startswith("letterbox") else "default")

    found = audited.report("contents").violations

    assert {one.code for one in found} == {"letters-with-more"}
    assert {one.where.rpartition(" ")[2] for one in found} == set(MORE)


def test_a_column_more_beside_letters_on_their_way_is_found(audited: House) -> None:
    audited.boxes("ALTER TABLE letterbox_tray ADD COLUMN came_at text")

    assert audited.finds("schema") == {"unknown-column"}


def test_a_table_that_is_owed_to_the_disk_is_found(audited: House) -> None:
    audited.boxes("INSERT INTO letterbox_remnant (id) VALUES ('tray')")

    assert audited.finds("letters", "contents") == {"letters-not-rewritten"}


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """The database lets rows be as they may not, as it does for whoever has root."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if is_sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE voices_voice DROP CONSTRAINT voice_came_one_way")
    with as_root():
        yield
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize("column", ["author", "typed_in_by", "thread"])
def test_an_author_beside_an_idea_without_a_name_is_found(
    unguarded: None, firm: Cast, column: str
) -> None:
    voice = actions.take_from_board(opened())
    make_voice(firm.employee, "By name")
    look = Look(now=NOW, data=None)  # type: ignore[arg-type]
    assert not list(contents.check(look))

    value = "" if column == "thread" else firm.employee
    Voice.objects.filter(pk=voice.pk).update(**{column: value})

    assert {one.code for one in contents.check(look)} == {"letters-with-more"}
