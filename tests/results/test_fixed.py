"""A release is written once, and so are the sheet before it and that two counts differed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bothways.record.attempts import write_attempts
from bothways.record.models import Entry
from bothways.results.models import Difference, Release, Sheet
from bothways.surveys.errors import FrozenError
from tests.cast import Cast
from tests.factories import NOW
from tests.trust.counted import make_counted

HALF = {"b1": [[4], [2]] * 6, "b2": [[4], [2]] * 6}
ASKED = {"U-PSY1": ("PSY", "I can say that I got something wrong.", False)}


@pytest.fixture
def release(firm: Cast) -> Release:
    return make_counted(firm, HALF, questions=ASKED).release


def changed(release: Release) -> None:
    release.document = "{}"
    release.save()


WAYS: dict[str, Callable[[Release], Any]] = {
    "saved": changed,
    "updated": lambda _r: Release.objects.update(document="{}"),
    "created again": lambda r: Release.objects.bulk_create([Release(pk=r.pk, document="{}")]),
    "deleted": lambda r: r.delete(),
    "all deleted": lambda _r: Release.objects.all().delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_changes_what_was_counted(release: Release, way: str) -> None:
    before = Release.objects.values().get()

    with pytest.raises(FrozenError), transaction.atomic():
        WAYS[way](release)
    write_attempts()

    assert Release.objects.values().get() == before
    assert Entry.objects.get(verb="round.change_refused").details["what"] == ["release"]


@pytest.mark.both
@pytest.mark.parametrize(
    "words", ["UPDATE results_release SET document = '{}'", "DELETE FROM results_release"]
)
def test_nor_does_another_program(release: Release, words: str) -> None:
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)


def test_the_guardian_signs_later_and_once(release: Release) -> None:
    Release.objects.update(guardian_signature="aa")

    with pytest.raises(FrozenError), transaction.atomic():
        Release.objects.update(guardian_signature="bb")
    release.guardian_signature = "cc"
    with pytest.raises(FrozenError), transaction.atomic():
        release.save(update_fields=["guardian_signature"])


@pytest.fixture
def beside(release: Release) -> Release:
    """A release that has a sheet and, by hand, a difference of counts."""
    Sheet.objects.create(round=release.round, text="{}", leaves=b"", company_signature="aa")
    Difference.objects.create(round=release.round, ours="a", theirs="b", at=NOW)
    return release


ELSEWHERE: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sheet, updated": ("sheet", lambda r: Sheet.objects.filter(pk=r.pk).update(text="[]")),
    "sheet, deleted": ("sheet", lambda r: Sheet.objects.get(pk=r.pk).delete()),
    "difference, updated": ("difference", lambda _r: Difference.objects.update(theirs="a")),
    "difference, deleted": ("difference", lambda _r: Difference.objects.all().delete()),
}


@pytest.mark.parametrize("way", ELSEWHERE)
def test_nobody_changes_a_sheet_or_that_two_counts_differed(beside: Release, way: str) -> None:
    word, change = ELSEWHERE[way]

    with pytest.raises(FrozenError), transaction.atomic():
        change(beside)
    write_attempts()

    assert Entry.objects.get(verb="round.change_refused").details["what"] == [word]


@pytest.mark.both
@pytest.mark.parametrize(
    "words",
    [
        "UPDATE results_sheet SET company_signature = 'bb'",
        "DELETE FROM results_sheet",
        "UPDATE results_difference SET ours = theirs",
        "DELETE FROM results_difference",
        "INSERT INTO results_sheet SELECT * FROM results_sheet",
        "INSERT INTO results_difference SELECT * FROM results_difference",
    ],
)
def test_nor_does_another_program_there(beside: Release, words: str) -> None:
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)


@pytest.mark.both
@pytest.mark.parametrize("table", ["results_sheet", "results_difference", "results_release"])
def test_no_program_empties_the_table_either(beside: Release, table: str) -> None:
    """PostgreSQL has a word for it that passes over rows; SQLite has only the one above."""
    empty = "DELETE FROM {}"
    if connection.vendor == "postgresql":
        empty = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {} CASCADE"
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(empty.format(table))


@pytest.mark.both
def test_another_program_signs_a_sheet_for_the_guardian_once(beside: Release) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE results_sheet SET guardian_signature = 'aa'")
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE results_sheet SET guardian_signature = 'bb'")


def test_the_guardian_signs_a_sheet_later_and_once(beside: Release) -> None:
    Sheet.objects.filter(pk=beside.pk).update(guardian_signature="aa")

    with pytest.raises(FrozenError), transaction.atomic():
        Sheet.objects.filter(pk=beside.pk).update(guardian_signature="bb")
