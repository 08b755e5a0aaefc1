import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client

from bothways.api.actions import revoke_token
from bothways.api.models import Token
from bothways.api.views.limits import MOST_BODY
from bothways.outcomes.models import Figure, OwnMeasure
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.api.conftest import OCTOBER, OUTCOMES, TRUST, Program, fault_of
from tests.cast import Cast
from tests.factories import NOW, TODAY
from tests.outcomes.conftest import write
from tests.rounds import counted

ClientOf = Callable[[object], Client]
ON_TIME = {"code": "on_time", "name": "On time", "unit": "%", "better": "more", "decimals": 1}


def test_a_program_writes_figures_down_and_reads_them(writer: Program, reader: Program) -> None:
    written = writer.put({"measures": [ON_TIME], "months": [OCTOBER]})

    assert written.status_code == 200
    assert json.loads(written.content)["changed"] == 2
    read = json.loads(reader.get().content)
    assert read["months"] == [{"month": "2026-10", "figures": {"headcount": 31, "leavers": 1}}]
    assert read["measures"][-1] == {**ON_TIME, "own": True}
    assert [one["code"] for one in read["measures"]][:2] == ["headcount", "leavers"]


def test_sent_twice_is_as_sent_once(writer: Program) -> None:
    first = writer.put({"measures": [ON_TIME], "months": [OCTOBER]})
    n_entries = Entry.objects.count()

    second = writer.put({"measures": [ON_TIME], "months": [OCTOBER]})

    assert json.loads(second.content)["changed"] == 0
    assert {**json.loads(first.content), "changed": 0} == json.loads(second.content)
    assert Entry.objects.count() == n_entries
    assert Figure.objects.count() == 2


def test_what_is_not_named_stays_and_null_takes_away(writer: Program) -> None:
    writer.put({"months": [OCTOBER]})

    answer = writer.put({"months": [{"month": "2026-10", "figures": {"leavers": None}}]})

    assert json.loads(answer.content)["months"] == [
        {"month": "2026-10", "figures": {"headcount": 31}}
    ]


def test_months_can_be_asked_for(reader: Program, owner: Person) -> None:
    from bothways.outcomes.months import Month

    for number in (7, 8, 9):
        write(owner, Month(2026, number), headcount=30 + number)

    found = json.loads(reader.get(**{"from": "2026-08", "until": "2026-08"}).content)

    assert [line["month"] for line in found["months"]] == ["2026-08"]
    assert fault_of(reader.get(**{"from": "August"})) == ("not_as_described", ["from"])


def test_the_record_says_which_program_it_was_and_whose_token(
    writer: Program, owner: Person
) -> None:
    writer.put({"months": [OCTOBER]})

    entry = Entry.objects.get(verb="outcomes.written")
    assert entry.by == owner
    assert (entry.details["source"], entry.details["token"]) == ("api", "payroll")


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer bothways_wrong"},
        {"Authorization": "Basic cGF5cm9sbDpzZWNyZXQ="},
        {"Authorization": "bothways_wrong"},
    ],
    ids=str,
)
def test_without_a_token_that_works_there_is_nothing(
    shown: dict[str, str], reader: Program
) -> None:
    answer = Client().get(OUTCOMES, headers=shown)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert fault_of(answer)[0] == "token_needed"  # type: ignore[arg-type]


def test_a_token_ends_with_its_last_day(reader: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    later = NOW + timedelta(days=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert reader.get().status_code == 200

    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(days=1))

    assert reader.get().status_code == 401


def test_a_revoked_token_works_no_more(reader: Program, owner: Person) -> None:
    revoke_token(Token.objects.get(), by=owner, at=NOW)

    assert reader.get().status_code == 401


def test_a_token_of_somebody_who_is_no_owner_any_more_works_no_more(
    reader: Program, owner: Person
) -> None:
    owner.roles.all().delete()

    assert reader.get().status_code == 401


def test_who_may_read_may_not_write(reader: Program) -> None:
    answer = reader.put({"months": [OCTOBER]})

    assert (answer.status_code, fault_of(answer)[0]) == (403, "may_not_write")
    assert not Figure.objects.exists()


@pytest.mark.parametrize("path", ["/api/v1/people/", "/api/v1/", "/api/v2/trust/", "/api/x"])
def test_where_there_is_nothing_it_is_said_in_json(path: str, reader: Program) -> None:
    answer = reader.get(path)

    assert (answer.status_code, fault_of(answer)[0]) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"), [("post", OUTCOMES), ("delete", OUTCOMES), ("put", TRUST)]
)
def test_other_methods_are_refused_with_those_there_are(
    method: str, path: str, writer: Program
) -> None:
    answer = getattr(Client(), method)(path, headers=writer.headers)

    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert fault_of(answer)[0] == "wrong_method"


@pytest.mark.parametrize(
    "sent", ["", "{", "[1,", "no", b"\xff\xfe{}", "[" * 30_000], ids=lambda sent: repr(sent[:6])
)
def test_what_is_not_json_is_a_400(sent: str | bytes, writer: Program) -> None:
    answer = writer.put(sent)

    assert (answer.status_code, fault_of(answer)[0]) == (400, "not_json")


def test_more_than_anybody_needs_is_a_413(writer: Program) -> None:
    answer = writer.put(" " * (MOST_BODY + 1))

    assert (answer.status_code, fault_of(answer)[0]) == (413, "too_large")


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ([], "the whole"),
        ({"months": [{"month": "2026-13", "figures": {"leavers": 1}}]}, "months[0].month"),
        ({"months": [{"month": "2026-10", "figures": {}}]}, "months[0].figures"),
        ({"months": [OCTOBER, OCTOBER]}, "months[1].month"),
        (
            {"months": [{"month": "2026-12", "figures": {"leavers": 1}}]},
            "months[0].figures.leavers",
        ),
        (
            {"months": [OCTOBER, {"month": "2026-09", "figures": {"mood": 1}}]},
            "months[1].figures.mood",
        ),
        (
            {"months": [{"month": "2026-10", "figures": {"leavers": 1.5}}]},
            "months[0].figures.leavers",
        ),
        (
            {"months": [{"month": "2026-10", "department": "Stores", "figures": {"leavers": 1}}]},
            "months[0].department",
        ),
        ({"measures": [{**ON_TIME, "code": "On Time"}]}, "measures[0].code"),
        ({"measures": [{**ON_TIME, "name": "  "}]}, "measures[0].name"),
        ({"measures": [{**ON_TIME, "name": "a\x00b"}]}, "measures[0].name"),
        ({"measures": [{**ON_TIME, "code": "leavers"}]}, "measures[0]"),
        (
            {"measures": [{**ON_TIME, "code": f"m{n}", "name": f"M {n}"} for n in range(6)]},
            "measures",
        ),
        ({"people": []}, "people"),
    ],
)
def test_what_is_not_as_described_names_the_place_and_writes_nothing(
    sent: object, where: str, writer: Program
) -> None:
    answer = writer.put(sent)

    code, places = fault_of(answer)
    assert (answer.status_code, code) == (422, "not_as_described")
    assert where in places
    assert not Figure.objects.exists()
    assert not OwnMeasure.objects.exists()


def test_a_sixth_measure_is_refused_and_none_of_the_call_is_kept(writer: Program) -> None:
    five = [{**ON_TIME, "code": f"m{n}", "name": f"Measure {n}"} for n in range(5)]
    writer.put({"measures": five})

    answer = writer.put({"measures": [ON_TIME], "months": [OCTOBER]})

    assert fault_of(answer) == ("not_as_described", ["measures[0]"])
    assert not Figure.objects.exists()


def test_a_measure_is_renamed_by_its_code(writer: Program) -> None:
    writer.put({"measures": [ON_TIME]})
    writer.put({"measures": [{**ON_TIME, "name": "Orders out on time"}]})

    assert OwnMeasure.objects.get().name == "Orders out on time"


def test_trust_is_the_firms_released_figures_and_nothing_below(firm: Cast, reader: Program) -> None:
    people = [p for p in Person.objects.here() if p.unit.name in ("Assembly", "Stores")]
    counted(firm.people_lead, {person: [5, 5, 3] for person in people})

    found = json.loads(reader.get(TRUST).content)

    assert (found["firm"], found["kind"]) == ("Millrace", "bothways.story")
    assert len(found["rounds"]) == 1
    trust = next(one for one in found["figures"] if one["question"] == "U-TRU1")
    low, high = trust["at_or_above"]["4"]
    assert low < high == trust["answered"]  # clamped, as everywhere
    assert 0 < trust["true_share"][0] < trust["true_share"][1] <= 1
    assert len(found["figures"]) == 3
    assert "Assembly" not in json.dumps(found["figures"])


def test_trust_is_the_same_document_that_everyone_can_save(
    firm: Cast, employee: Person, reader: Program, client_of: ClientOf
) -> None:
    people = [p for p in Person.objects.here() if p.unit.name in ("Assembly", "Stores")]
    counted(firm.people_lead, {person: [5, 2, 3] for person in people})

    saved = json.loads(client_of(employee).get("/trust/story.json").content)

    assert json.loads(reader.get(TRUST).content) == saved


def test_without_a_round_the_story_of_trust_is_empty(reader: Program) -> None:
    found = json.loads(reader.get(TRUST).content)

    assert (found["firm"], found["rounds"], found["figures"], found["scores"]) == (
        "Millrace", [], [], [],
    )  # fmt: skip


def test_a_cookie_opens_nothing_and_none_is_set(owner: Person, client_of: ClientOf) -> None:
    browser = client_of(owner)

    answer = browser.get(OUTCOMES)
    stolen = browser.put(OUTCOMES, json.dumps({"months": [OCTOBER]}), "application/json")

    assert (answer.status_code, stolen.status_code) == (401, 401)
    assert not answer.cookies
    assert not Figure.objects.exists()


def test_a_program_gets_no_cookie_and_nothing_is_kept_on_the_way(reader: Program) -> None:
    answer = reader.get()

    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_the_log_has_the_call_and_never_the_token(reader: Program, written: StringIO) -> None:
    reader.get()

    said = written.getvalue()
    assert "method='GET'" in said
    assert "status=200" in said
    assert reader.secret not in said
    assert reader.secret.removeprefix("bothways_") not in said


def test_the_day_of_use_is_kept_and_no_moment(reader: Program) -> None:
    reader.get()

    token = Token.objects.get()
    assert token.last_used_on == TODAY
    assert isinstance(token.last_used_on, date)
    assert reader.secret not in {str(value) for value in vars(token).values()}


def test_a_call_costs_few_queries(
    reader: Program, owner: Person, django_assert_max_num_queries: Callable[..., object]
) -> None:
    write(owner, headcount=31)
    reader.get()

    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        assert reader.get().status_code == 200
