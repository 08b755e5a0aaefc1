"""Erasing a person: no byte of them stays where it can be changed, and what stays is said."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from bothways.commitments.actions import hand_over, show_picture
from bothways.commitments.models import Commitment, Evidence, Heard, Picture
from bothways.commitments.queries import asked_now
from bothways.decisions.models import Decision
from bothways.members.errors import LastOwnerError
from bothways.members.models import ImportDraft, Session
from bothways.notifications.actions import tell
from bothways.notifications.models import Message
from bothways.operations.actions.backing_up import back_up
from bothways.operations.actions.erasing import erase, erased_people, letter, plan_for, pseudonym
from bothways.operations.actions.erasing.plan import relations
from bothways.operations.actions.restoring import read_backup, restore
from bothways.operations.sealing import Key
from bothways.people.models import Organisation, Person, Role
from bothways.pure.ledger import includes, is_consistent, leaf_hash
from bothways.record.actions import append_entries, note
from bothways.record.models import Entry, Leaf
from bothways.record.queries import (
    announced_rules,
    broken_entries,
    consistency_path,
    heads_that_do_not_hold,
    proof_of,
)
from bothways.results.models import Release
from bothways.surveys.models import Entitlement
from bothways.trust.record_words import lines_for
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_person, make_promise
from tests.operations.word_given import counts, lead_a_full_life
from tests.rounds import counted, opened
from tests.wishing import wish_at_once

Pair = tuple[Key, Key]
NUMBER = "M-471108"
RESULT = {"title": "Autumn", "n_answered": 9, "n_eligible": 10, "link": "here"}


@pytest.fixture
def known(house: Cast, client_of: ClientOf) -> Person:
    """Jo Marsh, of whom something stands nearly everywhere."""
    person = house.employee
    Person.objects.filter(pk=person.pk).update(number=NUMBER, title="Fitter", site="Hall 3")
    person.refresh_from_db()
    counted(house.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    wish_at_once("promised", house.people())
    make_promise(person, "I bring the gauges back every evening.")
    make_promise(house.manager, "A new bench.", to=person)
    make_promise(house.owner, "A hall for all.")
    tell("round.released", to=[person], at=NOW, **RESULT)
    client_of(person).get("/me/")
    ImportDraft.objects.create(
        by=house.people_lead, file_name="list.csv", content=b"Jo Marsh", made_at=NOW
    )
    return person


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def test_no_byte_on_the_disk_knows_the_person_any_more(
    known: Person, house: Cast, settings: Settings
) -> None:
    traces = [b"Jo Marsh", str(known.email).encode(), NUMBER.encode(), b"Fitter", b"Hall 3"]
    before = bytes_of(settings.DATA)
    assert [trace for trace in traces if trace not in before] == []

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    after = bytes_of(settings.DATA)
    assert [trace for trace in traces if trace in after] == []
    assert b"A person who was erased" in after


def test_what_others_rely_on_stays_without_the_name(known: Person, house: Cast) -> None:
    released = Release.objects.get().document
    n_entries = Entry.objects.count()

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    mine = Commitment.objects.get(text__startswith="I bring the gauges")
    assert mine.made_by.name == "A person who was erased"
    assert Commitment.objects.get(text="A new bench.").to_person.name == mine.made_by.name
    assert Heard.objects.filter(person=known).exists()
    assert Entitlement.objects.filter(person=known).count() == 1
    assert Release.objects.get().document == released
    assert Entry.objects.count() == n_entries + 1


def test_the_pictures_that_somebody_showed_go_and_their_places_stay(house: Cast) -> None:
    person = house.employee
    mine, other = make_promise(person, "My gauges."), make_promise(house.owner, "A new hall.")
    asked = hand_over(other, to=person, by=house.owner, words="Jo Marsh knows it.", at=NOW)
    for promise in (mine, other):
        by = promise.made_by
        show_picture(promise, by=by, words="Jo Marsh at work", content=photo(), name="", at=NOW)

    erase(person, by=house.people_lead, on=TODAY, at=NOW)

    assert [one.shown_by for one in Picture.objects.all()] == [house.owner]
    assert [one.words for one in Evidence.objects.all()] == [f"{pseudonym()} at work"] * 2
    asked.refresh_from_db()
    assert asked.words == f"{pseudonym()} knows it."
    assert asked_now(other) is None


def test_a_word_given_stays_without_the_name_and_the_gaps_in_the_record_are_marked(
    house: Cast,
) -> None:
    """Of whoever promised, took on, decided, corrected and was named in the words of others."""
    lead_a_full_life(house)
    append_entries(at=NOW)
    before = counts()
    named = {e.pk for e in Entry.objects.all() if "Jo" in str(e.details)}
    assert named

    erase(house.employee, by=house.people_lead, on=TODAY, at=NOW)

    assert counts() == before
    promise, decision = Commitment.objects.get(), Decision.objects.get()
    assert {promise.made_by.name, decision.made_by.name} == {pseudonym()}
    texts = [*promise.evidence.values_list("words", flat=True), decision.reasons]
    texts += [version.reasons for version in decision.versions.all()]
    assert sum(pseudonym() in text for text in texts) >= 3
    assert not any("Jo Marsh" in text for text in texts)
    gaps = Entry.objects.exclude(erased_on=None)
    full = {e.pk for e in Entry.objects.filter(pk__in=named) if "Jo Marsh" in str(e.details)}
    assert not full
    assert gaps.exists()
    assert all((gap.verb, gap.details, gap.erased_on) == ("", {}, TODAY) for gap in gaps)
    append_entries(at=NOW)
    assert list(broken_entries()) == []
    assert list(heads_that_do_not_hold()) == []
    for gap in gaps:
        leaf = Leaf.objects.get(entry=gap)
        proof = proof_of(leaf)
        assert proof is not None
        hashed, root = leaf_hash(bytes(gap.commitment)), bytes(proof.head.root)
        assert includes(hashed, leaf.position, proof.head.size, proof.path, root)


def test_what_is_the_person_s_alone_goes(known: Person, house: Cast) -> None:
    assert Session.objects.filter(person=known).exists()

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    assert not Session.objects.filter(person=known).exists()
    assert not Message.objects.filter(to=known).exists()
    assert not Role.objects.filter(person=known).exists()
    assert not ImportDraft.objects.exists()


def test_every_field_of_a_person_is_emptied_also_those_that_come_later(
    known: Person, house: Cast
) -> None:
    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    known.refresh_from_db()
    said = {f.name: getattr(known, f.attname) for f in Person._meta.concrete_fields}
    left = {name: value for name, value in said.items() if value not in ("", None, False)}
    assert set(left) == {"id", "name", "password", "unit", "left_on"}
    assert known.unit.parent is None
    assert (known.left_on, known.is_active) == (TODAY, False)


def test_those_whom_they_led_report_to_the_one_above(house: Cast) -> None:
    erase(house.manager, by=house.owner, on=TODAY, at=NOW)

    house.employee.refresh_from_db()
    assert house.employee.manager == house.owner


def test_a_name_in_somebody_else_s_words_is_replaced_and_in_the_record_is_emptied(
    known: Person, house: Cast
) -> None:
    make_promise(house.manager, "Jo Marsh gets a second bench.")
    plan = plan_for(known)
    assert (plan.n_emptied, plan.n_named) == (1, 0)
    assert plan.n_replaced > 1  # the mails that told of it, too

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    texts = Commitment.objects.values_list("text", flat=True)
    assert "A person who was erased gets a second bench." in texts
    said = [entry.details.get("text", "") for entry in Entry.objects.all()]
    assert [text for text in said if "bench" in text] == []
    assert "I bring the gauges back every evening." in said


def test_an_emptied_entry_leaves_a_gap_whose_proof_still_holds(known: Person, house: Cast) -> None:
    make_promise(house.manager, "Jo Marsh gets a second bench.")
    entry = Entry.objects.get(details__text="Jo Marsh gets a second bench.")
    before = append_entries(at=NOW)
    assert before is not None

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    after = append_entries(at=NOW)
    leaf = Leaf.objects.select_related("entry").get(entry=entry)
    proof = proof_of(leaf)
    assert after is not None
    assert proof is not None
    assert leaf.entry is not None
    emptied = leaf.entry
    assert (emptied.verb, emptied.by, emptied.about_kind, emptied.about_id) == ("", None, "", "")
    assert (emptied.details, bytes(emptied.salt), emptied.erased_on) == ({}, b"", TODAY)
    hashed = leaf_hash(bytes(entry.commitment))
    assert includes(hashed, leaf.position, after.size, proof.path, bytes(after.root))
    path = consistency_path(before.size, after.size)
    assert is_consistent(before.size, after.size, bytes(before.root), bytes(after.root), path)
    assert list(broken_entries()) == []
    assert list(heads_that_do_not_hold()) == []


def test_an_entry_in_which_the_name_is_part_of_another_word_is_left_alone(
    known: Person, house: Cast
) -> None:
    note("unit.renamed", by=house.owner, at=NOW, now="Jo Marshland")
    note("unit.renamed", by=house.owner, at=NOW, now=["Hall", {"of": "jo, Jo Marsh!"}])

    assert plan_for(known).n_emptied == 1
    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    left = [e.details for e in Entry.objects.filter(verb="unit.renamed")]
    assert left == [{"now": "Jo Marshland"}]


def test_a_round_named_after_somebody_keeps_the_proof_of_its_rules(
    known: Person, house: Cast
) -> None:
    round_ = opened(house.owner, title="For Jo Marsh", opens_at=NOW + timedelta(days=200))
    assert plan_for(known).n_named > 0

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    leaf = announced_rules(round_.pk)
    assert leaf is not None
    assert leaf.entry is not None
    assert leaf.entry.details["rules"] == round_.manifest_hash


def test_the_record_says_that_it_was_done_and_not_to_whom(known: Person, house: Cast) -> None:
    make_promise(house.manager, "Jo Marsh gets a second bench.")
    before = plan_for(known).n_replaced

    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.by) == ("person.erased", house.people_lead)
    assert entry.details["n_replaced"] == before
    assert len(entry.details["places"]) == 1
    assert lines_for([entry])[0].marks == [f"the name was taken out of {before} texts of others"]


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("May Long", "In May we look again. It may not be long.", None),
        ("May", "In May we look again.", None),
        ("Will Summers", "The summers will be hot. Willow Hall, Summersby.", None),
        ("Will Summers", "Summers asks, and Will Summers too.", "{0} asks, and {0} too."),
        ("Ida Marsh", "Ida and Jo Marsh: the Marsh stand.", None),  # Jo Marsh is here too
        ("Zoë Ünal", "Ünal's list (Zoë Ünal)", "{0}'s list ({0})"),
    ],
)
def test_a_name_that_is_a_word_too_changes_nobody_else_s_sentences(
    house: Cast, name: str, text: str, becomes: str | None
) -> None:
    person = make_person(name)
    promise = make_promise(house.manager, text)
    plan = plan_for(person)

    erase(person, by=house.owner, on=TODAY, at=NOW)

    promise.refresh_from_db()
    assert promise.text == (becomes or text).format(pseudonym())
    assert bool(plan.n_replaced) is bool(becomes)


def test_a_firm_that_bears_somebody_s_last_name_keeps_it(house: Cast) -> None:
    person = make_person("Ruth Millrace")

    erase(person, by=house.owner, on=TODAY, at=NOW)

    assert Organisation.objects.get().name == "Millrace"


def test_the_last_owner_can_not_be_erased(house: Cast) -> None:
    with pytest.raises(LastOwnerError):
        erase(house.owner, by=house.owner, on=TODAY, at=NOW)

    house.owner.refresh_from_db()
    assert house.owner.name == "Sanne Weir"


def test_the_letter_says_what_went_what_stays_and_what_can_not_be_found(known: Person) -> None:
    text = letter(plan_for(known), firm="Millrace", on=date(2026, 11, 2))

    for words in (
        "Millrace",
        "To Jo Marsh",
        "Deleted: your name, address, staff number",
        "Kept, without your name",
        "Your anonymous answers can't be deleted, because nobody can find them",
        "Older backups hold your data",
    ):
        assert words in text


def test_an_older_backup_does_not_bring_them_back(
    known: Person, house: Cast, keys: Pair, tmp_path: Path, settings: Settings
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=NOW)
    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    restore(*read_backup(made.path, keys[1]), at=NOW + timedelta(days=1), replace=True)

    connections["default"].close()
    assert b"Jo Marsh" not in (settings.DATA / "bothways.sqlite3").read_bytes()
    assert erased_people() == {str(known.pk)}


def test_a_later_backup_knows_elsewhere_too_who_was_erased(
    known: Person, house: Cast, keys: Pair, tmp_path: Path, settings: Settings
) -> None:
    erase(known, by=house.people_lead, on=TODAY, at=NOW)

    made = back_up(to=tmp_path, key=keys[0], at=NOW)

    _packed, checked = read_backup(made.path, keys[1])
    assert checked.files["erased-people"].decode().strip() == str(known.pk)


def test_every_table_that_points_at_a_person_is_decided_on() -> None:
    found = {model._meta.label_lower: goes for model, _field, goes in relations()}

    assert found["members.session"]
    assert found["notifications.message"]
    assert found["people.role"]
    assert not found["record.entry"]
    assert not found["commitments.commitment"]
    assert not found["surveys.entitlement"]


def test_the_command_asks_and_writes_the_letter(
    known: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("erase", str(known.email), "--letter", str(tmp_path / "letter"))
    assert not (tmp_path / "letter").exists()

    call_command("erase", NUMBER, "--yes", "--letter", str(tmp_path / "letter"))

    assert "To Jo Marsh" in (tmp_path / "letter").read_text()
    assert not Person.objects.filter(name="Jo Marsh").exists()
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("erase", NUMBER)


def test_on_screen_it_is_shown_first_and_done_with_the_name_typed(
    known: Person, house: Cast, client_of: ClientOf
) -> None:
    browser = client_of(house.people_lead)
    address = f"/installation/erase/{known.pk}/"

    page = browser.get(address).content.decode()
    refused = browser.post(address, {"name": "Jo"})
    assert "Your anonymous answers can" in page
    assert refused.status_code == 409
    assert Person.objects.filter(name="Jo Marsh").exists()

    done = browser.post(address, {"name": "Jo Marsh"}, follow=True)

    assert "what others rely on stays" in done.content.decode().lower()
    assert not Person.objects.filter(name="Jo Marsh").exists()


def test_only_who_keeps_people_is_led_there(
    known: Person, house: Cast, client_of: ClientOf
) -> None:
    address = f"/installation/erase/{known.pk}/"

    assert address in client_of(house.people_lead).get(f"/people/{known.pk}/").content.decode()
    assert address not in client_of(house.colleague).get(f"/people/{known.pk}/").content.decode()
    assert client_of(house.colleague).get(address).status_code == 403
