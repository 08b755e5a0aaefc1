"""Every act on an idea or a question is on the record as it happens, or does not happen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from bothways.record.models import Entry
from bothways.trust.record_words import WORDS
from bothways.voices import actions
from bothways.voices.models import Voice
from bothways.voices.wording import Told
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_voice
from tests.voices.test_boarding import opened

pytestmark = pytest.mark.sqlite

LATER = TODAY + timedelta(days=60)
SAID = "Somebody asked for it."

Do = Callable[[], object]


@dataclass
class Here:
    """The firm, and an idea of the employee's."""

    firm: Cast
    idea: Voice

    def by_lead(self, act: Callable[..., object], **fields: Any) -> Do:
        return lambda: act(self.idea, by=self.firm.people_lead, words=SAID, at=NOW, **fields)

    def other(self) -> Voice:
        return make_voice(self.firm.colleague, "Somewhere to sit")


@pytest.fixture
def here(firm: Cast, idea: Voice) -> Here:
    return Here(firm, idea)


def told(kind: str) -> Told:
    return Told(kind=kind, title="Another thing", text="In more words.")


def asked(here: Here) -> Do:
    voice = make_voice(here.firm.employee, "Why?", kind="question", asked_of=here.firm.manager)
    return lambda: actions.answer(voice, by=here.firm.manager, words=SAID, at=NOW)


def opening(here: Here) -> Do:
    here.by_lead(actions.will_do, due_on=LATER)()
    return here.by_lead(actions.open_again)


def parting(here: Here) -> Do:
    here.by_lead(actions.merge, into=here.other())()
    return here.by_lead(actions.part)


def showing(here: Here) -> Do:
    here.by_lead(actions.hide)()
    return here.by_lead(actions.show_again)


def wont(here: Here) -> Do:
    lead = here.firm.people_lead
    return lambda: actions.wont_do(here.idea, by=lead, words=WHY, look_again_on=LATER, at=NOW)


def keeping(act: Callable[..., object]) -> Callable[[Here], Do]:
    def ready(here: Here) -> Do:
        lead, who = here.firm.people_lead, here.firm.dispatcher
        if act is actions.drop_keeper:
            actions.name_keeper(who, by=lead, at=NOW)
        return lambda: act(who, by=lead, at=NOW)

    return ready


def dropping_a_vote(here: Here) -> Do:
    actions.ask_for_vote(here.idea, by=here.firm.employee, at=NOW)
    return lambda: actions.drop_vote(here.idea, by=here.firm.employee, at=NOW)


TABLE: dict[str, tuple[str, Callable[[Here], Do]]] = {
    "say": (
        "voice.said",
        lambda here: lambda: actions.say(by=here.firm.manager, told=told("suggestion"), at=NOW),
    ),
    "type_in": (
        "voice.typed_in",
        lambda here: lambda: actions.type_in(by=here.firm.owner, told=told("question"), at=NOW),
    ),
    "take_from_board": ("voice.came", lambda _here: lambda: actions.take_from_board(opened())),
    "add": (
        "voice.added",
        lambda here: lambda: actions.add(here.idea, by=here.firm.employee, words=SAID, at=NOW),
    ),
    "look_at": ("voice.looking", lambda here: here.by_lead(actions.look_at)),
    "will_do": (
        "commitment.made voice.will",
        lambda here: here.by_lead(actions.will_do, due_on=LATER),
    ),
    "wont_do": ("decision.recorded voice.wont", wont),
    "answer": ("voice.answered", asked),
    "open_again": ("voice.opened", opening),
    "hand_over": ("voice.handed", lambda here: here.by_lead(actions.hand_over, to=here.firm.owner)),
    "merge": ("voice.merged", lambda here: here.by_lead(actions.merge, into=here.other())),
    "part": ("voice.parted", parting),
    "hide": ("voice.hidden", lambda here: here.by_lead(actions.hide)),
    "show_again": ("voice.shown", showing),
    "take_back": (
        "voice.taken_back",
        lambda here: lambda: actions.take_back(here.idea, by=here.firm.employee, at=NOW),
    ),
    "name_keeper": ("keeper.named", keeping(actions.name_keeper)),
    "drop_keeper": ("keeper.dropped", keeping(actions.drop_keeper)),
    "ask_for_vote": (
        "voice.vote_asked",
        lambda here: lambda: actions.ask_for_vote(here.idea, by=here.firm.employee, at=NOW),
    ),
    "drop_vote": ("voice.vote_dropped", dropping_a_vote),
}
SAYS_NOTHING: dict[str, tuple[str, Callable[[Here], Do]]] = {
    "support": (
        "undone with a tap, and the record forgets nothing",
        lambda here: lambda: actions.support(here.idea, by=here.firm.colleague),
    ),
    "support_no_longer": (
        "the same",
        lambda here: lambda: actions.support_no_longer(here.idea, by=here.firm.colleague),
    ),
    "remind": ("a mail, not an act", lambda here: lambda: actions.remind(here.idea, at=NOW)),
}


def verbs_after(do: Do) -> list[str]:
    before = Entry.objects.count()
    do()
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))[before:]


def all_rows() -> dict[str, list[str]]:
    """Return every row of the rooms that these acts write in."""
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))
        for room in ("voices", "commitments", "decisions")
        for model in apps.get_app_config(room).get_models()
    }


def test_no_act_is_left_out_of_the_table() -> None:
    assert set(actions.__all__) == {*TABLE, *SAYS_NOTHING}


@pytest.mark.parametrize("act", TABLE)
def test_an_act_is_on_the_record_or_did_not_happen(
    here: Here, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First where the entry can't be written: no row may stay. Then as always."""
    verbs, ready = TABLE[act]

    def refuse(_entry: Entry, **_how: Any) -> None:
        raise OSError("the disk is full")

    with transaction.atomic():
        do = ready(here)
        before = all_rows()
        with monkeypatch.context() as patch:
            patch.setattr(Entry, "save", refuse)
            with pytest.raises(OSError, match="the disk is full"):
                do()
        assert all_rows() == before
        transaction.set_rollback(True)

    here.idea.refresh_from_db()
    assert verbs_after(ready(here)) == verbs.split()
    assert set(verbs.split()) <= set(WORDS)


@pytest.mark.parametrize("act", SAYS_NOTHING)
def test_what_is_no_act_is_on_no_record(here: Here, act: str) -> None:
    assert verbs_after(SAYS_NOTHING[act][1](here)) == []


def test_no_words_of_a_voice_stand_on_the_record(here: Here) -> None:
    """So that what is taken back or hidden is not kept there for ever."""
    actions.take_from_board(opened())
    later = opened(text="Size six, that is.", is_first=False, digest="e" * 64)
    actions.take_from_board(later)
    actions.add(here.idea, by=here.firm.employee, words="Near the old oak.", at=NOW)
    actions.type_in(by=here.firm.owner, told=told("question"), at=NOW)

    said = [str(one.details) for one in Entry.objects.all()]
    for voice in Voice.objects.all():
        assert not any(voice.title in details for details in said)
        assert not voice.text or not any(voice.text in details for details in said)
    assert not any("Size six" in details or "old oak" in details for details in said)
