"""The rules of a round as one frozen text: complete, the same for everybody, telling of nobody."""

import hashlib
import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import translation

from bothways import __version__
from bothways.ballotbox.actions import PublicKeys
from bothways.people.models import Organisation, Person
from bothways.pure.ballots import ballot_size
from bothways.surveys.actions import Asked, announce_round
from bothways.surveys.bank import by_code
from bothways.surveys.manifest import client_hash, make_manifest, moment
from bothways.surveys.models import Entitlement, Round
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import NEWS, OPEN_FOR, SAFETY, TRUST, draft, opened
from tests.tampering import tamper

EVERYTHING = {
    "v", "product", "round", "title", "kind", "audience", "format", "k", "c", "questions", "scale",
    "scale_words", "opens_at", "closes_at", "blocks", "viewers", "retention", "keys", "guardian",
    "client", "size",
}  # fmt: skip


def raw(text: str) -> bytes:
    """Return the bytes of a base64url text without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner)


def test_it_holds_everything_that_is_fixed_and_nothing_else(round_: Round) -> None:
    assert set(round_.rules) == EVERYTHING
    assert round_.rules["v"] == 1
    assert round_.rules["product"] == __version__
    assert round_.rules["round"] == round_.pk.hex
    assert round_.rules["scale"] == [1, 2, 3, 4, 5]


def test_it_is_one_canonical_text_and_its_hash(round_: Round) -> None:
    again = json.dumps(round_.rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert round_.manifest == again
    assert round_.manifest_hash == hashlib.sha256(again.encode()).hexdigest()


def test_moments_are_written_in_one_way_wherever_the_server_stands(round_: Round) -> None:
    assert round_.rules["opens_at"] == "2026-11-02T09:00:00Z"
    east = timezone(timedelta(hours=5, minutes=30))

    assert moment(datetime(2026, 11, 2, 14, 30, tzinfo=east)) == "2026-11-02T09:00:00Z"
    assert moment(datetime(2026, 11, 2, 9, 0, 0, 999_999, tzinfo=UTC)) == "2026-11-02T09:00:00Z"
    assert round_.rules["closes_at"] == moment(NOW + OPEN_FOR)


def test_questions_stand_in_the_order_in_which_they_are_asked(round_: Round) -> None:
    asked = round_.rules["questions"]

    assert [question["id"] for question in asked] == [TRUST.code, SAFETY.code, NEWS.code]
    assert asked[0] == {
        "id": "U-TRU1",
        "version": 1,
        "construct": "TRU",
        "text": "I feel safe relying on my leader.",
        "language": "en",
        "texts": {"en": "I feel safe relying on my leader."},
        "translations": {},
        "keyed": "+",
        "about_leader": True,
    }


def test_blocks_name_their_teams_and_how_many_are_asked_but_no_person(
    round_: Round, firm: Cast
) -> None:
    blocks = round_.rules["blocks"]
    asked = Entitlement.objects.filter(round=round_)

    assert sum(block["eligible"] for block in blocks) == asked.count()
    for block in blocks:
        assert block["eligible"] == asked.filter(block=block["id"]).count()
        assert set(block) == {"id", "name", "department", "teams", "eligible"}
    for person in firm.people():
        assert person.name not in round_.manifest
        assert str(person.email) not in round_.manifest
        assert str(person.pk) not in round_.manifest


def test_every_team_is_in_one_block(round_: Round) -> None:
    teams = [team for block in round_.rules["blocks"] for team in block["teams"]]

    assert len(teams) == len(set(teams))
    assert "Millrace/Operations/Assembly" in teams


def test_each_block_has_a_key_of_its_own_of_3072_bits(round_: Round) -> None:
    keys = round_.rules["keys"]["blocks"]

    assert set(keys) == {block["id"] for block in round_.rules["blocks"]}
    assert len(set(keys.values())) == len(keys)
    for text in keys.values():
        key = load_der_public_key(raw(text))
        assert isinstance(key, RSAPublicKey)
        assert key.key_size == 3072
        assert key.public_numbers().e == 65537


def test_the_seal_and_the_receipt_have_keys_of_32_bytes(round_: Round) -> None:
    keys = round_.rules["keys"]

    assert len(raw(keys["seal"])) == len(raw(keys["receipt"])) == 32
    assert keys["seal"] != keys["receipt"]


def test_two_rounds_share_no_key(round_: Round, owner: Person) -> None:
    from bothways.results.actions import close_due_rounds

    close_due_rounds(round_.closes_at)
    other = opened(owner, opens_at=NOW + timedelta(days=100), title="February pulse")

    mine, theirs = round_.rules["keys"], other.rules["keys"]
    assert not set(mine["blocks"].values()) & set(theirs["blocks"].values())
    assert mine["seal"] != theirs["seal"]
    assert mine["receipt"] != theirs["receipt"]


def test_without_a_second_keyholder_it_says_so(round_: Round) -> None:
    assert round_.rules["guardian"] is None


def test_every_ballot_has_the_size_that_the_rules_say(round_: Round) -> None:
    assert round_.rules["size"] == ballot_size(3) == 64


def test_it_says_who_sees_what_and_what_becomes_of_ballots(round_: Round) -> None:
    assert "that leader alone" in round_.rules["viewers"]
    assert "destroyed" in round_.rules["retention"]


def test_it_names_the_ballot_client_that_this_server_hands_out(round_: Round) -> None:
    found = finders.find("bothways/ballot.js")
    assert isinstance(found, str)

    served = hashlib.sha256(Path(found).read_bytes()).hexdigest()

    assert round_.rules["client"] == client_hash() == served


@pytest.mark.parametrize(("kind", "format_"), [("pulse", "focus"), ("survey", "full")])
def test_a_pulse_is_released_in_focus_and_a_survey_in_full(
    owner: Person, kind: str, format_: str
) -> None:
    round_ = draft(owner, kind=kind)
    announce_round(round_, by=owner, at=NOW)

    assert (round_.rules["kind"], round_.rules["format"]) == (kind, format_)


def test_the_firms_own_setting_is_fixed_with_the_rest(owner: Person, firm: Cast) -> None:
    firm.organisation.k, firm.organisation.c = 9, 3
    firm.organisation.save()
    round_ = opened(owner)
    tamper(Organisation.objects.all(), k=5, c=1)

    round_ = Round.objects.get(pk=round_.pk)

    assert (round_.rules["k"], round_.rules["c"]) == (9, 3)


def test_a_draft_has_no_rules_yet(owner: Person) -> None:
    round_ = draft(owner)

    assert (round_.manifest, round_.manifest_hash, round_.rules) == ("", "", {})


def test_each_question_of_the_book_stands_in_every_language_with_its_version(
    owner: Person,
) -> None:
    book = by_code(["U-COM1"])[0]
    round_ = opened(owner, questions=[Asked(book.code, book.text, book.construct)])

    (question,) = round_.rules["questions"]
    assert question["text"] == question["texts"]["en"] == book.text
    assert question["language"] == "en"
    assert question["texts"]["de"].startswith("Von Veränderungen erfahre ich")
    assert question["translations"]["de"] == {"version": 1, "state": "draft"}
    assert set(question["texts"]) == {code for code, _name in settings.LANGUAGES}


def test_the_rules_are_the_same_whatever_language_they_were_fixed_in(owner: Person) -> None:
    def rules_in(language: str) -> dict[str, object]:
        with translation.override(language):
            rules = draft_rules(owner)
        return {"questions": rules["questions"], "scale_words": rules["scale_words"]}

    assert rules_in("de") == rules_in("es") == rules_in("en")


def draft_rules(owner: Person) -> dict[str, object]:
    round_ = draft(owner, questions=[SAFETY, NEWS])
    keys = PublicKeys(seal=b"", receipt=b"", blocks={})
    return make_manifest(round_, questions=round_.questions.all(), blocks=[], keys=keys, k=7, c=2)


def test_the_words_of_the_scale_are_fixed_in_every_language(round_: Round) -> None:
    words = round_.rules["scale_words"]

    assert words["en"][4] == "Strongly agree"
    assert words["de"][0] == "Stimme gar nicht zu"
    assert [len(five) for five in words.values()] == [5, 5, 5]


def test_words_that_differ_from_the_book_get_none_of_its_translations(owner: Person) -> None:
    (question, *_others) = opened(owner, questions=[TRUST]).rules["questions"]

    assert question["texts"] == {"en": TRUST.text}
    assert question["translations"] == {}
