"""What the rest of the house does with decisions: the record's words, mails, exports, links."""

import json
import zipfile
from io import BytesIO
from uuid import uuid4

from django.urls import reverse

from bothways.decisions.actions import answer_thanks, begin_draft, correct
from bothways.decisions.models import Decision, Thanks
from bothways.notifications.catalogue import MESSAGES
from bothways.operations.exporting import export_all
from bothways.record.models import Entry
from bothways.record.prompted import Prompt, address_of
from bothways.trust.record_words import WORDS, lines_for
from tests.cast import Cast
from tests.factories import NOW, make_decision

VERBS = {
    "decision.recorded",
    "decision.changed",
    "decision.stands",
    "decision.replaced",
    "decision.corrected",
    "decision.thanked",
    "decision.asked",
    "decision.answered",
}


def exported(table: str) -> list[dict[str, object]]:
    """Return the rows of a table as the export of all the firm holds them."""
    with zipfile.ZipFile(BytesIO(export_all(at=NOW))) as archive:
        return json.loads(archive.read(f"{table}.json"))  # type: ignore[no-any-return]


def test_every_verb_has_its_words() -> None:
    assert set(WORDS) >= VERBS


def test_the_record_says_who_decided_what_and_leads_there(firm: Cast, decision: Decision) -> None:
    correct(decision, by=firm.manager, was="30 presses", now="13", words="Misread.", at=NOW)

    said = {line.entry.verb: line for line in lines_for(Entry.objects.all())}

    recorded = said["decision.recorded"]
    assert (recorded.who, recorded.quote) == ("Ruben Dahl", "Do we run a third shift?")
    assert recorded.address == reverse("decisions:one", args=[decision.pk])
    assert said["decision.corrected"].words == "corrected a decision: “30 presses” is now “13”"
    assert said["decision.corrected"].quote == "Misread."


def test_no_mail_about_decisions_rings_a_phone() -> None:
    about = {kind: mail for kind, mail in MESSAGES.items() if kind.startswith("decision.")}

    assert len(about) == 9
    assert not any(mail.rings or mail.marked for mail in about.values())


def test_a_decision_that_prompted_something_has_its_page(decision: Decision) -> None:
    assert address_of(Prompt("decision", str(decision.pk), "Third shift")) == reverse(
        "decisions:one", args=[decision.pk]
    )
    assert address_of(Prompt("decision", "no id of one", "Third shift")) == ""


def test_the_export_holds_decisions_and_no_drafts_and_no_thanks_that_nobody_wished(
    firm: Cast, decision: Decision
) -> None:
    begin_draft(by=firm.manager, typed={"question": "Secret so far?"}, at=NOW)
    correct(
        decision,
        by=firm.manager,
        was="30",
        now="13",
        words="Misread.",
        at=NOW,
        thanks_to=firm.employee,
    )

    assert [row["question"] for row in exported("decisions_decision")] == [decision.question]
    assert exported("decisions_draft") == exported("decisions_thanks") == []

    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=True, at=NOW)

    assert len(exported("decisions_thanks")) == 1


def test_a_decision_answers_a_round_that_is_not_there_any_more(firm: Cast) -> None:
    prompt = Prompt("result", f"{uuid4()}/U-TRU1", "12 of 46 agreed")

    assert make_decision(firm.owner, prompt=prompt).prompt == prompt
