"""A word given with all that can hang on one: for tests that carry a firm elsewhere, or erase."""

import hashlib
from datetime import timedelta

from bothways.answers.models import Agreement
from bothways.commitments.actions import (
    hand_over,
    keep_commitment,
    move_commitment,
    show_link,
    show_picture,
    take_on,
)
from bothways.commitments.models import Commitment, Picture
from bothways.confirmations.actions import answer_contest, judge
from bothways.confirmations.models import Judgement
from bothways.decisions.actions import (
    answer_question,
    answer_thanks,
    ask_about,
    begin_draft,
    change_decision,
    correct,
)
from bothways.decisions.models import Decision, Thanks
from bothways.record.prompted import Prompt, PromptKind
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.factories import NOW, TODAY, WHY, make_decision, make_promise, tell_of
from tests.rounds import draft

LATER = TODAY + timedelta(days=200)


def lead_a_full_life(firm: Cast) -> None:
    """Promise, show, move, hand over, keep, contest; decide, correct, answer; agree, and lapse."""
    _promise(firm)
    _decide(firm)
    asked = draft(firm.people_lead, title="December pulse")
    for side, by in (("owner", firm.owner), ("representative", firm.representative)):
        Agreement.objects.create(round=asked, side=side, by=by, words="It can't.", said_on=TODAY)
    Agreement.objects.create(
        round=asked, side="owner", by=firm.owner, words="Old.", said_on=TODAY, lapsed_on=TODAY
    )


def pictures() -> dict[str, str]:
    """Return the hash of the bytes of each picture, by the words that stand with it."""
    rows = Picture.objects.values_list("evidence__words", "content")
    return {words: hashlib.sha256(bytes(content)).hexdigest() for words, content in rows}


def counts() -> dict[str, int]:
    """Return how many there are of what hangs on a word given."""
    decision = Decision.objects.get(replaced_by=None)
    promise = Commitment.objects.get(kind="amends")
    return {
        "changes": promise.changes.count(),
        "pieces": promise.evidence.count(),
        "judgements": Judgement.objects.count(),
        "versions": decision.versions.count(),
        "corrections": decision.corrections.count(),
        "answered": decision.n_answered,
        "agreements": Agreement.objects.count(),
        "drafts of rounds": Round.objects.filter(state=Round.State.DRAFT).count(),
    }


def _promise(firm: Cast) -> None:
    by, later = firm.manager, TODAY + timedelta(days=30)
    prompt = Prompt(PromptKind.MEETING, "", "The talk by the crane")
    promise = make_promise(by, "A stool each.", kind="amends", prompt=prompt, confirm="by_name")
    for colour in ("red", "blue"):
        words = f"A {colour} stool, by Jo Marsh"
        show_picture(promise, by=by, words=words, content=photo(colour), name="a.jpg", at=NOW)
    show_link(promise, by=by, words="The order", link="https://shop.example/8", at=NOW)
    move_commitment(promise, by=by, to=later, words="The maker is late.", at=NOW)
    asked = hand_over(promise, to=firm.employee, by=by, words="Jo knows stools.", at=NOW)
    take_on(asked, by=firm.employee, words="Gladly.", at=NOW)
    promise.refresh_from_db()
    keep_commitment(promise, by=firm.employee, words="All nine stand there.", at=NOW)
    said = judge(promise, by=firm.colleague, says="contested", words="Mine wobbles.", at=NOW)
    answer_contest(said, by=firm.employee, words="I see to it.", at=NOW)


def _decide(firm: Cast) -> None:
    decision = make_decision(firm.employee, "Do we buy stools for all?")
    question = ask_about(decision, by=firm.colleague, words="Why not now?", at=NOW)
    answer_question(question, by=firm.employee, words="The money comes in May.", at=NOW)
    said = {"was": "Nine.", "now": "Ten.", "words": "I forgot one."}
    correct(decision, by=firm.employee, thanks_to=firm.colleague, at=NOW, **said)
    answer_thanks(Thanks.objects.get(), by=firm.colleague, is_named=True, at=NOW)
    told = tell_of(decision.question, reasons=f"{WHY} And Jo Marsh asked for May.")
    change_decision(decision, by=firm.employee, told=told, why="A date.", version=1, at=NOW)
    begin_draft(by=firm.owner, typed={"question": "And tables?"}, writers=[firm.manager], at=NOW)
