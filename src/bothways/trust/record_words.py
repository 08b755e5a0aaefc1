"""The record in words: one sentence per verb."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.outcomes.record_words import changes_said, months_said
from bothways.people.models import Person, Role
from bothways.record.models import Entry
from bothways.surveys.plan_words import plan_said

WORDS = {
    "organisation.named": gettext_lazy("named the firm"),
    "firm.changed": gettext_lazy("changed the name or language of the firm"),
    "firm.group_changed": gettext_lazy(
        "changed the smallest group of the next rounds from {was} to {now}"
    ),
    "firm.values_kept": gettext_lazy("wrote down what the firm stands for"),
    "firm.change_refused": gettext_lazy(
        "tried to change the firm's rules while “{title}” was on, in vain"
    ),
    "round.words_mailed": gettext_lazy("mailed to everyone why “{title}” is asked"),
    "weekly_mail.moved": gettext_lazy("chose another hour for the weekly mail"),
    "person.added": gettext_lazy("put {whom} on the list of people"),
    "person.address_changed": gettext_lazy("changed the address by which {whom} signs in"),
    "person.left": gettext_lazy("noted that {whom} has left"),
    "person.code_printed": gettext_lazy("printed a code for {whom} to sign in"),
    "card.printed": gettext_lazy("printed a card for {whom} to sign in"),
    "card.revoked": gettext_lazy("revoked the card of {whom}"),
    "kiosk.registered": gettext_lazy("made a device shared: “{name}”"),
    "kiosk.revoked": gettext_lazy("ended the shared device “{name}”"),
    "line.changed": gettext_lazy("changed who else leads {whom}, or where else they work"),
    "people.imported": gettext_lazy("took in a list of people"),
    "people.import_undone": gettext_lazy("undid the last list of people"),
    "people.invited": gettext_lazy("invited people to sign in"),
    "people.exported": gettext_lazy("saved the list of people as a file"),
    "role.given": gettext_lazy("gave {whom} the role: {role}"),
    "role.taken": gettext_lazy("took this role from {whom}: {role}"),
    "plan.changed": gettext_lazy(
        "changed the plan of the year: {month} asks “{now}” instead of “{was}”"
    ),
    "round.prepared": gettext_lazy("prepared a round"),
    "round.dropped": gettext_lazy("threw away the draft of a round"),
    "round.announced": gettext_lazy("announced “{title}”; its rules are fixed"),
    "round.change_refused": gettext_lazy("tried to change the fixed rules of “{title}”, in vain"),
    "round.count_refused": gettext_lazy(
        "did not count “{title}”: its rules are not the ones its box was opened with"
    ),
    "question.written": gettext_lazy("wrote a question of the firm's own"),
    "question.reworded": gettext_lazy(
        "changed the words of a question of the firm's own: version {version}"
    ),
    "question.renamed": gettext_lazy("put a question of the firm's own under another heading"),
    "question.retired": gettext_lazy("retired a question of the firm's own"),
    "question.taken_up": gettext_lazy("took up a question of the firm's own again"),
    "override.agreed": gettext_lazy("agreed that “{title}” can't wait for the last answers"),
    "override.withdrawn": gettext_lazy("withdrew the word that “{title}” can't wait"),
    "override.lapsed": gettext_lazy(
        "changed the draft of “{title}”, so that nobody's word that it can't wait holds any more"
    ),
    "round.closed": gettext_lazy("closed the box of “{title}”"),
    "round.released": gettext_lazy("counted “{title}” and destroyed its ballots and keys"),
    "round.voided": gettext_lazy(
        "declared “{title}” void: its box is lost or not as it was, and will not be counted"
    ),
    "round.confirmed": gettext_lazy("looked through the rules and people of “{title}”"),
    "round.counts_differ": gettext_lazy(
        "did not release “{title}”: the two keyholders counted different figures"
    ),
    "key.taken": gettext_lazy("took the second key, under the name {name}"),
    "key.left": gettext_lazy("keeps the second key no longer: {name}"),
    "key.same_host": gettext_lazy(
        "found the second key of {name} on the company's own server, where it is none"
    ),
    "key.lost": gettext_lazy("declared the second key of “{title}” lost"),
    "desk.opened": gettext_lazy("opened a desk that letters can go to: “{name}”"),
    "desk.reader_named": gettext_lazy("lets {whom} read the letters to “{name}”"),
    "desk.reader_left": gettext_lazy("ended that {whom} reads the letters to “{name}”"),
    "desk.reader_key": gettext_lazy("made a key to read at “{name}”: {fingerprint}"),
    "desk.reader_let_in": gettext_lazy(
        "compared signs with {whom}, who may read the letters to “{name}”: {fingerprint}"
    ),
    "desk.key_begun_again": gettext_lazy(
        "began the desk “{name}” again with key {number}: nobody had the key before"
    ),
    "desk.key_changed": gettext_lazy("made key {number} of the desk “{name}”"),
    "letters.came_out": gettext_lazy("let the letters of {hour} come out, with the mark {mark}"),
    "stamps.began": gettext_lazy("began the stamps of {month}, with the key {key}"),
    "person.erased": gettext_lazy("erased a person, as the law allows them to ask"),
    "installation.exported": gettext_lazy("saved all of the firm as files"),
    "installation.restored": gettext_lazy(
        "put back the backup of {made_at}; what was done since then is lost"
    ),
    "profile.shared": gettext_lazy("shared their own profile as a leader until {until}"),
    "profile.unshared": gettext_lazy("stopped sharing their own profile as a leader"),
    "commitment.made": gettext_lazy("promised"),
    "commitment.spoken_of": gettext_lazy("said how a promise stands"),
    "commitment.moved": gettext_lazy("moved a promise in time"),
    "commitment.kept": gettext_lazy("kept a promise"),
    "commitment.broken": gettext_lazy("broke a promise, and said so"),
    "commitment.taken_back": gettext_lazy("opened a promise again"),
    "commitment.shown": gettext_lazy("showed how a promise stands"),
    "commitment.evidence_taken_away": gettext_lazy("took away what showed a promise"),
    "commitment.offered": gettext_lazy("asked somebody to take a promise on"),
    "commitment.handed_over": gettext_lazy("took a promise on"),
    "commitment.declined": gettext_lazy("did not take a promise on"),
    "commitment.ended": gettext_lazy("ended a promise, because somebody left"),
    "voice.said": gettext_lazy("put an idea or a question before everyone"),
    "voice.vote_asked": gettext_lazy("had everyone asked secretly about an idea or a question"),
    "voice.vote_dropped": gettext_lazy("had nobody asked secretly about it after all"),
    "voice.came": gettext_lazy("put an idea or a question without a name before everyone"),
    "voice.typed_in": gettext_lazy("typed in an idea or a question from a paper slip"),
    "voice.added": gettext_lazy("added to an idea or a question"),
    "voice.looking": gettext_lazy("is looking at an idea or a question"),
    "voice.will": gettext_lazy("said “we will” to an idea"),
    "voice.wont": gettext_lazy("said “we won't, because” to an idea"),
    "voice.answered": gettext_lazy("answered a question"),
    "voice.opened": gettext_lazy("opened an idea or a question again"),
    "voice.handed": gettext_lazy("gave an idea or a question into other hands"),
    "voice.merged": gettext_lazy("merged an idea or a question into another one"),
    "voice.parted": gettext_lazy("parted an idea or a question from another one"),
    "voice.hidden": gettext_lazy("hid the words of an idea or a question, and said why"),
    "voice.shown": gettext_lazy("showed the words of an idea or a question again"),
    "voice.taken_back": gettext_lazy("took their own idea or question back"),
    "keeper.named": gettext_lazy("lets {whom} keep the paper box"),
    "keeper.dropped": gettext_lazy("lets {whom} keep the paper box no longer"),
    "decision.recorded": gettext_lazy("wrote down a decision with its reasons"),
    "decision.changed": gettext_lazy("changed the words of a decision, and said why"),
    "decision.stands": gettext_lazy("looked at a decision again: it stands"),
    "decision.replaced": gettext_lazy("put “{now}” in the place of an older decision"),
    "decision.corrected": gettext_lazy("corrected a decision: “{was}” is now “{now}”"),
    "decision.thanked": gettext_lazy("is thanked for pointing out a mistake in a decision"),
    "decision.asked": gettext_lazy("asked about a decision"),
    "decision.answered": gettext_lazy("answered a question about a decision"),
    "commitment.confirmed": gettext_lazy("said that a promise to them was kept"),
    "commitment.contested": gettext_lazy("sees differently that a promise to them was kept"),
    "commitment.contest_answered": gettext_lazy("answered one who sees a promise differently"),
    "commitment.asked_openly": gettext_lazy("has those a promise was made to asked by name"),
    "token.made": gettext_lazy("made a token for a program: “{name}”"),
    "token.revoked": gettext_lazy("revoked the token of a program: “{name}”"),
    "outcomes.written": gettext_lazy("wrote down figures of {months}"),
    "outcomes.changed": gettext_lazy("changed figures of {month}"),
    "outcomes.measure_kept": gettext_lazy("said what the firm counts of its own: “{name}”"),
    "outcomes.measure_dropped": gettext_lazy("stopped counting “{name}”"),
    "outcomes.measure_taken_up": gettext_lazy("counts “{name}” again"),
    "programme.declared": gettext_lazy("declared “{title}” before its start"),
    "programme.drawn": gettext_lazy("drew by lot who begins with “{title}”"),
    "programme.spoken_of": gettext_lazy("said a word about something that was declared"),
    "programme.withdrawn": gettext_lazy("took back “{title}” before its start"),
    "programme.stopped": gettext_lazy("ended “{title}” early"),
    "programme.judged": gettext_lazy("looked whether “{title}” worked"),
    "programme.change_refused": gettext_lazy(
        "tried to change what was declared of “{title}”, in vain"
    ),
}
VOIDED = {
    "key_lost": gettext_lazy(
        "declared “{title}” void: its second key is lost, so its box is not counted"
    ),
    "key_waited": gettext_lazy(
        "declared “{title}” void: within a month it was not counted with both keys"
    ),
}
PAGES = {
    "surveys.round": "surveys:round",
    "commitments.commitment": "commitments:one",
    "decisions.decision": "decisions:one",
    "voices.voice": "voices:one",
    "programmes.programme": "programmes:one",
    "people.person": "members:one",
}
TRIED = {"round.change_refused", "firm.change_refused", "programme.change_refused"}
LONGEST_MARK = 20


@dataclass(frozen=True)
class Line:
    """One entry as the page prints it."""

    entry: Entry
    who: str
    words: str
    quote: str  # what a person said, in their own words
    address: str
    marks: list[str]

    @property
    def place(self) -> int:
        """Where on the ledger it stands, counted from 1."""
        return self.entry.leaf.position + 1


def lines_for(entries: Iterable[Entry]) -> list[Line]:
    """Return the entries in words (1 query, for the names of those they are about)."""
    entries = list(entries)
    about = {entry.about_id for entry in entries if entry.about_kind == "people.person"}
    people = Person.objects.filter(pk__in=about).order_by().values_list("pk", "name")
    names = {str(pk): name for pk, name in people}
    return [
        Line(
            entry=entry,
            who=_who(entry),
            words=_words(entry, names),
            quote=str(entry.details.get("text") or entry.details.get("words") or ""),
            address=_address(entry),
            marks=_marks(entry.details),
        )
        for entry in entries
    ]


def _who(entry: Entry) -> str:
    """Say who did it; what nobody signed in tried in vain was tried by a command."""
    if entry.by is not None:
        return entry.by.name
    if entry.verb in TRIED:
        return _("A command on the server")
    return _("Bothways itself")


def _words(entry: Entry, names: dict[str, str]) -> str:
    """Say what was done; a verb without words is shown as it is."""
    sentence = WORDS.get(entry.verb)
    if entry.verb == "round.voided":
        sentence = VOIDED.get(str(entry.details.get("why")), sentence)
    if sentence is None:
        return entry.verb.replace(".", ": ").replace("_", " ")
    said = {"whom": names.get(entry.about_id, ""), **entry.details}
    said |= months_said(entry.details) | plan_said(entry.details)
    if "role" in said:
        said["role"] = dict(Role.Kind.choices).get(said["role"], said["role"])
    return str(sentence).format_map(_Blank(said))


def _address(entry: Entry) -> str:
    name = PAGES.get(entry.about_kind)
    if name is None or entry.verb in {"round.prepared", "round.dropped"}:
        return ""
    try:
        return reverse(name, args=[entry.about_id])
    except NoReverseMatch:
        return ""


def _marks(details: dict[str, Any]) -> list[str]:
    """Return the hashes and the count that belong beside an entry."""
    marks = []
    if "rules" in details:
        marks.append(_("rules %(mark)s") % {"mark": _in_fours(details["rules"])})
    if "release" in details:
        marks.append(_("result %(mark)s") % {"mark": _in_fours(details["release"])})
    marks += changes_said(details)
    n = details.get("not_counted", 0)
    if n:
        marks.append(
            ngettext("%(n)d ballot did not count", "%(n)d ballots did not count", n) % {"n": n}
        )
    n = details.get("n_replaced", 0)
    if n:
        marks.append(
            ngettext(
                "the name was taken out of %(n)d text of others",
                "the name was taken out of %(n)d texts of others",
                n,
            )
            % {"n": n}
        )
    return marks


def _in_fours(mark: str) -> str:
    short = str(mark)[:LONGEST_MARK]
    return " ".join(short[place : place + 4] for place in range(0, len(short), 4))


class _Blank(dict[str, Any]):
    def __missing__(self, _key: str) -> str:
        return "…"
