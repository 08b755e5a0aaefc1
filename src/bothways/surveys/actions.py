"""All writes about rounds: prepare, announce, hand out envelopes, remind."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import InUseError, LateRefusal, ShapeRefusal, UnknownRefusal
from bothways.keyholders.actions import lend_keys
from bothways.keyholders.queries import second_party
from bothways.notifications.actions import tell
from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.pure.ballots import canonical_json, manifest_hash, read_manifest
from bothways.record.actions import append_entries, note
from bothways.surveys import queries
from bothways.surveys.bank import WRITTEN_IN, by_code
from bothways.surveys.errors import (
    BoxClosedError,
    BoxLostError,
    CannotOpenError,
    EnvelopeGoneError,
    FrozenError,
    NotAskedError,
)
from bothways.surveys.manifest import make_manifest
from bothways.surveys.models import OWN, Entitlement, Round, RoundQuestion
from bothways.surveys.registry import what_stands_in_the_way
from bothways.surveys.roster import Roster, keep_roster, roster_for, standing_for
from bothways.surveys.wording import points_at_leader

SECONDS_A_QUESTION = 15
REMIND_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """One question on its way into a round."""

    code: str
    text: str
    construct: str
    version: int = 1
    keyed: str = "+"
    about_leader: bool = False
    language: str = WRITTEN_IN


def own_question(text: str, *, about_leader: bool = False) -> Asked:
    """Return a firm's own question, written in the language in use.

    The same wording has the same code in every round.
    """
    wording = " ".join(text.split())
    code = OWN + hashlib.sha256(wording.casefold().encode()).hexdigest()[:10]
    return Asked(
        code,
        wording,
        code,
        about_leader=about_leader or points_at_leader(wording),
        language=get_language() or WRITTEN_IN,
    )


@transaction.atomic
def prepare_round(
    *,
    by: Person,
    title: str,
    kind: str,
    questions: Sequence[Asked],
    opens_at: datetime,
    closes_at: datetime,
    at: datetime | None = None,
) -> Round:
    """Make a draft that only those who keep rounds can see."""
    round_ = Round.objects.create(title=title, kind=kind, opens_at=opens_at, closes_at=closes_at)
    RoundQuestion.objects.bulk_create(_worded(round_, questions))
    note("round.prepared", by=by, about=round_, at=at)
    return round_


def change_round(
    round_: Round,
    *,
    by: Person,
    at: datetime,
    title: str,
    kind: str,
    questions: Sequence[Asked],
    opens_at: datetime,
    closes_at: datetime,
) -> None:
    """Change a draft.

    Raises FrozenError once the rules are fixed, and puts the attempt on the record.
    """
    _refuse_if_frozen(round_, by=by, at=at)
    with transaction.atomic():
        _hold_draft(round_)
        round_.title, round_.kind = title, kind
        round_.opens_at, round_.closes_at = opens_at, closes_at
        round_.save(update_fields=["title", "kind", "opens_at", "closes_at"])
        worded = _worded(round_, questions)  # before those go that may know a wording
        round_.questions.all().delete()
        RoundQuestion.objects.bulk_create(worded)


def word_questions(
    round_: Round, texts: Mapping[str, Mapping[str, str]], *, by: Person, at: datetime
) -> None:
    """Keep what a draft's own questions say in other languages.

    texts: wording by language, by the question's code; an empty one takes the wording away. A
    question that points at one's leader in any of its languages is treated so in all of them.
    Raises FrozenError once the rules are fixed.
    """
    _refuse_if_frozen(round_, by=by, at=at)
    with transaction.atomic():
        _hold_draft(round_)
        for question in round_.questions.filter(code__in=texts, code__startswith=OWN):
            given = {
                language: " ".join(text.split())
                for language, text in {**question.texts, **texts[question.code]}.items()
            }
            question.texts = {language: text for language, text in given.items() if text}
            question.texts[question.language] = question.text
            points = any(points_at_leader(text) for text in question.texts.values())
            question.about_leader = question.about_leader or points
            question.save(update_fields=["texts", "about_leader"])


def drop_draft(round_: Round, *, by: Person, at: datetime) -> None:
    """Throw a draft away. Raises FrozenError once the rules are fixed."""
    _refuse_if_frozen(round_, by=by, at=at)
    with transaction.atomic():
        _hold_draft(round_)
        note("round.dropped", by=by, about=round_, at=at)
        round_.delete()


def announce_round(round_: Round, *, by: Person, at: datetime) -> None:
    """Fix the roster, the blocks, the keys and the rules; from now on envelopes are handed out.

    The box takes ballots from `opens_at`. Raises FrozenError if it was announced before and
    CannotOpenError with every reason that stands in the way.
    """
    _refuse_if_frozen(round_, by=by, at=at)
    reasons = what_stands_in_the_way(round_, at)
    if reasons:
        raise CannotOpenError(reasons)
    firm = organisation()
    if firm is None:
        raise CannotOpenError([_("Name the firm first.")])
    roster = roster_for(standing_for(round_), k=firm.k)
    try:
        _fix_rules(round_, roster, k=firm.k, c=firm.c, by=by, at=at)
    except (IntegrityError, InUseError):
        raise CannotOpenError([_("Another round was opened a moment ago.")]) from None


def _fix_rules(round_: Round, roster: Roster, *, k: int, c: int, by: Person, at: datetime) -> None:
    """Make keys, rules and box as one; who announces the same round meanwhile comes too late."""
    codes = [block.id for block in roster.blocks]
    with_slips = second_party() is not None
    n_pairs = len(codes) + with_slips
    pairs = iter(box.make_pairs(n_pairs))  # this takes a while, and nobody waits for it
    with transaction.atomic():
        _hold_draft(round_)
        guardian = lend_keys(round_.pk, codes) if with_slips else None
        keys = box.make_keys(
            round_.pk, codes, pair_from=pairs.__next__, with_slips=guardian is not None
        )
        keep_roster(round_, roster)
        digest = _open_by_rules(round_, roster, keys, guardian=guardian, k=k, c=c, at=at)
        note("round.announced", by=by, about=round_, at=at, title=round_.title, rules=digest.hex())
        append_entries(at=at)
    round_.refresh_from_db()


def _open_by_rules(
    round_: Round,
    roster: Roster,
    keys: box.PublicKeys,
    *,
    guardian: Mapping[str, Any] | None,
    k: int,
    c: int,
    at: datetime,
) -> bytes:
    """Write the manifest, bind the box and the round to it, and return its hash."""
    rules = make_manifest(
        round_,
        questions=list(round_.questions.all()),
        blocks=roster.blocks,
        keys=keys,
        k=k,
        c=c,
        guardian=guardian,
    )
    text = canonical_json(rules)
    digest, manifest = manifest_hash(text), read_manifest(text)
    box.open_box(
        round_.pk,
        seal=keys.seal,
        manifest_hash=digest,
        size=manifest.inner_size,
        capacities={block.id: block.eligible for block in roster.blocks},
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        guardian_keys=manifest.guardian.block_keys if manifest.guardian else None,
    )
    Round.objects.filter(pk=round_.pk).update(
        state=Round.State.OPEN,
        fixed_at=at,
        manifest=text,
        manifest_hash=digest.hex(),
    )
    return digest


@dataclass(frozen=True)
class Blinded:
    """What a device asks to be signed: its envelope, and where the round has a guardian the slip
    and the envelope once more, for the guardian."""

    envelope: bytes
    slip: bytes = b""
    guardian: bytes = b""

    @property
    def digest(self) -> str:
        """What tells one device's request from another's."""
        return hashlib.sha256(self.envelope + self.slip + self.guardian).hexdigest()


@dataclass(frozen=True)
class Stamps:
    """What a device gets: blind signatures. guardian: empty while the guardian has not signed."""

    envelope: bytes
    slip: bytes = b""
    guardian: bytes = b""


def hand_out_envelope(
    round_: Round, person: Person, *, blinded: Blinded, at: datetime, again: bool = False
) -> Stamps:
    """Return the blind signatures over `blinded`, once per person and round.

    The same blinded messages get the same answer again, others EnvelopeGoneError; where the round
    has a guardian, the guardian's stamp is in it as soon as it was given. again: only what was
    signed before, so that nobody is lent an envelope that somebody else has made.
    Raises NotAskedError for who is not on the round's list, BoxClosedError out of time and
    BoxLostError if the box is gone.
    Keeps that an envelope was handed out, and no moment.
    """
    if round_.state != Round.State.OPEN or at >= round_.closes_at:
        raise BoxClosedError
    entitlement = queries.entitlement_of(person, round_)
    if entitlement is None:
        raise NotAskedError
    if again and entitlement.blinded_digest != blinded.digest:
        raise EnvelopeGoneError
    stamps = _company_stamps(round_, entitlement.block, blinded)
    fresh = Entitlement.objects.filter(pk=entitlement.pk, blinded_digest="")
    for_guardian = blinded.guardian or None
    if not fresh.update(blinded_digest=blinded.digest, for_guardian=for_guardian):
        entitlement.refresh_from_db()
        if entitlement.blinded_digest != blinded.digest:
            raise EnvelopeGoneError
    return replace(stamps, guardian=bytes(entitlement.stamp or b""))


def _company_stamps(round_: Round, block: str, blinded: Blinded) -> Stamps:
    """Sign for the company, which keeps nothing of it. Raises ValueError for a part too few."""
    if bool(round_.rules["guardian"]) != bool(blinded.slip and blinded.guardian):
        raise ValueError("not what this round's envelopes are made of")
    try:
        envelope = box.sign_blinded(round_.pk, block, blinded.envelope)
        slip = box.sign_slip(round_.pk, blinded.slip) if blinded.slip else b""
    except UnknownRefusal:
        raise BoxLostError from None
    except LateRefusal:  # it closed while this was on its way
        raise BoxClosedError from None
    except ShapeRefusal as refusal:
        raise ValueError("a number that no key of this round signs") from refusal
    return Stamps(envelope, slip)


def tell_of_open_box(at: datetime) -> int:
    """Tell everybody who is asked that the box is open, once a round. Return how many."""
    return sum(
        _tell_all(round_, "told", "round.opened", at)
        for round_ in Round.objects.filter(state=Round.State.OPEN, opens_at__lte=at, told=False)
    )


def remind_everyone(at: datetime) -> int:
    """Remind everybody a day before the box closes; nobody knows who has answered.

    Who was told of the open box less than a day ago is not told again.
    """
    soon = Round.objects.filter(
        state=Round.State.OPEN,
        told=True,
        reminded=False,
        opens_at__lte=at - REMIND_BEFORE,
        closes_at__gt=at,
        closes_at__lte=at + REMIND_BEFORE,
    )
    return sum(_tell_all(round_, "reminded", "round.reminder", at) for round_ in soon)


def keep_stamp(round_: Round, entitlement: str, stamp: bytes) -> None:
    """Keep the second key's blind signature for one right, the first one that came."""
    waiting = Entitlement.objects.filter(round=round_, pk=entitlement, stamp=None)
    waiting.update(stamp=stamp)


def forget_stamps(round_id: UUID) -> None:
    """Delete what the second key was asked to stamp, and its stamps; the round takes none now."""
    rights = Entitlement.objects.filter(round=round_id)
    rights.exclude(for_guardian=None, stamp=None).update(for_guardian=None, stamp=None)


def _tell_all(round_: Round, flag: str, kind: str, at: datetime) -> int:
    n_questions = round_.questions.count()
    with transaction.atomic():
        if not Round.objects.filter(pk=round_.pk, **{flag: False}).update(**{flag: True}):
            return 0
        return tell(
            kind,
            to=queries.people_asked(round_),
            at=at,
            title=round_.title,
            waiting=lambda: _what_waits(n_questions),
            closes=round_.closes_at,
            link=f"{settings.BASE_URL}/rounds/{round_.pk}/answer/",
        )


def _what_waits(n_questions: int) -> str:
    """Say it in the language in use, with both counts in their own number."""
    questions = ngettext(
        "%(n)s question waits for you", "%(n)s questions wait for you", n_questions
    )
    n_minutes = minutes_for(n_questions)
    minutes = ngettext("about %(n)s minute", "about %(n)s minutes", n_minutes)
    return f"{questions % {'n': n_questions}}, {minutes % {'n': n_minutes}}."


def minutes_for(n_questions: int) -> int:
    """Return about how many minutes that many questions take, one at least."""
    return max(1, round(n_questions * SECONDS_A_QUESTION / 60))


def _refuse_if_frozen(round_: Round, *, by: Person, at: datetime) -> None:
    if round_.state == Round.State.DRAFT:
        return
    note("round.change_refused", by=by, about=round_, at=at, title=round_.title)
    raise FrozenError(round_.fixed_at)


def _hold_draft(round_: Round) -> None:
    """Let nobody announce a draft while it is changed. Raises FrozenError if somebody just did."""
    drafts = Round.objects.select_for_update().filter(pk=round_.pk, state=Round.State.DRAFT)
    if not drafts.exists():
        round_.refresh_from_db(fields=["fixed_at"])
        raise FrozenError(round_.fixed_at)


def _worded(round_: Round, questions: Sequence[Asked]) -> list[RoundQuestion]:
    """Return the questions of a round in every wording there is, not kept yet."""
    firm = organisation()
    name = firm.name if firm else ""
    return [
        RoundQuestion(
            round=round_,
            position=position,
            code=asked.code,
            version=asked.version,
            construct=asked.construct,
            keyed=asked.keyed,
            about_leader=asked.about_leader or any(map(points_at_leader, texts.values())),
            text=asked.text.replace("{company}", name),
            language=asked.language,
            texts={language: text.replace("{company}", name) for language, text in texts.items()},
        )
        for position, asked in enumerate(questions, start=1)
        for texts in [_texts_of(asked)]
    ]


def _texts_of(asked: Asked) -> dict[str, str]:
    """Return every wording: the book's, or those that the firm gave its own question before."""
    for item in by_code([asked.code]):
        return item.texts if item.text == asked.text else {asked.language: asked.text}
    before = RoundQuestion.objects.filter(code=asked.code, language=asked.language)
    last = before.order_by("-pk").first()
    return {**(last.texts if last else {}), asked.language: asked.text}
