"""Every value that a table can hold is the same after it was written down and read again."""

import json
from datetime import timedelta

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from bothways.commitments.actions import show_picture
from bothways.commitments.models import Picture
from bothways.keyholders.models import SpareKey
from bothways.operations import rows
from bothways.people.models import Organisation, Person, Unit
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.factories import NOW, make_promise
from tests.keeper import keeper_in_office
from tests.rounds import draft, opened
from tests.tampering import remove

HARD = 'Ünal "the =SUM(1)" O\'Brien\n\t; -- 李 🙂'


def written(model: type) -> list[bytes]:
    return list(rows.lines_of(model))


def test_hard_names_dates_ids_and_details_survive(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(name=HARD, email=None)
    Entry.objects.create(at=NOW, verb="a.b", details={"z": [1, None, 0.5], "a": {"ü": HARD}})
    before = {model: sorted(written(model)) for model in (Person, Entry, Unit, Organisation)}
    put = {model: [json.loads(line) for line in lines] for model, lines in before.items()}

    for model in (Entry, Organisation):
        model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
    with connection.constraint_checks_disabled():
        Person._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
        Unit._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
        for model in (Unit, Person, Organisation, Entry):
            rows.put_rows(model, put[model])

    assert {model: sorted(written(model)) for model in before} == before
    assert Person.objects.get(pk=firm.employee.pk).name == HARD


def test_moments_and_long_texts_survive(firm: Cast) -> None:
    round_ = opened(firm.owner, opens_at=NOW + timedelta(microseconds=123_456))
    line = json.loads(next(iter(written(Round))))
    remove(Round.objects.all())

    with connection.constraint_checks_disabled():
        rows.put_rows(Round, [line])

    again = Round.objects.get()
    assert (again.opens_at, again.manifest, again.pk) == (
        round_.opens_at,
        round_.manifest,
        round_.pk,
    )


def test_no_moment_and_no_key_is_made_anew_when_rows_come_back(firm: Cast) -> None:
    entry = Entry.objects.create(at=NOW - timedelta(days=900), verb="long.ago")
    line = json.loads(written(Entry)[-1])
    Entry._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]

    rows.put_rows(Entry, [line])

    assert Entry.objects.get().at == NOW - timedelta(days=900)
    assert Entry.objects.get().pk == entry.pk


def test_the_order_of_rows_does_not_matter_and_each_letter_does() -> None:
    one, other, third = rows.Sum(), rows.Sum(), rows.Sum()
    for line in (b"a", b"b"):
        one.add(line)
    for line in (b"b", b"a"):
        other.add(line)
    for line in (b"b", b"A"):
        third.add(line)

    assert one.said() == other.said() != third.said()
    assert one.said()[0] == 2


def test_a_row_that_stands_twice_is_not_nothing() -> None:
    twice, none = rows.Sum(), rows.Sum()
    for _time in range(2):
        twice.add(b"the same")

    assert twice.hash != none.hash


def test_two_databases_with_the_same_rows_have_the_same_sums(firm: Cast) -> None:
    models = rows.tables_at(rows.applied())
    before = rows.sums_of(models)

    assert rows.sums_of(models) == before
    Person.objects.filter(pk=firm.colleague.pk).update(title="changed")
    after = rows.sums_of(models)
    assert {label for label in before if before[label] != after[label]} == {"people.person"}


def test_the_last_migration_of_each_room_stands_for_all_before_it() -> None:
    known = rows.known()

    last = rows.leaves(known)

    assert len({app for app, _name in last}) == len(last)
    assert set(MigrationLoader(None).graph.leaf_nodes()) == set(last)


def test_tables_are_read_as_the_migrations_of_then_describe_them() -> None:
    graph = MigrationLoader(None).graph
    later = set(graph.backwards_plan(("surveys", "0002_void_rounds")))  # all that stands on it
    then = rows.known() - later
    now = rows.known()

    def columns(nodes: object) -> set[str]:
        models = {m._meta.label_lower: m for m in rows.tables_at(nodes)}  # type: ignore[arg-type]
        return {field.attname for field in models["surveys.round"]._meta.concrete_fields}

    assert "voided_at" not in columns(then)
    assert "voided_at" in columns(now)


def test_the_firm_s_name_is_found_whatever_the_migrations(firm: Cast) -> None:
    models = rows.tables_at(rows.applied())

    assert rows.firm_in(models) == "Millrace"
    Organisation.objects.all().delete()
    assert rows.firm_in(models) == ""
    assert rows.firm_in([]) == ""


def test_a_draft_that_nobody_announced_is_kept_too(firm: Cast) -> None:
    draft(firm.owner)

    kept = {m._meta.label_lower: m for m in rows.tables_at(rows.applied())}

    assert len(written(kept["surveys.round"])) == 1
    assert len(written(kept["surveys.roundquestion"])) == 3


def test_nothing_that_the_second_key_lent_to_a_round_is_ever_copied(firm: Cast) -> None:
    keeper = keeper_in_office(firm.representative)
    opened(firm.owner)
    assert SpareKey.objects.exclude(round="").count() > 1
    kept = rows.tables_at(rows.applied())

    texts = b"\n".join(line for model in kept for line in rows.lines_of(model))

    assert "keyholders.sparekey" not in {model._meta.label_lower for model in kept}
    assert b"AGE ENCRYPTED FILE" not in texts
    assert keeper.identity.fingerprint.encode() in texts
    assert keeper.identity.secret.encode() not in texts


def test_rows_with_pictures_are_held_by_twenty_and_others_by_the_thousand() -> None:
    assert rows.at_once(Picture, 2000) == 20
    assert rows.at_once(Person, 2000) == 2000


def test_a_picture_is_the_same_after_it_was_written_down_and_read_again(firm: Cast) -> None:
    promise = make_promise(firm.owner)
    show_picture(promise, by=firm.owner, words="A wall", content=photo(), name="", at=NOW)
    before = written(Picture)
    dots = bytes(Picture.objects.get().content)
    Picture.objects.all().delete()

    rows.put_rows(Picture, [json.loads(line) for line in before])

    assert written(Picture) == before
    assert bytes(Picture.objects.get().content) == dots
