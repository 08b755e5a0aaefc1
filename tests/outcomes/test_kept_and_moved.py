"""Figures are the firm's data: saved, moved and exported with it; nothing of them names anybody."""

import csv
import io
import json
import zipfile

import pytest
from django.db import connection

from bothways.operations import rows
from bothways.operations.actions.erasing import erase, plan_for
from bothways.operations.exporting import export_all
from bothways.outcomes.actions import keep_draft
from bothways.outcomes.models import Figure, FileDraft, OwnMeasure
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY
from tests.outcomes.conftest import write

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too


@pytest.fixture
def figures(firm: Cast, on_time: OwnMeasure) -> Cast:
    """One of everybody's and one of the firm's own."""
    write(firm.people_lead, leavers=1, orders_out_on_time="94.5")
    return firm


def kept(label: str) -> list[list[object]]:
    model = next(m for m in rows.tables_at(rows.applied()) if m._meta.label_lower == label)
    return [json.loads(line) for line in rows.lines_of(model)]


def test_a_backup_holds_figures_and_measures(figures: Cast) -> None:
    assert len(kept("outcomes.figure")) == 2
    assert len(kept("outcomes.ownmeasure")) == 1


def test_a_backup_holds_no_file_that_nobody_confirmed(figures: Cast) -> None:
    labels = {model._meta.label_lower for model in rows.tables_at(rows.applied())}

    assert "outcomes.filedraft" not in labels
    assert "outcomes.lastfile" in labels


def test_what_was_saved_is_put_back_as_it_was(figures: Cast) -> None:
    model = next(
        m for m in rows.tables_at(rows.applied()) if m._meta.label_lower == "outcomes.figure"
    )
    before = rows.sums_of([model])
    lines = kept("outcomes.figure")
    Figure.objects.all().delete()

    rows.put_rows(model, lines)

    assert rows.sums_of([model]) == before
    rows.go_on_counting([Figure])
    assert connection.ops  # a new figure gets a number of its own
    write(figures.people_lead, headcount=31)
    assert Figure.objects.count() == 3


def test_the_export_has_them_as_tables(figures: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(export_all(at=NOW))) as archive:
        text = archive.read("outcomes_figure.csv").decode()

    found = list(csv.DictReader(io.StringIO(text)))
    assert [(row["kind"], row["value"]) for row in found] == [
        ("leavers", "1"),
        ("own", "94.5"),
    ] or [(row["kind"], row["value"]) for row in found] == [
        ("leavers", "1.000"),
        ("own", "94.500"),
    ]


def test_whoever_is_erased_takes_along_what_they_put_in_and_no_figure(
    figures: Cast, people_lead: Person
) -> None:
    keep_draft(by=people_lead, file_name="2026.csv", content=b"x", at=NOW)
    assert ("files of figures that were never taken in", 1) in plan_for(people_lead).deleted

    erase(people_lead, by=figures.owner, on=TODAY, at=NOW)

    assert not FileDraft.objects.exists()
    assert Figure.objects.count() == 2
