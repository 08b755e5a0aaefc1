"""Is the second key what the pages say: somebody else's, asked for, and gone with its round?"""

from collections.abc import Iterator

from bothways.keyholders.models import Confirmation, Keyholder
from bothways.keyholders.queries import keyholder_of, why_not_independent
from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import PEELED, Look
from bothways.operations.audit.reading import DATABASES
from bothways.pure.guardian.documents import confirmation_part, holds
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.reading import from_text64
from bothways.record.models import Entry
from bothways.results.models import Difference
from bothways.surveys.models import Round

OF_NOBODY = violation(
    "second-key-of-nobody",
    "The rules name a second key that no representative took, by the record. The company could "
    "have made it itself and hold both.",
    "Ask the representative whether the fingerprint is that of their key; don't answer until then.",
)
NOT_CONFIRMED = violation(
    "second-key-did-not-confirm",
    "The second key has stamped or counted this round, and no signature of it for the rules and "
    "the list of people holds. It may have been asked for people whom its keeper never saw.",
    "Let the representative compare what they confirmed with the rules and the list of the round.",
)
PEELED_EARLY = violation(
    "peeled-before-closing",
    "Slips lie open to the company's key while the box takes ballots: two looks at them tell whose "
    "ballot came in between.",
    "Treat the round as one that was not anonymous, and ask who handed them back.",
)
STAMPS_KEPT = violation(
    "stamps-kept",
    "What the second key was asked to stamp, or its stamps, is kept after the box was shut. "
    "Whoever finds the device's half can tell whose envelope it was.",
    "Let the worker run: closing deletes them. Then look again.",
)
SAME_HOST = notice(
    "second-key-on-this-host",
    "The second key lies on the company's own server. Whoever runs that has both keys: such a "
    "second key is none, and the pages say so.",
    "Let the representative keep the key on a machine that the company does not run.",
)
NOT_INDEPENDENT = notice(
    "second-key-not-independent",
    "Who keeps the second key has left, is no representative any more, leads people or acts for "
    "the company: such a second key is none, and the pages say so.",
    "Let the employees' representatives name somebody else; open rounds keep the key they have.",
)
WAITS = notice(
    "waits-for-the-second-key",
    "The box is shut and the ballots wait for the second key, up to 30 days. Until then they lie "
    "there, sealed twice.",
    "Remind the representative, or ask the company to declare the key lost.",
)
DIFFERED = notice(
    "counts-differed",
    "Company and representative counted this round and came to different figures. Nothing was "
    "released.",
    "Compare with the record, and find out which of the two counted with another program.",
)

WHERE = f"{DATABASES['default']}: keyholders_keyholder"
SAID = {"left": "has left", "no_role": "is no representative", "leads": "leads people"}


def check(look: Look) -> Iterator[Finding]:
    """Look at who holds the key, then at each round whose rules name one."""
    holder = Keyholder.objects.select_related("person").filter(current=True).first()
    if holder is not None:
        why = why_not_independent(holder.person)
        if why:
            words = f"Who keeps it {SAID.get(why, 'acts for the company')}."
            yield NOT_INDEPENDENT.at(WHERE, words)
        if holder.where == Keyholder.Where.SAME_HOST:
            yield SAME_HOST.at(WHERE, "The key that is in office lies on this server.")
    taken = _taken()
    rounds = [one for one in Round.objects.exclude(manifest="") if one.rules.get("guardian")]
    for round_ in rounds:
        yield from _round(round_, taken)
    yield from _peeled(look, {round_.pk.hex: round_ for round_ in rounds})
    for one in Difference.objects.all():
        where = f"{DATABASES['default']}: results_difference {one.round_id.hex}"
        yield DIFFERED.at(where, "The two counts of this round differ.")


def _taken() -> set[str]:
    """The fingerprints with which representatives took office, by the record."""
    details = Entry.objects.filter(verb="key.taken").values_list("details", flat=True)
    return {str(one.get("fingerprint")) for one in details}


def _round(round_: Round, taken: set[str]) -> Iterator[Finding]:
    where = f"{DATABASES['default']}: surveys_round {round_.pk.hex}"
    holder = keyholder_of(round_.rules)
    if holder is None or holder.fingerprint not in taken:
        yield OF_NOBODY.at(where, f"Nobody took the second key of “{round_.title}”.")
    if round_.rules["guardian"]["where"] == Keyholder.Where.SAME_HOST:
        yield SAME_HOST.at(where, f"The second key of “{round_.title}” lay on this server.")
    rights = round_.entitlements.exclude(stamp=None)
    is_used = round_.state == Round.State.RELEASED or rights.exists()
    if is_used and not _is_confirmed(round_):
        yield NOT_CONFIRMED.at(where, f"“{round_.title}” has no word of the second key that holds.")
    if round_.state == Round.State.CLOSED:
        yield WAITS.at(where, f"“{round_.title}” is closed and not counted.")
    kept = round_.entitlements.exclude(for_guardian=None, stamp=None)
    if round_.state != Round.State.OPEN and kept.exists():
        where = f"{DATABASES['default']}: surveys_entitlement"
        yield STAMPS_KEPT.at(where, f"There are some of “{round_.title}”, whose box is shut.")


def _is_confirmed(round_: Round) -> bool:
    word = Confirmation.objects.filter(pk=round_.pk.hex).first()
    if word is None or word.rules != round_.manifest_hash:
        return False
    try:
        public = from_text64(round_.rules["guardian"]["key"], "key")
        told = confirmation_part(bytes.fromhex(word.rules), bytes.fromhex(word.people))
        return holds(public, bytes.fromhex(word.signature), told)
    except (DistrustError, ValueError):
        return False


def _peeled(look: Look, rounds: dict[str, Round]) -> Iterator[Finding]:
    for row in look.peeled:
        box, round_ = look.boxes.get(row["round"]), rounds.get(row["round"])
        if box is None or not box["shut"] or round_ is None:
            where = f"{DATABASES['ballots']}: {PEELED} {row['round']}"
            yield PEELED_EARLY.at(where, "Slips lie there of a round that is not being counted.")
