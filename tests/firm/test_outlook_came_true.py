"""What the first hour says one will see is what one sees: whole rounds, at several sizes."""

from datetime import timedelta

import pytest
from django.test import Client

from bothways.firm.actions import choose_round
from bothways.firm.outlook import Outlook, outlook
from bothways.firm.presets import PRESETS, Preset
from bothways.firm.ready import TRUST
from bothways.people.models import Organisation, Person, Role
from bothways.pure.disclosure import Released, audit
from bothways.results import queries
from bothways.results.actions import close_due_rounds
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.conftest import ClientOf
from tests.factories import NOW, give, make_organisation, make_people, make_person

STRICT, USUAL, FLOOR = PRESETS


def founded(*teams: int) -> Person:
    """Return the owner of a firm with teams of these sizes; the owner is one more."""
    make_organisation()
    owner = give(make_person("Sanne Weir"), Role.Kind.OWNER)
    for number, size in enumerate(teams, start=1):
        if size:
            make_people(size, unit=f"Millrace/Team {number}", manager=owner)
    return owner


def look_with(preset: Preset) -> Outlook:
    Organisation.objects.update(k=preset.k, c=preset.c)
    return outlook(k=preset.k, c=preset.c, at=NOW)


def asked_and_counted(owner: Person, *, n_answer: int) -> Released:
    """Return what is released of the ready round on trust when so many answer."""
    opens = NOW + timedelta(days=3)
    closes = opens + timedelta(days=7)
    round_ = choose_round(TRUST, opens_at=opens, closes_at=closes, by=owner, at=NOW)
    announce_round(round_, by=owner, at=NOW)
    middle = [4] * len(TRUST.codes)
    for person in Person.objects.here()[:n_answer]:
        cast_ballot(round_, person, middle, at=opens)
    close_due_rounds(closes)
    released = queries.release_of(Round.objects.get())
    assert released is not None
    return released


@pytest.mark.parametrize(
    ("preset", "teams"),
    [(FLOOR, (5,)), (USUAL, (11,)), (USUAL, (12, 14)), (STRICT, (15, 16)), (STRICT, (9,))],
    ids=["6 people", "12 people", "27 people", "32 people", "10 people"],
)
def test_a_firm_that_may_ask_sees_what_it_was_told_when_everybody_answers(
    db: None, preset: Preset, teams: tuple[int, ...]
) -> None:
    owner = founded(*teams)
    look = look_with(preset)
    assert look.can_ask

    released = asked_and_counted(owner, n_answer=look.n_people)

    assert audit(released) == []
    for code in TRUST.codes:
        assert released.of_firm(code).n == look.n_people
    blocks = {block for cell in released.cells for block in cell.blocks}
    assert len(blocks) == len(look.groups)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_one_answer_fewer_than_was_said_shows_no_figure(db: None, preset: Preset) -> None:
    owner = founded(14)
    look = look_with(preset)

    released = asked_and_counted(owner, n_answer=look.smallest - 1)

    assert all(cell.ge == {} or cell.n is None for cell in released.cells)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_as_many_answers_as_was_said_show_one(db: None, preset: Preset) -> None:
    owner = founded(14)
    look = look_with(preset)

    released = asked_and_counted(owner, n_answer=look.smallest)

    assert released.of_firm("U-PSY1").n == look.smallest


@pytest.mark.parametrize("n_others", [0, 1, 3, 5, 11, 60])
def test_every_step_opens_at_every_size(db: None, client_of: ClientOf, n_others: int) -> None:
    browser: Client = client_of(founded(n_others))

    for step in ("people", "group", "representative", "values", "mail", "round", "words", "done"):
        assert browser.get(f"/welcome/{step}/").status_code == 200, step


@pytest.mark.parametrize(
    ("n_others", "words"),
    [
        (0, "So far only you."),
        (1, "So far 2 people."),
        (11, "So far 12 people."),
        (499, "So far 500 people."),
    ],
)
def test_the_people_are_counted_in_words(
    db: None, client_of: ClientOf, n_others: int, words: str
) -> None:
    browser: Client = client_of(founded(n_others))

    assert words in browser.get("/welcome/people/").content.decode()


def test_a_firm_of_five_hundred_asks_no_more_of_the_database_than_one_of_twelve(
    db: None, client_of: ClientOf, django_assert_max_num_queries: object
) -> None:
    browser: Client = client_of(founded(*[20] * 25))

    for step in ("people", "group", "round", "announce"):
        with django_assert_max_num_queries(45):  # type: ignore[operator]
            browser.get(f"/welcome/{step}/")
