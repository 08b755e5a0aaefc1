"""The rules of a round as one frozen text, the same for all (docs/anonymity.md, section 1)."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import translation

from bothways import __version__
from bothways.ballotbox.actions import PublicKeys
from bothways.pure.ballots import ballot_size, to_text
from bothways.pure.disclosure import Block
from bothways.surveys.bank import by_code, wordings
from bothways.surveys.explain import SCALE
from bothways.surveys.models import Round, RoundQuestion
from bothways.surveys.own import headings_of

VIEWERS = (
    "The firm's figures: everyone. A group's figures: its members, their leaders and the people "
    "lead. Questions about one leader, by group: that leader alone."
)
RETENTION = "Ballots and keys are destroyed when they are counted; the release is kept."


def moment(at: datetime) -> str:
    """Return a moment as the manifest writes it: '2026-11-20T08:00:00Z'."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def client_hash() -> str:
    """Return the SHA-256 of the ballot client that this installation serves."""
    found = finders.find("bothways/ballot.js")
    if not isinstance(found, str):
        return ""
    with open(found, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_manifest(
    round_: Round,
    *,
    questions: Sequence[RoundQuestion],
    blocks: Sequence[Block],
    keys: PublicKeys,
    k: int,
    c: int,
    guardian: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return everything that is fixed about a round, ready for canonical JSON.

    guardian: what the rules say of the second key (`keyholders` lends it), where there is one.
    """
    return {
        "v": 2 if guardian else 1,
        "product": __version__,
        "round": round_.pk.hex,
        "title": round_.title,
        "kind": round_.kind,
        "audience": round_.audience,
        "format": round_.format,
        "k": k,
        "c": c,
        "questions": _questions(questions),
        "scale": [1, 2, 3, 4, 5],
        "scale_words": _scale_words(),
        "opens_at": moment(round_.opens_at),
        "closes_at": moment(round_.closes_at),
        "blocks": [_block(block) for block in blocks],
        "viewers": VIEWERS,
        "retention": RETENTION,
        "keys": {
            "seal": to_text(keys.seal),
            "receipt": to_text(keys.receipt),
            "blocks": {block: to_text(der) for block, der in keys.blocks.items()},
            **({"slips": to_text(keys.slips)} if keys.slips else {}),
        },
        "guardian": dict(guardian) if guardian else None,
        "client": client_hash(),
        "size": ballot_size(len(questions)),
    }


def _questions(questions: Sequence[RoundQuestion]) -> list[dict[str, Any]]:
    """Own questions say under which heading they stand; they are counted by themselves."""
    headings = headings_of(question.code for question in questions if question.is_own)
    return [
        {**_question(question), "topic": headings[question.code]}
        if question.code in headings
        else _question(question)
        for question in questions
    ]


def _question(question: RoundQuestion) -> dict[str, Any]:
    return {
        "id": question.code,
        "version": question.version,
        "construct": question.construct,
        "text": question.text,
        "language": question.language,
        "texts": {question.language: question.text, **question.texts},
        "translations": _translations(question),
        "keyed": question.keyed,
        "about_leader": question.about_leader,
    }


def _translations(question: RoundQuestion) -> dict[str, Any]:
    """Which version of each translation of the book is asked, and whether it is a draft."""
    items = [item for item in by_code([question.code]) if item.version == question.version]
    return {
        language: {"version": wording.translation, "state": wording.state}
        for item in items
        for language, wording in wordings(item).items()
        if language in question.texts
    }


def _scale_words() -> dict[str, list[str]]:
    """The words of the five options in every language, the first for 1."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = [str(label) for _value, label in SCALE]
    return words


def _block(block: Block) -> dict[str, Any]:
    return {
        "id": block.id,
        "name": block.name,
        "department": block.department,
        "teams": list(block.teams),
        "eligible": block.eligible,
    }
