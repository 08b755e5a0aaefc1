"""Reads about a firm's own questions: what there is, when each was asked, whom it reaches."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from bothways.people.models import Person
from bothways.people.queries import firm_language, organisation
from bothways.surveys.bank import all_items, construct_name
from bothways.surveys.models import (
    LONGEST_OWN,
    MOST_OWN,
    OWN,
    OwnQuestion,
    OwnWording,
    Round,
    RoundQuestion,
)
from bothways.surveys.queries import A_QUARTER, BEGAN
from bothways.surveys.wording import alike

LETTERS = 10
NAME = "{company}"


@dataclass(frozen=True)
class Asked:
    """One time of asking a wording."""

    round: Round
    version: int
    began: datetime


@dataclass(frozen=True)
class Own:
    """An own question with its wordings, and its times, both the newest first."""

    question: OwnQuestion
    wordings: tuple[OwnWording, ...]
    times: tuple[Asked, ...]

    @property
    def current(self) -> OwnWording:
        """The wording that the next round asks."""
        return self.wordings[0]

    @property
    def name(self) -> str:
        """What it is about, in words; '' where nobody has said it."""
        return construct_name(self.question.heading)

    @property
    def is_asked(self) -> bool:
        """Its current wording was asked, so that another one is another version."""
        return any(asked.version == self.current.version for asked in self.times)

    def n_times(self, version: int) -> int:
        """In how many rounds a version was asked."""
        return sum(asked.version == version for asked in self.times)

    @property
    def told(self) -> list[tuple[OwnWording, int]]:
        """Each wording with how many times it was asked, the newest first."""
        return [(wording, self.n_times(wording.version)) for wording in self.wordings]

    @property
    def last(self) -> Asked | None:
        """When it was asked last, in whatever words."""
        return self.times[0] if self.times else None

    def back_on(self, at: datetime) -> datetime | None:
        """From when on it may be asked again; None where it may be now."""
        back = self.last.began + A_QUARTER if self.last else at
        return back + timedelta(days=1) if back > at else None


def library() -> list[Own]:
    """Return all own questions, those in use first, each by its words (4 queries)."""
    questions = list(OwnQuestion.objects.all())
    found = _owns(questions)
    found.sort(key=lambda own: (own.question.retired_on is not None, own.current.text.casefold()))
    return found


def own_of(question: OwnQuestion) -> Own:
    """Return one own question with all that is known of it (3 queries)."""
    return _owns([question])[0]


def _owns(questions: Iterable[OwnQuestion]) -> list[Own]:
    by_code: dict[str, OwnQuestion] = {question.code: question for question in questions}
    wordings: dict[str, list[OwnWording]] = {}
    for wording in OwnWording.objects.filter(question__in=by_code):
        wordings.setdefault(wording.question_id, []).append(wording)
    times = _times(by_code)
    return [
        Own(by_code[code], tuple(mine), tuple(times.get(code, ())))
        for code, mine in wordings.items()
    ]


def _times(codes: Collection[str]) -> dict[str, list[Asked]]:
    rows = list(_fixed(codes).values_list("code", "version", "round_id"))
    wanted = {round_id for _code, _version, round_id in rows}
    rounds = Round.objects.filter(pk__in=wanted).defer("manifest").annotate(began=BEGAN)
    by_id = {round_.pk: round_ for round_ in rounds}
    found: dict[str, list[Asked]] = {}
    for code, version, round_id in rows:
        round_ = by_id[round_id]
        asked = Asked(round_, version, round_.began)
        found.setdefault(code, []).append(asked)
    for times in found.values():
        times.sort(key=lambda asked: asked.began, reverse=True)
    return found


def _fixed(codes: Collection[str]) -> QuerySet[RoundQuestion]:
    asked = RoundQuestion.objects.filter(code__in=list(codes)).order_by()
    return asked.exclude(round__state__in=[Round.State.DRAFT, Round.State.VOID])


def was_asked(wording: OwnWording) -> bool:
    """Say whether the rules of a round hold this wording, so that it stays as it is."""
    asked = RoundQuestion.objects.filter(code=wording.question_id, version=wording.version)
    return asked.exclude(round__state=Round.State.DRAFT).exists()


def were_asked(questions: Iterable[RoundQuestion]) -> set[str]:
    """Return the codes of those whose wording the rules of a round hold (1 query)."""
    versions = {question.code: question.version for question in questions}
    asked = RoundQuestion.objects.filter(code__in=versions).exclude(round__state=Round.State.DRAFT)
    rows = asked.order_by().values_list("code", "version")
    return {code for code, version in rows if versions[code] == version}


def in_full(text: str) -> str:
    """Return words as they are asked: with single spaces, and the firm's name for {company}."""
    if NAME in text:
        firm = organisation()
        text = text.replace(NAME, firm.name if firm else "")
    return " ".join(text.split())


def is_too_long(text: str) -> bool:
    """Say whether this is too long for a question, with the firm's name in its place."""
    return len(in_full(text)) > LONGEST_OWN


def own_code(text: str, *, taken: Collection[str] = ()) -> str:
    """Return the code of a new own question: a mark of its first words."""
    words, place = " ".join(text.split()).casefold(), 0
    while True:
        said = f"{words}\n{place}" if place else words
        code = OWN + hashlib.sha256(said.encode()).hexdigest()[:LETTERS]
        if code not in taken:
            return code
        place += 1


def wording_of(text: str) -> OwnWording | None:
    """Return the wording that says exactly this, capitals aside: the newest version of it."""
    wanted = " ".join(text.split()).casefold()
    wordings = OwnWording.objects.select_related("question").order_by("-version", "question")
    return next((one for one in wordings if one.text.casefold() == wanted), None)


def to_choose(audience: str, *, there: Collection[str] = ()) -> list[OwnWording]:
    """Return the current wordings that this audience may be asked, by their words.

    there: the codes of those that a draft has already, retired or not.
    """
    newest: dict[str, OwnWording] = {}
    for wording in OwnWording.objects.select_related("question"):
        newest.setdefault(wording.question_id, wording)
    found = [
        wording
        for code, wording in newest.items()
        if code in there or (wording.audience == audience and not wording.question.retired_on)
    ]
    return sorted(found, key=lambda wording: wording.text.casefold())


def headings_of(codes: Iterable[str]) -> dict[str, str]:
    """Return under what each of these own questions stands, where somebody has said it."""
    rows = OwnQuestion.objects.filter(code__in=list(codes))
    return {question.code: question.heading for question in rows if question.heading}


def languages_in_use() -> dict[str, int]:
    """Return how many people here read each language that Bothways speaks (2 queries).

    Who has chosen none reads the firm's.
    """
    spoken, firms = dict(settings.LANGUAGES), firm_language() or settings.LANGUAGE_CODE
    rows = Person.objects.here().order_by().values_list("language").annotate(n=Count("pk"))
    found: dict[str, int] = {}
    for language, n in rows:
        code = language if language in spoken else firms
        found[code] = found.get(code, 0) + n
    return found


@dataclass(frozen=True)
class Draft:
    """A draft that an own question can be put into. asks: the codes that are in it."""

    round: Round
    asks: frozenset[str]

    def takes(self, wording: OwnWording) -> bool:
        """Say whether it can ask this, and does not yet."""
        fits = wording.audience == self.round.audience
        is_good = wording.keyed == OwnWording.Keyed.GOOD or self.round.kind == Round.Kind.SURVEY
        return fits and is_good and wording.question_id not in self.asks and not self.is_full

    @property
    def is_full(self) -> bool:
        """It asks as many own questions as a round can."""
        return sum(code.startswith(OWN) for code in self.asks) >= MOST_OWN


def drafts_to_fill() -> list[Draft]:
    """Return the drafts whose questions are chosen by hand, the next to open first (2 queries)."""
    drafts = list(
        Round.objects.filter(state=Round.State.DRAFT)
        .exclude(kind=Round.Kind.PROMISES)
        .order_by("opens_at")
    )
    rows = RoundQuestion.objects.filter(round__in=drafts).values_list("round_id", "code")
    asks: dict[UUID, set[str]] = {}
    for round_id, code in rows:
        asks.setdefault(round_id, set()).add(code)
    return [Draft(round_, frozenset(asks.get(round_.pk, ()))) for round_ in drafts]


def nearly_the_same(text: str, *, but: str = "") -> list[str]:
    """Return a sentence for each question, of the book or the firm's own, that is nearly this one.

    but: the code of the question that is being written.
    """
    book = [item.text for item in all_items() if alike(text, item.text)]
    own = {one.text for one in OwnWording.objects.exclude(question=but) if alike(text, one.text)}
    in_book = _("The book asks nearly the same: “%(text)s” Take that one.")
    return [in_book % {"text": one} for one in book] + [
        _("You have nearly the same: “%(text)s” Change that one, or ask something else.")
        % {"text": one}
        for one in sorted(own)
    ]
