"""All of the firm comes out in open formats, and no secret with it."""

import base64
import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bothways.commitments.actions import show_picture
from bothways.commitments.models import Picture
from bothways.operations import exporting
from bothways.operations.exporting import columns_of, export_all, tables
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.results.models import Release
from bothways.surveys.models import Entitlement
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.conftest import ClientOf
from tests.factories import NOW, make_promise
from tests.rounds import counted
from tests.tampering import tamper

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def lived_in(firm: Cast) -> Cast:
    counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    openly = make_promise(firm.owner, "Gauges at every station.")
    between = make_promise(firm.manager, "Between us two.", to=firm.employee)
    for promise in (openly, between):
        by, words = promise.made_by, f"Shown by {promise.made_by.name}"
        show_picture(promise, by=by, words=words, content=photo(), name="", at=NOW)
    Person.objects.filter(pk=firm.colleague.pk).update(title=FORMULA)
    return firm


def files() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(export_all(at=NOW))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_every_table_is_there_twice_with_the_same_rows(lived_in: Cast) -> None:
    found = files()

    for model in tables():
        name = model._meta.label_lower.replace(".", "_")
        rows = json.loads(found[f"{name}.json"])
        lines = list(csv.DictReader(io.StringIO(found[f"{name}.csv"])))
        assert len(rows) == len(lines), name
    assert len(json.loads(found["people_person.json"])) == 32
    assert len(json.loads(found["record_entry.json"])) == Entry.objects.count()


def test_results_come_as_they_were_signed(lived_in: Cast) -> None:
    release = Release.objects.get()

    assert files()[f"results/{release.round_id}.json"] == release.document


def test_no_secret_and_no_way_in_is_in_it(lived_in: Cast, client_of: ClientOf) -> None:
    client_of(lived_in.employee)
    tamper(Entitlement.objects.all(), blinded_digest="d" * 64)
    text = "".join(files().values())

    assert "d" * 64 not in text
    columns = {field.name for model in tables() for field in columns_of(model)}
    for word in ("password", "secret", "digest_of", "session", "private", "signing", "pin"):
        assert not [name for name in columns if word in name], word
    assert {model._meta.app_label for model in tables()} & {"members", "ballotbox", "auth"} == set()


def test_what_two_people_promised_each_other_stays_with_the_two(lived_in: Cast) -> None:
    text = "".join(files().values())

    assert "Gauges at every station." in text
    assert "Between us two." not in text
    assert "Shown by Ruben Dahl" not in text


def test_the_pictures_that_show_a_promise_come_with_it(lived_in: Cast) -> None:
    found = files()

    [row] = json.loads(found["commitments_picture.json"])
    kept = Picture.objects.get(evidence__commitment__to="all")
    assert base64.b64decode(row["content"]) == bytes(kept.content)
    assert "Shown by Sanne Weir" in found["commitments_evidence.csv"]


def test_no_cell_is_a_formula_and_json_keeps_the_words(lived_in: Cast) -> None:
    found = files()

    rows = csv.DictReader(io.StringIO(found["people_person.csv"]))
    assert f"'{FORMULA}" in {row["title"] for row in rows}
    assert FORMULA in {row["title"] for row in json.loads(found["people_person.json"])}


def test_each_column_is_explained(lived_in: Cast) -> None:
    found = files()
    schema = json.loads(found["schema.json"])

    for name, columns in schema.items():
        header = found[f"{name}.csv"].splitlines()[0].split(",")
        assert header == [column["column"] for column in columns]
    person = {column["column"]: column for column in schema["people_person"]}
    assert person["unit_id"]["refers_to"] == "people_unit"
    assert "# Millrace" in found["README.md"]
    assert "- `people_person`: 32" in found["README.md"]


def test_it_can_be_a_folder_or_a_file_and_overwrites_no_folder(
    lived_in: Cast, tmp_path: Path
) -> None:
    call_command("export", str(tmp_path / "all.zip"))
    call_command("export", str(tmp_path / "all"))

    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert set(packed.namelist()) >= {"README.md", "people_person.csv"}
    assert (tmp_path / "all" / "people_person.csv").exists()
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export", str(tmp_path / "all"))


def test_the_owner_saves_it_on_screen_and_it_is_on_the_record(
    lived_in: Cast, client_of: ClientOf
) -> None:
    answer = client_of(lived_in.owner).post("/installation/export/")

    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert "people_person.csv" in packed.namelist()
    assert Entry.objects.filter(verb="installation.exported", by=lived_in.owner).count() == 1
    assert client_of(lived_in.people_lead).post("/installation/export/").status_code == 404


def test_an_empty_installation_is_exported_too(db: None) -> None:
    assert "No firm yet" in files()["README.md"]
    assert {"members"} <= exporting.ROOMS_OF_SECRETS
