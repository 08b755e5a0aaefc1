"""A year of ideas and questions with every end that there is, for tests of their figures."""

from datetime import date, timedelta
from typing import Any

from bothways.commitments.actions import keep_commitment
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import TODAY, at_nine, make_decision, make_promise, make_voice

ON = TODAY


def ended(firm: Cast, title: str, *, ago: int, kind: str = "suggestion", **fields: Any) -> Voice:
    """A voice that was said so many days before ON and has ended so, put there past the actions."""
    voice = make_voice(firm.employee, title, kind=kind, said_on=ON - timedelta(days=ago))
    Voice.objects.filter(pk=voice.pk).update(**fields)
    return Voice.objects.get(pk=voice.pk)


def day(ago: int) -> date:
    return ON - timedelta(days=ago)


def a_year(firm: Cast) -> None:
    """Nine ideas and three questions of the last weeks, and one idea of long ago."""
    kept = make_promise(firm.manager, "The bench stands.", made_on=day(35), due_on=day(20))
    keep_commitment(kept, by=firm.manager, words="In the sun.", at=at_nine(day(21)))
    on_its_way = make_promise(firm.manager, "Soup comes.", made_on=day(18), due_on=day(-20))
    no = make_decision(firm.manager, "A second lift?", recorded_on=day(12))

    ended(firm, "A bench", ago=40, state="will", answered_on=day(35), promise=kept)
    ended(firm, "Soup", ago=20, state="will", answered_on=day(18), promise=on_its_way)
    ended(firm, "A lift", ago=30, state="wont", answered_on=day(12), decision=no)
    ended(firm, "Late", ago=11)
    ended(firm, "On its last day", ago=10)
    ended(firm, "Looked at", ago=2, state="looking")
    ended(firm, "Hidden", ago=20, hidden_on=day(19), hidden_by=firm.owner, hidden_reason="A name.")
    ended(firm, "Taken back", ago=20, state="taken_back")
    ended(firm, "Merged", ago=20, merged_into=Voice.objects.get(title="Soup"))
    ended(firm, "Long ago", ago=400)
    for ago, answered in ((60, 50), (59, 48), (3, None)):
        state = "answered" if answered else "new"
        answered_on = day(answered) if answered else None
        ended(firm, f"Why {ago}?", ago=ago, kind="question", state=state, answered_on=answered_on)
