"""A file of people is taken in whole or not at all, and twice is once."""

import time
from datetime import date, datetime
from pathlib import Path

import pytest

from bothways.members.actions import choose_layout, confirm_draft, import_people, keep_draft
from bothways.members.errors import ImportRefusedError, PlanChangedError
from bothways.members.exporting import people_as_csv
from bothways.members.importing import Choice, FileRefusedError, Plan, read_table, table_of
from bothways.members.models import ImportDraft, KnownHeaders, Session
from bothways.members.queries import layout_of, people_here, plan_import
from bothways.people.models import Person, Role, Unit
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_person, make_unit
from tests.members.workbooks import workbook

HEADER = "number,name,email,unit,manager,title,started\n"
MILL = (
    "1,Ada Quinn,ada@mill.example,Mill,,owner,2010-01-04\n"
    "2,Ben Roe,ben@mill.example,Mill/Ops,ada@mill.example,lead,2012-05-01\n"
    "3,Cleo Ash,,Mill/Ops/Team 1,2,turner,\n"
)


def take_in(rows: str, *, by: Person | None = None, header: str = HEADER, **more: object) -> Plan:
    return import_people(read_table((header + rows).encode()), by=by, on=TODAY, **more)


def everything() -> list[object]:
    """All that an import could change, as values."""
    return [
        *Person.objects.order_by("pk").values_list(),
        *Unit.objects.order_by("pk").values_list(),
        *Role.objects.order_by("pk").values_list(),
    ]


def test_a_first_file_makes_people_units_and_the_reporting_line() -> None:
    take_in(MILL)

    cleo = Person.objects.get(number="3")
    assert cleo.unit.path == "Mill/Ops/Team 1"
    assert cleo.email is None
    assert cleo.manager == Person.objects.get(email="ben@mill.example")
    assert Unit.objects.get(path="Mill/Ops/Team 1").parent == Unit.objects.get(path="Mill/Ops")
    assert Person.objects.get(number="2").started_on == date(2012, 5, 1)


def test_the_same_file_again_changes_nothing_and_leaves_no_second_entry() -> None:
    take_in(MILL)
    before = everything()

    plan = take_in(MILL, everybody=True)

    assert plan.is_empty
    assert everything() == before
    assert Entry.objects.filter(verb="people.imported").count() == 1


def test_the_list_as_it_was_saved_changes_nothing_when_it_is_taken_in(firm: Cast) -> None:
    saved = people_as_csv(people_here())
    before = everything()

    plan = import_people(
        read_table(saved.encode("utf-8-sig")), by=firm.owner, on=TODAY, everybody=True
    )

    assert plan.counts["unchanged"] == 31
    assert everything() == before


def test_one_refused_row_keeps_all_the_others_out() -> None:
    with pytest.raises(ImportRefusedError, match="Nothing was changed"):
        take_in(MILL + "4,Dan,dan@mill.example,Mill,77,,\n")

    assert not Person.objects.exists()
    assert not Unit.objects.exists()
    assert not Entry.objects.exists()


def test_leavers_are_kept_as_leavers_without_session_and_role(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.representative)
    staying = [person for person in people_here() if person.pk != firm.representative.pk]
    table = read_table(people_as_csv(staying).encode())

    import_people(table, by=firm.owner, on=TODAY, everybody=True)

    firm.representative.refresh_from_db()
    assert firm.representative.left_on == TODAY
    assert not Session.objects.filter(person=firm.representative).exists()
    assert not Role.objects.filter(person=firm.representative).exists()
    assert client.get("/me/").status_code == 302


def test_a_leaver_in_a_later_file_comes_back_as_the_same_person(firm: Cast) -> None:
    row = f"{firm.leaver.name},{firm.leaver.email},Millrace/Operations/Assembly\n"

    plan = take_in(row, by=firm.owner, header="name,email,unit\n")

    firm.leaver.refresh_from_db()
    assert plan.counts["back"] == 1
    assert firm.leaver.left_on is None
    assert firm.leaver.manager == firm.manager


def test_without_a_column_of_managers_the_people_of_a_leaver_go_to_the_next_above(
    firm: Cast,
) -> None:
    staying = [person for person in people_here() if person.pk != firm.manager.pk]
    rows = "".join(f"{person.name},{person.email},{person.unit.path}\n" for person in staying)

    take_in(rows, by=firm.owner, header="name,email,unit\n", everybody=True)

    firm.employee.refresh_from_db()
    assert firm.employee.manager == firm.owner


def test_two_people_swap_their_addresses_and_numbers() -> None:
    take_in("1,A,a@mill.example,Mill,,,\n2,B,b@mill.example,Mill,,,\n")
    first, second = Person.objects.order_by("number")

    take_in("1,A,b@mill.example,Mill,,,\n2,B,a@mill.example,Mill,,,\n")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.email, second.email) == ("b@mill.example", "a@mill.example")


def test_what_a_person_chose_for_themselves_survives_a_change(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(theme="dark", language="en")
    row = f"Jo Marsh-Lane,{firm.employee.email},Millrace/Operations/Assembly\n"

    take_in(row, by=firm.owner, header="name,email,unit\n")

    firm.employee.refresh_from_db()
    assert (firm.employee.name, firm.employee.theme) == ("Jo Marsh-Lane", "dark")
    assert firm.employee.language == "en"


def test_the_record_says_how_many_and_by_whom_and_names_nobody(firm: Cast, now: datetime) -> None:
    take_in("New One,new@millrace.example,Millrace/Office\n", by=firm.people_lead,
            header="name,email,unit\n", at=now)  # fmt: skip

    entry = Entry.objects.get(verb="people.imported")
    assert (entry.by, entry.at, entry.details) == (firm.people_lead, now, {"new": 1})


def test_whose_address_changes_is_on_the_record_because_who_has_it_can_sign_in_as_them(
    firm: Cast, now: datetime
) -> None:
    number = "4711"
    make_person("Nia Holt", number=number, email="nia@millrace.example")
    other = b"number,name,email,unit\n4711,Nia Holt,lead@elsewhere.example,Millrace/Office\n"

    import_people(read_table(other), by=firm.people_lead, on=TODAY, at=now)

    entry = Entry.objects.get(verb="person.address_changed")
    assert entry.by == firm.people_lead
    assert entry.about_id == str(Person.objects.get(number=number).pk)
    assert "elsewhere" not in str(entry.details)


@pytest.mark.parametrize("before", ["old@millrace.example", None])
def test_nobody_but_an_owner_takes_over_a_role_by_changing_the_address_of_who_holds_it(
    firm: Cast, before: str | None
) -> None:
    Person.objects.filter(pk=firm.owner.pk).update(number="1", email=before)
    mine = f"number,name,email,unit\n1,{firm.owner.name},mine@elsewhere.example,Millrace\n"

    with pytest.raises(ImportRefusedError) as refusal:
        import_people(read_table(mine.encode()), by=firm.people_lead, on=TODAY)

    assert f"address of {firm.owner.name}" in refusal.value.plan.problems[0]
    assert Person.objects.get(pk=firm.owner.pk).email == before
    import_people(read_table(mine.encode()), by=firm.owner, on=TODAY)
    assert Person.objects.get(pk=firm.owner.pk).email == "mine@elsewhere.example"


def test_one_s_own_address_changes_without_an_owner(firm: Cast) -> None:
    Person.objects.filter(pk=firm.people_lead.pk).update(number="2")
    mine = (
        f"number,name,email,unit\n2,{firm.people_lead.name},new@millrace.example,Millrace/Office\n"
    )

    import_people(read_table(mine.encode()), by=firm.people_lead, on=TODAY)

    assert Person.objects.get(number="2").email == "new@millrace.example"


def test_a_first_address_and_another_name_are_no_change_of_address(firm: Cast) -> None:
    make_person("Nia Holt", number="4711", email=None)
    take = b"number,name,email,unit\n4711,Nia H. Holt,nia@millrace.example,Millrace/Office\n"

    import_people(read_table(take), by=firm.people_lead, on=TODAY)

    assert not Entry.objects.filter(verb="person.address_changed").exists()


def test_the_first_file_names_the_root_that_the_wizard_made() -> None:
    make_person("Ada Quinn", unit=make_unit("Millrace Ltd"), email="ada@mill.example")

    take_in(MILL)

    assert list(Unit.objects.filter(parent=None).values_list("path", flat=True)) == ["Mill"]
    assert take_in(MILL).is_empty


def test_a_draft_is_kept_until_it_is_confirmed_and_then_dropped(firm: Cast, now: datetime) -> None:
    content = b"name,email,unit\nNew One,new@millrace.example,Millrace/Office\n"
    draft = keep_draft(
        by=firm.owner, file_name="people.csv", content=content, everybody=False, at=now
    )
    shown = plan_import(read_table(content), everybody=False, by=firm.owner)

    confirm_draft(draft, expects=shown.digest, by=firm.owner, on=TODAY)

    assert Person.objects.filter(email="new@millrace.example").exists()
    assert not ImportDraft.objects.exists()


def test_a_draft_that_would_do_something_else_by_now_is_refused(firm: Cast, now: datetime) -> None:
    content = b"name,email,unit\nNew One,new@millrace.example,Millrace/Office\n"
    draft = keep_draft(
        by=firm.owner, file_name="people.csv", content=content, everybody=False, at=now
    )
    shown = plan_import(read_table(content), everybody=False, by=firm.owner)
    make_person("New One", email="new@millrace.example")

    with pytest.raises(PlanChangedError, match="Look again"):
        confirm_draft(draft, expects=shown.digest, by=firm.owner, on=TODAY)
    assert ImportDraft.objects.exists()


def test_a_second_draft_takes_the_place_of_the_first(firm: Cast, now: datetime) -> None:
    for name in ("one.csv", "two.csv"):
        keep_draft(
            by=firm.owner,
            file_name=name,
            content=b"name,email,unit\nA,a@b.example,F\n",
            everybody=False,
            at=now,
        )

    assert [draft.file_name for draft in ImportDraft.objects.all()] == ["two.csv"]


def test_a_file_that_can_not_be_read_is_not_kept(firm: Cast, now: datetime) -> None:
    with pytest.raises(FileRefusedError):
        keep_draft(by=firm.owner, file_name="x", content=b"PK\x03\x04", everybody=False, at=now)

    assert not ImportDraft.objects.exists()


def test_five_thousand_people_are_taken_in_and_moved_in_about_three_seconds(
    tmp_path: Path,
) -> None:
    def rows(team: str) -> str:
        return "".join(
            f"{n},Person {n},p{n}@mill.example,Mill/{team} {n % 400},{n // 10 or ''},turner,\n"
            for n in range(1, 5001)
        )

    durations = []
    for team, kind in (("Team", "new"), ("Crew", "changed"), ("Crew", "unchanged")):
        began = time.process_time()
        plan = take_in(rows(team), everybody=True)
        durations.append(time.process_time() - began)
        assert plan.counts[kind] == 5000

    assert Person.objects.count() == 5000
    assert max(durations) < 3, durations


UNSAID = b"Wer,Womit,Wo,Seit\nNew One,new@millrace.example,Office,03/04/2026\n"
SAID = {"Wer": "name", "Womit": "email", "Wo": "unit", "Seit": "started_on"}


def drafted(firm: Cast, content: bytes = UNSAID, *, by: Person | None = None) -> ImportDraft:
    return keep_draft(
        by=by or firm.owner, file_name="people.csv", content=content, everybody=False, at=NOW
    )


def test_a_file_of_which_nothing_is_known_is_kept_and_asks(firm: Cast) -> None:
    layout = layout_of(drafted(firm))

    assert layout.asks
    with pytest.raises(FileRefusedError, match="A column is missing"):
        confirm_draft(drafted(firm), expects="", by=firm.owner, on=TODAY)


def test_what_one_keeper_said_about_columns_holds_for_the_file_of_another(firm: Cast) -> None:
    choose_layout(drafted(firm), Choice(columns=SAID, days="dmy"))

    layout = layout_of(drafted(firm, by=firm.people_lead))

    assert not layout.asks
    assert layout.column_of == SAID
    assert layout.days == "dmy"


def test_what_is_said_again_takes_the_place_of_what_was_said(firm: Cast) -> None:
    draft = drafted(firm)
    choose_layout(draft, Choice(columns=SAID, days="dmy"))

    choose_layout(draft, Choice(columns={**SAID, "Seit": ""}))

    assert KnownHeaders.objects.get().columns["Seit"] == ""
    assert layout_of(drafted(firm)).column_of["Seit"] is None


def test_of_a_file_like_another_nothing_but_its_headers_is_remembered(firm: Cast) -> None:
    choose_layout(drafted(firm), Choice(columns=SAID, days="dmy"))

    kept = str(KnownHeaders.objects.values())
    assert "Womit" in kept
    assert "New One" not in kept
    assert sorted(str(KnownHeaders.objects.get()).split(", ")) == ["Seit", "Wer", "Wo", "Womit"]


def test_a_choice_under_which_nobody_is_left_is_refused_and_not_kept(firm: Cast) -> None:
    draft = drafted(firm)

    with pytest.raises(FileRefusedError, match="nobody under it"):
        choose_layout(draft, Choice(header=2))

    draft.refresh_from_db()
    assert draft.choice == {}
    assert not KnownHeaders.objects.exists()


def test_a_spreadsheet_is_taken_in_as_its_text_would_be(firm: Cast) -> None:
    content = workbook(["number", "name", "team"], [1.0, "New One", "Office"])

    draft = drafted(firm, content)
    shown = plan_import(table_of(layout_of(draft)), everybody=False, by=firm.owner)
    confirm_draft(draft, expects=shown.digest, by=firm.owner, on=TODAY)

    new = Person.objects.get(number="1")
    assert (new.name, new.unit.path) == ("New One", "Millrace/Office")


def test_days_and_further_lines_come_in_and_go_out_again_as_they_were(firm: Cast) -> None:
    header = "name,email,unit,also in,matrix manager,interim,interim from,last day\n"
    row = (
        f"Jo Marsh,{firm.employee.email},{firm.employee.unit.path},Millrace/Lab; Office,"
        f"Tariq Bell,{firm.other_manager.email},2026-11-02,2026-12-31\n"
    )

    take_in(row, by=firm.owner, header=header)
    saved = people_as_csv(people_here())
    again = import_people(read_table(saved.encode()), by=firm.owner, on=TODAY, everybody=True)

    jo = Person.objects.get(pk=firm.employee.pk)
    assert [also.unit.path for also in jo.also.all()] == ["Millrace/Lab", "Millrace/Office"]
    assert {(line.kind, line.leader) for line in jo.lines.all()} == {
        ("matrix", firm.colleague),
        ("interim", firm.other_manager),
    }
    assert (jo.leaves_on, jo.left_on) == (date(2026, 12, 31), None)
    assert again.is_empty


def test_a_last_day_in_the_file_that_is_over_is_the_day_they_left(firm: Cast) -> None:
    row = f"Jo Marsh,{firm.employee.email},{firm.employee.unit.path},2026-10-31\n"

    plan = take_in(row, by=firm.owner, header="name,email,unit,Austrittsdatum\n")

    jo = Person.objects.get(pk=firm.employee.pk)
    assert (plan.counts["leaver"], jo.left_on) == (1, date(2026, 10, 31))


def test_who_begins_later_is_on_the_list_and_not_here(firm: Cast) -> None:
    take_in("New One,new@m.example,Office,2999-01-01\n", by=firm.owner,
            header="name,email,unit,Fecha de alta\n")  # fmt: skip

    new = Person.objects.get(name="New One")
    assert not new.is_active
    assert new in people_here(show="soon")
    assert new not in people_here()
