"""What results ask for, what answers them, and what is still owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils.timezone import localdate

from bothways.answers.models import HOLDS, Agreement
from bothways.commitments import queries as commitments
from bothways.commitments.models import Commitment
from bothways.decisions import queries as decisions
from bothways.decisions.models import Decision
from bothways.people.models import Person, Role
from bothways.pure.disclosure import Released
from bothways.pure.measurement import ReleasedCount
from bothways.pure.owed import Asking, Figure, asking
from bothways.record.prompted import PromptKind
from bothways.results.queries import AGREES_FROM, firm_cell, in_words, releases
from bothways.surveys.models import Round, RoundQuestion

WAITING, SILENT, WILL, DID, WONT = STATES = ("waiting", "silent", "will", "did", "wont")
VOICES = (PromptKind.SUGGESTION, PromptKind.QUESTION)
Side = Agreement.Side
Key = tuple[UUID, str]
Questions = Mapping[Key, RoundQuestion]
Counted = Sequence[tuple[Round, Released]]

_ASKED: dict[str, list[RoundQuestion]] = {}  # by the hash of a manifest, which never changes


@dataclass(frozen=True)
class Entry:
    """Something that was said, and what came back.

    round: None where it was no round. why: 'few' or 'worse' if it asks for an answer, else ''.
    """

    said: str
    figure: str = ""
    round: Round | None = None
    code: str = ""
    why: str = ""
    kind: str = ""
    promises: list[Commitment] = field(default_factory=list)
    refusals: list[Decision] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Names it on a page: '<round>/<code>', '' where it was no round."""
        return f"{self.round.pk}/{self.code}" if self.round else ""

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return self.key.replace("/", "-")

    @property
    def round_id(self) -> UUID | None:
        return self.round.pk if self.round else None

    @property
    def is_answered(self) -> bool:
        """A promise or a 'we won't, because'; a yes without a promise is none yet."""
        return bool(self.promises) or any(d.outcome != Decision.Outcome.YES for d in self.refusals)

    def state(self, on: date) -> str:
        """Where it stands: what was not kept comes before what was, so that nothing hides it."""
        if not self.is_answered:
            return WAITING
        states = {promise.state for promise in self.promises}
        if Commitment.State.BROKEN in states or self.silent(on):
            return SILENT
        if Commitment.State.OPEN in states:
            return WILL
        return DID if states else WONT

    def silent(self, on: date) -> list[Commitment]:
        return [promise for promise in self.promises if promise.is_silent(on)]

    def blocks(self, on: date) -> bool:
        """No new round is announced before this has its answer, and the answer its word."""
        return bool(self.why) and (not self.is_answered or bool(self.silent(on)))

    def days_waited(self, on: date) -> int:
        return (on - localdate(self.round.closes_at)).days if self.round else 0

    @property
    def first_on(self) -> date:
        """The day by which it is sorted: of the result, else of the first answer."""
        if self.round:
            return localdate(self.round.closes_at)
        made = [promise.made_on for promise in self.promises]
        return min(made + [decision.recorded_on for decision in self.refusals])


@dataclass(frozen=True)
class Given:
    """What answers results: promises and decisions, by round and question code."""

    promises: Mapping[Key, list[Commitment]]
    decisions: Mapping[Key, list[Decision]]


def entries_of_rounds(only: UUID | None = None) -> list[Entry]:
    """Return every question of a counted round that asks for an answer or has one, newest first.

    Rounds about single promises are none of them. 5 queries, however many rounds there are.
    """
    counted = releases()
    wanted = [round_.pk for round_, _ in counted if only is None or round_.pk == only]
    given = Given(commitments.answers_to(wanted), decisions.answers_to(wanted))
    return entries_among(wanted, counted, given)


def entries_among(wanted: Sequence[UUID], counted: Counted, given: Given) -> list[Entry]:
    """Return the same of the wanted rounds among all counted ones, the newest first.

    1 query for the questions of rounds that this process has not read yet.
    """
    questions = _questions(round_ for round_, _released in counted)
    found = []
    for round_, released in counted:
        if round_.pk not in wanted:
            continue
        why = {one.code: one.why for one in asked_by(round_, counted, questions)}
        answered = {code for of, code in [*given.promises, *given.decisions] if of == round_.pk}
        for code in [*why, *sorted(answered - set(why))]:
            key, cell = (round_.pk, code), firm_cell(released, code)
            asked = questions.get(key)
            if asked is not None:
                found.append(
                    Entry(
                        said=asked.worded,
                        figure=in_words(cell) if cell else "",
                        round=round_,
                        code=code,
                        why=why.get(code, ""),
                        promises=given.promises.get(key, []),
                        refusals=given.decisions.get(key, []),
                    )
                )
    return found


def entry_of(round_: Round, code: str) -> Entry | None:
    """Return one question of a counted round, if it asks for an answer or has one."""
    return next((one for one in entries_of_rounds(round_.pk) if one.code == code), None)


def entries_of_voices() -> list[Entry]:
    """Return the suggestions and questions that promises or decisions name as their cause."""
    found: dict[tuple[str, str], Entry] = {}
    open_to_all = Commitment.objects.all().made_in_the_open().filter(prompt_kind__in=VOICES)
    for promise in open_to_all.select_related("made_by").order_by("-made_on"):
        _voice(found, promise).promises.append(promise)
    decided = decisions.with_people(Decision.objects.filter(prompt_kind__in=VOICES))
    for decision in decided.order_by("-recorded_on"):
        _voice(found, decision).refusals.append(decision)
    return list(found.values())


def asked_by(round_: Round, counted: Counted, questions: Questions) -> list[Asking]:
    """Return which questions of a counted round ask for an answer, by the rule that was said.

    counted: all counted rounds, the newest first.
    """
    released = next(told for other, told in counted if other.pk == round_.pk)
    place = [other.pk for other, _told in counted].index(round_.pk)
    earlier = [pair for pair in counted[place + 1 :] if pair[0].audience == round_.audience]
    figures = []
    for (of, code), asked in questions.items():
        cell = firm_cell(released, code) if of == round_.pk else None
        if cell is not None and cell.n:
            low, high = cell.ge[AGREES_FROM]
            before = _before(asked, earlier, questions)
            figures.append(Figure(code, low, high, cell.n, asked.keyed == "-", before))
    return list(_asking(tuple(figures)))


def owed_before(round_: Round, on: date) -> list[Entry]:
    """Return what stands in the way of a round: of the last one of the same audience.

    A round about single promises asks for no answer and waits for none.
    """
    if round_.is_about_promises:
        return []
    last = last_before(round_)
    return [entry for entry in entries_of_rounds(last.pk) if entry.blocks(on)] if last else []


def last_before(round_: Round) -> Round | None:
    """Return the last counted round of the same audience."""
    counted = Round.objects.filter(state=Round.State.RELEASED, audience=round_.audience)
    others = counted.exclude(pk=round_.pk).exclude(kind=Round.Kind.PROMISES)
    return others.order_by("-closes_at").first()


def owed_now(on: date) -> list[Entry]:
    """Return what the last round of everyone and the last of the leaders wait for."""
    newest = last_of_each(releases())
    return [entry for pk in newest for entry in entries_of_rounds(pk) if entry.blocks(on)]


def last_of_each(counted: Counted) -> list[UUID]:
    """Return the last round of everyone and the last of the leaders; counted: newest first."""
    return list({round_.audience: round_.pk for round_, _ in reversed(counted)}.values())


def agreed(round_: Round) -> bool:
    """Say whether owner and representative agreed, two people who still have their roles."""
    said = {one.side: one.by for one in agreements_of(round_)}
    owner, other = said.get(Side.OWNER), said.get(Side.REPRESENTATIVE)
    if owner is None or other is None or not (owner.is_active and other.is_active):
        return False
    return side_of(owner) == Side.OWNER and side_of(other) == Side.REPRESENTATIVE


def agreements_of(round_: Round) -> list[Agreement]:
    """Return who agreed that a round can't wait, with their words; lapsed ones not."""
    return list(Agreement.objects.filter(HOLDS, round=round_).select_related("by"))


def agreements_with_people(ids: Iterable[str]) -> list[Agreement]:
    """Return these words with who said them and about which draft (1 query)."""
    return list(Agreement.objects.filter(pk__in=list(ids)).select_related("by", "round"))


def lapsed_of(round_: Round) -> list[Agreement]:
    """Return the words that lapsed because the draft was changed after them."""
    return list(Agreement.objects.filter(round=round_).exclude(HOLDS).select_related("by"))


def side_of(person: Person) -> Agreement.Side | None:
    """Return for whom a person can speak; an owner never for the employees."""
    if person.has_role(Role.Kind.OWNER):
        return Side.OWNER
    return Side.REPRESENTATIVE if person.has_role(Role.Kind.REPRESENTATIVE) else None


def somebody_can_agree() -> bool:
    """Say whether a representative is here who is not an owner."""
    spoken = Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE)
    return spoken.exclude(roles__kind=Role.Kind.OWNER).exists()


@lru_cache(maxsize=256)
def _asking(figures: tuple[Figure, ...]) -> tuple[Asking, ...]:
    """What is published never changes, so a process works it out once."""
    return tuple(asking(figures))


def _before(
    asked: RoundQuestion, earlier: Iterable[tuple[Round, Released]], questions: Questions
) -> ReleasedCount | None:
    for round_, released in earlier:
        same = questions.get((round_.pk, asked.code))
        if same is not None and (same.version, same.text) == (asked.version, asked.text):
            cell = firm_cell(released, asked.code)
            if cell is None or not cell.n:
                return None
            return ReleasedCount(*cell.ge[AGREES_FROM], cell.n)
    return None


def _questions(rounds: Iterable[Round]) -> dict[Key, RoundQuestion]:
    """Return what these rounds asked. It is fixed with them, so a process reads it once."""
    hashes = {round_.pk: round_.manifest_hash for round_ in rounds}
    unread = [pk for pk, fixed in hashes.items() if fixed not in _ASKED]
    if unread:
        read: dict[UUID, list[RoundQuestion]] = {pk: [] for pk in unread}
        for question in RoundQuestion.objects.filter(round__in=unread).order_by("position"):
            read[question.round_id].append(question)
        _ASKED.update((hashes[pk], questions) for pk, questions in read.items())
    return {(pk, one.code): one for pk, fixed in hashes.items() for one in _ASKED[fixed]}


def _voice(found: dict[tuple[str, str], Entry], thing: Commitment | Decision) -> Entry:
    """Return the entry of what prompted a thing; one for each cause."""
    cause = (thing.prompt_kind, thing.prompt_ref or thing.prompt_words)
    return found.setdefault(cause, Entry(said=thing.prompt_words, kind=thing.prompt_kind))
