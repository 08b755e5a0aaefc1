"""What is fixed about a round stays so, whichever way the program goes; each attempt is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from bothways.people.models import Organisation, Person
from bothways.record.attempts import write_attempts
from bothways.record.models import Entry
from bothways.storage import triggers
from bothways.surveys.errors import FirmFixedError, FrozenError
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import draft, opened

Change = Callable[[Round, Cast], Any]

LATER = NOW + timedelta(days=9)


def saved(row: Any, fields: list[str] | None = None, /, **changes: Any) -> None:
    """Change a row as a screen or an API would."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=fields)


def question(round_: Round) -> RoundQuestion:
    return round_.questions.all()[0]


def another(round_: Round) -> RoundQuestion:
    return RoundQuestion(round=round_, position=9, code="U-NEW9", construct="NEW", text="And?")


def block(round_: Round) -> RoundBlock:
    return round_.blocks.all()[0]


def invented(round_: Round, firm: Cast) -> Entitlement:
    return Entitlement(round=round_, person=firm.leaver, block="b1")


def bulk_changed(round_: Round) -> None:
    one = question(round_)
    one.text = "Otherwise"
    RoundQuestion.objects.bulk_update([one], ["text"])


def brought_in(round_: Round, firm: Cast) -> None:
    Round.objects.filter(pk=round_.pk).update(state="closed")
    other = draft(firm.owner, title="Another")
    round_.questions.add(other.questions.all()[0])


WAYS: dict[str, Change] = {
    "its title, saved": lambda r, _f: saved(r, title="Another title"),
    "its kind, saved alone": lambda r, _f: saved(r, ["kind"], kind="survey"),
    "its closing, updated": lambda r, _f: Round.objects.filter(pk=r.pk).update(closes_at=LATER),
    "its opening, updated": lambda r, _f: Round.objects.update(opens_at=NOW - timedelta(days=1)),
    "its rules, updated": lambda r, _f: Round.objects.filter(pk=r.pk).update(manifest="{}"),
    "its mark, updated": lambda r, _f: Round.objects.update(manifest_hash="0" * 64),
    "when they were fixed": lambda r, _f: Round.objects.update(fixed_at=LATER),
    "back to a draft": lambda r, _f: Round.objects.update(state="draft", manifest=""),
    "the round, deleted": lambda r, _f: r.delete(),
    "all rounds, deleted": lambda _r, _f: Round.objects.all().delete(),
    "a question, saved": lambda r, _f: saved(question(r), text="Otherwise"),
    "questions, updated": lambda r, _f: r.questions.update(about_leader=False),
    "questions, updated at once": lambda r, _f: bulk_changed(r),
    "a question, created": lambda r, _f: another(r).save(),
    "a question, added": lambda r, _f: r.questions.add(another(r), bulk=False),
    "a draft's question, brought in": brought_in,
    "questions, added at once": lambda r, _f: RoundQuestion.objects.bulk_create([another(r)]),
    "a question, deleted": lambda r, _f: question(r).delete(),
    "questions, deleted": lambda r, _f: r.questions.all().delete(),
    "a block, saved": lambda r, _f: saved(block(r), leaders=[]),
    "blocks, updated": lambda r, _f: RoundBlock.objects.update(teams=[]),
    "a block, deleted": lambda r, _f: block(r).delete(),
    "somebody invented": lambda r, f: invented(r, f).save(),
    "somebody invented at once": lambda r, f: Entitlement.objects.bulk_create([invented(r, f)]),
    "somebody made of a draft's": lambda r, f: r.entitlements.create(person=f.leaver, block="b1"),
    "somebody moved": lambda r, f: r.entitlements.filter(person=f.employee).update(block="b2"),
    "somebody exchanged": lambda r, f: saved(r.entitlements.all()[0], person=f.leaver),
    "somebody struck off": lambda r, f: r.entitlements.filter(person=f.employee).delete(),
    "somebody deleted with theirs": lambda r, f: f.colleague.delete(),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_an_announced_round_is_changed_and_who_tried_is_on_the_record(
    owner: Person, firm: Cast, way: str
) -> None:
    round_ = opened(owner)
    before = everything()

    with pytest.raises(FrozenError, match="fixed on 2 November 2026"), transaction.atomic():
        WAYS[way](round_, firm)
    write_attempts()

    assert everything() == before or way == "a draft's question, brought in"
    kept = Entry.objects.filter(verb="round.change_refused", about_id=str(round_.pk))
    assert kept.exists()
    assert kept[0].details["title"] == "November pulse"


@pytest.mark.parametrize("state", ["closed", "released", "void"])
def test_it_stays_so_when_the_round_is_over(owner: Person, state: str) -> None:
    round_ = opened(owner)
    Round.objects.update(state=state, voided_at=NOW if state == "void" else None)

    with pytest.raises(FrozenError), transaction.atomic():
        Round.objects.update(title="Another")
    with pytest.raises(FrozenError), transaction.atomic():
        saved(question(round_), text="Otherwise")
    with pytest.raises(FrozenError), transaction.atomic():
        Round.objects.update(state="open")
    with pytest.raises(IntegrityError), transaction.atomic():
        said("UPDATE surveys_round SET title = 'Another'")


def test_a_draft_is_changed_and_thrown_away_as_before(owner: Person) -> None:
    round_ = draft(owner)

    saved(round_, title="Another", kind="survey")
    saved(question(round_), text="Otherwise")
    round_.questions.update(about_leader=True)
    round_.delete()

    assert not RoundQuestion.objects.exists()
    assert not Entry.objects.filter(verb="round.change_refused").exists()


def test_what_is_not_in_the_rules_goes_on(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)

    Round.objects.update(told=True, reminded=True, box_missed_at=NOW)
    saved(Round.objects.get(), told=False)
    round_.entitlements.filter(person=firm.employee).update(blinded_digest="d" * 64)
    Round.objects.update(state="closed")
    Round.objects.update(state="released")

    assert Round.objects.get().state == "released"


def test_an_envelope_is_handed_out_once(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)
    mine = round_.entitlements.filter(person=firm.employee)
    mine.update(blinded_digest="d" * 64)

    for again in ("", "e" * 64):
        with pytest.raises(FrozenError), transaction.atomic():
            mine.update(blinded_digest=again)
        with pytest.raises(FrozenError), transaction.atomic():
            saved(mine.get(), blinded_digest=again)


@pytest.mark.parametrize(
    "change",
    [
        lambda firm: saved(firm.organisation, k=5),
        lambda _firm: Organisation.objects.update(c=1),
        lambda firm: firm.organisation.delete(),
        lambda _firm: Organisation.objects.all().delete(),
    ],
)
def test_the_smallest_group_stays_while_a_round_is_announced_or_open(
    owner: Person, firm: Cast, change: Callable[[Cast], Any]
) -> None:
    opened(owner)

    with pytest.raises(FirmFixedError, match="November pulse"), transaction.atomic():
        change(firm)
    write_attempts()

    kept = Entry.objects.get(verb="firm.change_refused")
    assert (kept.by, kept.details["title"]) == (None, "November pulse")


def test_before_and_after_a_round_the_smallest_group_is_chosen(owner: Person, firm: Cast) -> None:
    saved(firm.organisation, k=9, c=3)
    opened(owner)
    saved(firm.organisation, language="de")
    Round.objects.update(state="closed")

    saved(firm.organisation, k=7, c=2)

    assert Organisation.objects.get().k == 7


RAW = [
    "UPDATE surveys_round SET title = 'Another'",
    "UPDATE surveys_round SET manifest = '{}' WHERE state = 'open'",
    "UPDATE surveys_round SET state = 'draft', manifest = ''",
    "UPDATE surveys_round SET id = '%(new)s'",
    "DELETE FROM surveys_round",
    "UPDATE surveys_roundquestion SET text = 'Otherwise'",
    "DELETE FROM surveys_roundquestion",
    "UPDATE surveys_roundblock SET n_eligible = 1",
    "DELETE FROM surveys_roundblock",
    "UPDATE surveys_entitlement SET block = 'b2'",
    "DELETE FROM surveys_entitlement",
    "UPDATE people_organisation SET k = 5",
    "DELETE FROM people_organisation",
]
AS_ON_SQLITE = [
    "INSERT OR REPLACE INTO surveys_round SELECT * FROM surveys_round",
    "INSERT OR REPLACE INTO surveys_entitlement SELECT * FROM surveys_entitlement",
    "UPDATE OR REPLACE surveys_round SET state = 'open' WHERE state = 'draft'",
    "INSERT OR REPLACE INTO people_organisation SELECT * FROM people_organisation",
]
AS_ON_POSTGRES = ["TRUNCATE surveys_round CASCADE", "TRUNCATE surveys_entitlement"]


@pytest.mark.both
@pytest.mark.parametrize("words", [*RAW, *AS_ON_SQLITE, *AS_ON_POSTGRES])
def test_another_program_meets_the_database_s_own_refusal(owner: Person, words: str) -> None:
    is_sqlite = connection.vendor == "sqlite"
    if words in (AS_ON_POSTGRES if is_sqlite else AS_ON_SQLITE):
        pytest.skip("the other database's words")
    opened(owner)
    draft(owner, title="The next one", opens_at=LATER)
    connection.check_constraints()
    before = everything()
    with pytest.raises(IntegrityError, match=r"fixed|smallest group"), transaction.atomic():
        said(words.replace("%(new)s", "0" * 32))

    assert everything() == before


@pytest.mark.both
def test_every_trigger_stands_and_is_put_up_once(db: None) -> None:
    there = triggers.standing()

    triggers.put_up()

    assert triggers.missing() == []
    assert triggers.standing() == there
    triggers.take_down()
    assert len(triggers.missing()) == len(there)
    triggers.put_up()


def said(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words)


def everything() -> list[list[Any]]:
    """All that is fixed, as it is stored."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Round, RoundQuestion, RoundBlock, Entitlement, Organisation)
    ]
