"""The last file is undone as if it had never come, or it is said what stays and why."""

from datetime import timedelta

import pytest

from bothways.members.actions import (
    add_person,
    confirm_draft,
    forget_files,
    give_role,
    invite,
    keep_draft,
    undo_import,
)
from bothways.members.errors import PlanChangedError
from bothways.members.importing import table_of
from bothways.members.jobs import forget_old_files
from bothways.members.models import Card, Passkey, Session, TakenIn
from bothways.members.queries import layout_of, plan_import
from bothways.members.undoing import Undo, plan_undo, state
from bothways.people.models import Also, Line, Person, Role, Unit
from bothways.record.models import Entry
from bothways.surveys.models import Entitlement
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_person, make_promise
from tests.members.card_desk import printed
from tests.rounds import opened

HEAD = "name,email,unit,manager,also in,matrix manager\n"


def take_in(firm: Cast, rows: str, *, everybody: bool = False, header: str = HEAD) -> None:
    """Take a file in as a page does."""
    draft = keep_draft(
        by=firm.people_lead,
        file_name="people.csv",
        content=(header + rows).encode(),
        everybody=everybody,
        at=NOW,
    )
    table = table_of(layout_of(draft))
    plan = plan_import(table, everybody=everybody, by=firm.people_lead)
    confirm_draft(draft, expects=plan.digest, by=firm.people_lead, on=TODAY)


def undo(firm: Cast) -> Undo:
    taken = TakenIn.objects.get()
    return undo_import(taken, expects=plan_undo(taken).digest, by=firm.people_lead)


def everything() -> list[object]:
    return [
        state(),
        list(Unit.objects.values_list("pk", "name", "path", "parent")),
        list(Also.objects.values_list("person", "unit")),
        list(Line.objects.values_list("person", "leader", "kind")),
        set(Role.objects.values_list("person", "kind")),
    ]


def test_people_units_lines_and_roles_are_as_they_were(firm: Cast) -> None:
    before = everything()
    jo, owner, lead = firm.employee, firm.owner, firm.people_lead
    take_in(
        firm,
        f"Jo M.,{jo.email},Lab/Bench,{firm.colleague.email},Lab,{owner.email}\n"
        f"New One,new@m.example,Lab/Bench,{jo.email},,\n"
        f"Tariq Bell,{firm.colleague.email},Office,,,\n"
        f"Back Again,{firm.leaver.email},Lab,,,\n"
        f"S,{owner.email},Millrace,,,\nLena,{lead.email},Office,{owner.email},,\n",
        everybody=True,
    )
    assert everything() != before
    assert not Role.objects.filter(person=firm.representative).exists()

    done = undo(firm)

    assert everything() == before
    assert len(done.removed) == 1
    assert done.stays == ()
    assert not TakenIn.objects.exists()


def test_that_it_was_undone_is_on_the_record_with_numbers_and_no_names(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\n")

    undo(firm)

    entry = Entry.objects.get(verb="people.import_undone")
    assert entry.by == firm.people_lead
    assert entry.details == {"restored": 0, "removed": 1, "stay": 0}


def test_whoever_came_back_by_the_file_is_signed_out_when_it_is_undone(
    firm: Cast, client_of: ClientOf
) -> None:
    take_in(firm, f"Nils Grau,{firm.leaver.email},Office,,,\n")
    client = client_of(Person.objects.get(pk=firm.leaver.pk))
    assert client.get("/me/").status_code == 200

    undo(firm)

    assert client.get("/me/").status_code == 302
    assert not Session.objects.filter(person=firm.leaver).exists()


def test_a_new_person_with_a_right_to_an_envelope_stays_and_it_is_said(firm: Cast) -> None:
    take_in(firm, f"New One,new@m.example,Office,,,\nJo M.,{firm.employee.email},Office,,,\n")
    round_ = opened(firm.owner)
    new = Person.objects.get(name="New One")

    plan = plan_undo(TakenIn.objects.get())
    [(name, reason)] = plan.stays
    undo(firm)

    assert name == "New One"
    assert reason.startswith("is new, and something was built on it since")
    assert Entitlement.objects.filter(round=round_, person=new).exists()
    assert Person.objects.get(pk=firm.employee.pk).name == "Jo Marsh"


def test_a_promise_a_sign_in_an_invitation_and_a_role_hold_a_new_person(
    firm: Cast, client_of: ClientOf
) -> None:
    rows = "".join(f"New {n},new{n}@m.example,Office,,,\n" for n in range(5))
    take_in(firm, rows)
    promising, promised, signed_in, invited, _free = Person.objects.filter(
        name__startswith="New "
    ).order_by("name")
    make_promise(promising, to=firm.colleague)
    make_promise(firm.owner, to=promised)
    client_of(signed_in)
    invite([invited], by=firm.people_lead, on=TODAY)

    undo(firm)

    left = Person.objects.filter(name__startswith="New ").order_by("name")
    assert [person.name for person in left] == ["New 0", "New 1", "New 2", "New 3"]


def test_whoever_was_changed_since_stays_as_they_are_now(firm: Cast) -> None:
    take_in(
        firm, f"Jo M.,{firm.employee.email},Office,,,\nT. B.,{firm.colleague.email},Office,,,\n"
    )
    Person.objects.filter(pk=firm.employee.pk).update(title="Foreman")

    done = undo(firm)

    assert done.stays == (("Jo M.", "was changed since."),)
    assert Person.objects.get(pk=firm.colleague.pk).name == "Tariq Bell"


def test_a_role_given_since_is_a_change(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\n")
    give_role(Person.objects.get(name="New One"), Role.Kind.PEOPLE_LEAD, by=firm.owner)

    assert plan_undo(TakenIn.objects.get()).is_empty


def test_a_new_leader_of_somebody_who_stays_stays_too(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\nNew Two,two@m.example,Office,new@m.example,,\n")
    make_person("Led Since", manager=Person.objects.get(name="New Two"))

    plan = plan_undo(TakenIn.objects.get())

    assert plan.stays == (
        ("New One", "is new, and leads somebody who stays."),
        ("New Two", "is new, and leads somebody who stays."),
    )


def test_an_address_that_somebody_else_has_by_now_is_not_taken_from_them(firm: Cast) -> None:
    old = firm.employee.email
    Person.objects.filter(pk=firm.employee.pk).update(number="501")
    take_in(firm, "Jo Marsh,jo.new@m.example,Office,501\n", header="name,email,unit,number\n")
    add_person(name="Other Jo", email=old, unit="Millrace/Office", by=firm.owner)

    [(name, reason)] = plan_undo(TakenIn.objects.get()).stays

    assert (name, reason[:36]) == ("Jo Marsh", "has an old number or address that so")


def test_a_unit_that_is_used_by_now_stays(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Lab/Bench,,,\n")
    make_person("Dee Day", unit=Unit.objects.get(path="Millrace/Lab"))

    undo(firm)

    paths = set(Unit.objects.values_list("path", flat=True))
    assert "Millrace/Lab" in paths
    assert "Millrace/Lab/Bench" not in paths


def test_what_changed_after_the_page_was_shown_is_looked_at_again(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\n")
    taken = TakenIn.objects.get()
    shown = plan_undo(taken).digest
    make_promise(Person.objects.get(name="New One"))

    with pytest.raises(PlanChangedError):
        undo_import(taken, expects=shown, by=firm.people_lead)
    assert TakenIn.objects.exists()


def test_only_the_last_file_can_be_undone_and_only_for_30_days(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\n")
    take_in(firm, "New Two,two@m.example,Office,,,\n")
    assert list(plan_undo(TakenIn.objects.get()).removed.values()) == ["New Two"]
    at = TakenIn.objects.get().at

    assert forget_files(at=at + timedelta(days=30)) == 0
    assert forget_old_files(at + timedelta(days=31)) == "forgotten"
    assert forget_old_files(at + timedelta(days=31)) == ""


def test_a_file_that_changes_nothing_takes_no_undo_away(firm: Cast) -> None:
    take_in(firm, "New One,new@m.example,Office,,,\n")
    take_in(firm, "New One,new@m.example,Office,,,\n")

    assert list(plan_undo(TakenIn.objects.get()).removed.values()) == ["New One"]


def test_whose_address_is_back_is_on_the_record_as_its_change_was(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(number="4711", email="jo@millrace.example")
    rows = f"4711,{firm.employee.name},other@millrace.example,{firm.employee.unit.path}\n"
    take_in(firm, rows, header="number,name,email,unit\n")

    undo(firm)

    told = Entry.objects.filter(verb="person.address_changed", about_id=str(firm.employee.pk))
    assert Person.objects.get(pk=firm.employee.pk).email == "jo@millrace.example"
    assert [entry.by for entry in told] == [firm.people_lead] * 2


def test_who_was_back_by_mistake_leaves_no_card_and_no_passkey_behind(firm: Cast) -> None:
    Person.objects.filter(pk=firm.leaver.pk).update(number="4712")
    take_in(firm, f"4712,{firm.leaver.name},{firm.leaver.unit.path}\n", header="number,name,unit\n")
    back = Person.objects.get(pk=firm.leaver.pk)
    assert back.is_active
    printed(back, by=firm.owner, at=NOW)
    Passkey.objects.create(person=back, name="Phone", credential="x", public_key=b"x")

    undo(firm)

    assert not Person.objects.get(pk=back.pk).is_active
    assert not Card.objects.exists()
    assert not Passkey.objects.exists()
