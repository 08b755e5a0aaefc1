"""A release is written once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bothways.record.attempts import write_attempts
from bothways.record.models import Entry
from bothways.results.models import Release
from bothways.surveys.errors import FrozenError
from tests.cast import Cast
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
