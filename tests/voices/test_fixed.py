"""What was said is not changed in silence, by the program or past it."""

import pytest
from django.db import DatabaseError, connection, transaction

from bothways.voices.models import Voice, Word
from tests.cast import Cast
from tests.factories import TODAY

pytestmark = pytest.mark.both


@pytest.fixture
def answered(firm: Cast, idea: Voice) -> Voice:
    """An idea to which something was said."""
    Word.objects.create(voice=idea, kind="looking", by=firm.manager, said_on=TODAY, words="Soon.")
    return idea


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE voices_voice SET title = 'Other words'",
        "UPDATE voices_voice SET text = 'Other words', n_erased = n_erased",
        "UPDATE voices_voice SET said_on = '2026-01-01'",
        "UPDATE voices_voice SET thread = 'k'",
        "DELETE FROM voices_voice",
        "UPDATE voices_word SET words = 'Never.'",
        "UPDATE voices_word SET kind = 'wont'",
        "DELETE FROM voices_word",
    ],
)
def test_the_database_refuses_it(answered: Voice, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_words_that_are_taken_out_leave_a_mark(answered: Voice) -> None:
    Voice.objects.filter(pk=answered.pk).update(text="", n_erased=1)

    answered.refresh_from_db()
    assert answered.n_erased == 1
    with pytest.raises(TypeError):
        Word.objects.update(words="Never.")
