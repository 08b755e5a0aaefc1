"""A payroll and the API, word for word: what goes out, what comes back, from the first day on."""

import json
from dataclasses import dataclass, field
from typing import Any

from bothways.outcomes.models import Figure
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.trust.record_words import lines_for
from tests.api.conftest import Program

FIVE = [
    {
        "code": "headcount",
        "name": "People on the last day",
        "unit": "",
        "better": "neither",
        "decimals": 0,
        "own": False,
    },
    {
        "code": "leavers",
        "name": "People who left",
        "unit": "",
        "better": "less",
        "decimals": 0,
        "own": False,
    },
    {
        "code": "days_lost",
        "name": "Days of absence",
        "unit": "",
        "better": "less",
        "decimals": 1,
        "own": False,
    },
    {
        "code": "days_planned",
        "name": "Days planned",
        "unit": "",
        "better": "neither",
        "decimals": 1,
        "own": False,
    },
    {
        "code": "days_to_decide",
        "name": "Days from question to decision",
        "unit": "",
        "better": "less",
        "decimals": 1,
        "own": False,
    },
]
OWN = {
    "code": "orders_on_time",
    "name": "Orders out on time",
    "unit": "%",
    "better": "more",
    "decimals": 1,
}


@dataclass(frozen=True)
class Turn:
    """What the payroll says, and what it hears."""

    says: dict[str, Any]
    status: int
    hears: dict[str, Any] = field(default_factory=dict)


def refused(where: str, message: str) -> dict[str, Any]:
    return {
        "error": {
            "code": "not_as_described",
            "message": "Nothing was written. Mend what is named in “faults” and send it again.",
            "faults": [{"where": where, "message": message}],
        }
    }


TALK = [
    Turn(
        says={"months": []},
        status=200,
        hears={"measures": FIVE, "months": [], "changed": 0},
    ),
    Turn(
        says={"months": [{"month": "2026-09", "figures": {"headcount": 32, "leavers": 0}}]},
        status=200,
        hears={
            "measures": FIVE,
            "months": [{"month": "2026-09", "figures": {"headcount": 32, "leavers": 0}}],
            "changed": 2,
        },
    ),
    Turn(
        says={"months": [{"month": "2026-11", "figures": {"headcount": 31}}]},
        status=422,
        hears=refused(
            "months[0].figures.headcount",
            "November 2026 is not over. Write its figures down from 1 December 2026 on.",
        ),
    ),
    Turn(
        says={"months": [{"month": "2026-10", "figures": {"orders_on_time": 94.5}}]},
        status=422,
        hears=refused(
            "months[0].figures.orders_on_time",
            "There is no such measure. Choose one that this firm counts.",
        ),
    ),
    Turn(
        says={
            "measures": [OWN],
            "months": [{"month": "2026-10", "figures": {"orders_on_time": 94.5, "leavers": 1}}],
        },
        status=200,
        hears={
            "measures": [*FIVE, {**OWN, "own": True}],
            "months": [
                {"month": "2026-09", "figures": {"headcount": 32, "leavers": 0}},
                {"month": "2026-10", "figures": {"leavers": 1, "orders_on_time": 94.5}},
            ],
            "changed": 2,
        },
    ),
    Turn(
        says={"months": [{"month": "2026-10", "figures": {"orders_on_time": 94.55}}]},
        status=422,
        hears=refused(
            "months[0].figures.orders_on_time",
            "Write at most 1 digits after the point.",
        ),
    ),
    Turn(
        says={
            "months": [
                {"month": "2026-09", "figures": {"leavers": None}},
                {"month": "2026-10", "figures": {"leavers": 2}},
            ]
        },
        status=200,
        hears={
            "measures": [*FIVE, {**OWN, "own": True}],
            "months": [
                {"month": "2026-09", "figures": {"headcount": 32}},
                {"month": "2026-10", "figures": {"leavers": 2, "orders_on_time": 94.5}},
            ],
            "changed": 2,
        },
    ),
    Turn(
        says={"months": [{"month": "2026-10", "figures": {"days_lost": 31, "days_planned": 30}}]},
        status=422,
        hears=refused(
            "months[0].figures.days_lost",
            "October 2026 has more days of absence than days planned. Look which is wrong.",
        ),
    ),
]


def test_each_turn_is_answered_as_it_is_written_here(writer: Program) -> None:
    for turn in TALK:
        answer = writer.put(turn.says)

        assert answer.status_code == turn.status, turn.says
        assert json.loads(answer.content) == turn.hears, turn.says


def test_the_record_tells_the_same_story_to_everyone(writer: Program, owner: Person) -> None:
    for turn in TALK:
        writer.put(turn.says)

    about = Entry.objects.filter(verb__startswith="outcomes.").order_by("id")
    said = [(line.who, line.words, line.marks) for line in lines_for(about)]
    assert said == [
        (owner.name, "wrote down figures of September 2026", []),
        (owner.name, "said what the firm counts of its own: “Orders out on time”", []),
        (owner.name, "wrote down figures of October 2026", []),
        (
            owner.name,
            "changed figures of September 2026",
            ["People who left: taken away, was 0"],
        ),
        (
            owner.name,
            "changed figures of October 2026",
            ["People who left: 2, was 1"],
        ),
    ]
    assert Figure.objects.count() == 3


def test_in_another_language_codes_stay_and_sentences_follow(writer: Program) -> None:
    from django.test import Client

    answer = Client().put(
        "/api/v1/outcomes/",
        json.dumps({"months": [{"month": "2026-10", "figures": {"leavers": -1}}]}),
        content_type="application/json",
        headers={**writer.headers, "Accept-Language": "de"},
    )

    error = json.loads(answer.content)["error"]
    assert error["code"] == "not_as_described"
    assert error["message"].startswith("Nichts wurde geschrieben.")
    assert error["faults"] == [
        {
            "where": "months[0].figures.leavers",
            "message": "Unter 0 gibt es nichts zu zählen. Schreiben Sie 0 oder mehr.",
        }
    ]
