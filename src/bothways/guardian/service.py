"""`bothways guardian` and `bothways count`: the second key on another machine.

Needs no database and nothing of the company's installation: a key file, a memory beside it, and
the address of the server, or files that are carried by hand.
"""

import argparse
import getpass
import os
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bothways.guardian.files import read_memory, read_text, write_memory, write_new
from bothways.guardian.line import Line, LineError
from bothways.pure.ballots import BallotError, canonical_json, read_object
from bothways.pure.guardian.answering import Choices, Done, Say, answer_work
from bothways.pure.guardian.documents import ceremony
from bothways.pure.guardian.errors import GuardianError
from bothways.pure.guardian.keyfile import NAME, close_key, new_identity, open_key
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.stamping import ToConfirm

ASK_EVERY = 2.5  # seconds
LONGEST_WAIT = 60.0
CLOCK = time.time
VARIABLE = "BOTHWAYS_GUARDIAN_PASSPHRASE"

Words = Sequence[str]


def main(words: Words) -> int:
    """Run one of the commands; return what the program ends with."""
    told = _parser().parse_args(words)
    try:
        done: int = told.does(told)
    except (GuardianError, BallotError, LineError) as error:
        _say(str(error), error=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return done


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bothways guardian", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    new = verbs.add_parser("new", help="make a second key")
    new.add_argument("--out", type=Path, default=Path(NAME), help="the key file to make")
    new.add_argument("--name", required=True, help="under which everybody knows who keeps it")
    new.set_defaults(does=make_key)
    public = verbs.add_parser("public", help="print what is handed in to take office")
    public.set_defaults(does=show_public)
    run = verbs.add_parser("run", help="stamp, open and count for a server, until stopped")
    run.add_argument("--confirm-all", action="store_true", help="confirm every round unseen")
    run.add_argument("--once", action="store_true", help="ask once, then end")
    run.set_defaults(does=serve)
    confirm = verbs.add_parser("confirm", help="look through a round's people, and confirm it")
    confirm.set_defaults(does=look_through)
    count = verbs.add_parser("count", help="open and count what is closed, then end")
    count.add_argument("--work", type=Path, help="a work file instead of a server")
    count.add_argument("--out", type=Path, help="where the answer file goes")
    count.set_defaults(does=count_now)
    answer = verbs.add_parser("answer", help="answer a work file that was carried by hand")
    answer.add_argument("work", type=Path)
    answer.add_argument("--out", type=Path, required=True, help="the answer file to make")
    answer.add_argument("--confirm-all", action="store_true", help="confirm every round unseen")
    answer.set_defaults(does=answer_file)
    for verb in (run, confirm, count):
        verb.add_argument("--server", help="the address of the company's installation")
    for verb in (public, run, confirm, count, answer):
        verb.add_argument("--key", type=Path, default=Path(NAME), help="the key file")
    for verb in (new, public, run, confirm, count, answer):
        verb.add_argument("--passphrase-file", type=Path, help="its first line is the passphrase")
    return parser


def options() -> set[str]:
    """Return every option that a verb of the program has."""
    choices = next(one.choices for one in _parser()._actions if isinstance(one.choices, dict))
    return {option for verb in choices.values() for option in verb._option_string_actions}


def make_key(told: argparse.Namespace) -> int:
    """Make a key file, and print what is handed in to take office."""
    identity = new_identity(" ".join(told.name.split()))
    write_new(told.out, close_key(identity, _passphrase(told, twice=True)))
    _say(f"The second key is in {told.out}. Without its passphrase nobody opens it.")
    _say(f"On paper, away from here, as the only way back: {identity.secret}")
    return _show(identity)


def show_public(told: argparse.Namespace) -> int:
    """Print fingerprint and public half of a key."""
    return _show(_identity(told))


def _show(identity: Identity) -> int:
    _say(f"Its fingerprint, to be handed out on paper: {identity.fingerprint}")
    _say("To take office, put this line on the page of the second key:")
    _say(canonical_json(ceremony(identity)))
    return 0


def serve(told: argparse.Namespace) -> int:
    """Ask the server every few seconds and answer; where it is away, wait longer each time."""
    identity, line = _at_the_line(told)
    says_yes: Say = _say_yes if told.confirm_all else _leave_for_later
    _say(f"Serving {line.origin} with the key {identity.fingerprint}.")
    wait = ASK_EVERY
    while True:
        try:
            done = _serve_once(told, identity, line, says_yes)
            wait = ASK_EVERY
            _tell_of(done)
        except (LineError, GuardianError) as error:
            if told.once:
                raise
            wait = min(2 * wait, LONGEST_WAIT)
            _say(f"{error} Asking again in {wait:.0f} s.", error=True)
        if told.once:
            return 0
        time.sleep(wait)


def _serve_once(told: argparse.Namespace, identity: Identity, line: Line, says_yes: Say) -> Done:
    memory = read_memory(told.key)
    done = _answered(line.work(memory), identity, memory, says_yes)
    write_memory(told.key, done.memory)
    if done.answers:
        for result in line.hand_in(done.document(identity)):
            if not result.get("taken"):
                _say(f"Not taken ({result.get('kind')}): {result.get('say')}", error=True)
    return done


def look_through(told: argparse.Namespace) -> int:
    """Show the people of each round that waits, ask, and confirm what is right."""
    identity, line = _at_the_line(told)
    done = _serve_once(told, identity, line, _ask_on_the_terminal)
    _tell_of(done)
    return 0


def count_now(told: argparse.Namespace) -> int:
    """Open and count every round that is closed: over the network or from a work file."""
    if told.work:
        told.confirm_all = False
        return answer_file(told)
    identity, line = _at_the_line(told)
    for _step in ("open", "count"):
        _tell_of(_serve_once(told, identity, line, _leave_for_later))
    return 0


def answer_file(told: argparse.Namespace) -> int:
    """Answer a work file; the memory beside the key goes on as over the network."""
    if told.out is None:
        raise LineError("Say with --out where the answer file goes.")
    identity = _identity(told)
    memory = read_memory(told.key)
    work = read_object(read_text(told.work).encode())
    says_yes: Say = _say_yes if told.confirm_all else _ask_on_the_terminal
    done = _answered(work, identity, memory, says_yes)
    write_memory(told.key, done.memory)
    told.out.write_text(canonical_json(done.document(identity)) + "\n", encoding="utf-8")
    _tell_of(done)
    _say(f"{len(done.answers)} answers are in {told.out}. Hand it in on the page.")
    return 1 if done.refused else 0


def _answered(work: dict[str, object], identity: Identity, memory: Memory, says_yes: Say) -> Done:
    choices = Choices(says_yes, secrets.token_bytes, unix=int(CLOCK()))
    return answer_work(work, identity, memory, choices)


def _tell_of(done: Done) -> None:
    for sentence in done.refused:
        _say(f"Refused. {sentence}", error=True)
    for answer in done.answers:
        _say(_words(answer))
    for asked in done.unconfirmed:
        _say(f"“{asked.title}” is not confirmed yet: bothways guardian confirm")


def _words(answer: dict[str, object]) -> str:
    kind, stamps, keys = answer["kind"], answer.get("stamps"), answer.get("keys")
    n = len(stamps) if isinstance(stamps, dict) else len(keys) if isinstance(keys, list) else 0
    return {
        "spare": f"Made {n} spare keys.",
        "stamps": f"Stamped {n} envelopes.",
        "confirm": "Confirmed the rules and people of a round.",
        "peeled": "Opened a box and shuffled its slips.",
        "release": f"Counted: {answer.get('document_digest')}",
    }[str(kind)]


def _say_yes(_asked: ToConfirm) -> bool:
    return True


def _leave_for_later(_asked: ToConfirm) -> bool:
    return False


def _ask_on_the_terminal(asked: ToConfirm) -> bool:
    """Print who is asked, block by block; those who are new are marked."""
    _say(f"“{asked.title}”, rules {asked.rules[:20]}")
    for block, people in asked.people.items():
        _say(f"\n{block}: {len(people)}")
        for name in people:
            _say(f"  {name}{'  (new)' if name in asked.new else ''}")
    _say("\nAre these the people who work there, and nobody else? Type yes to confirm: ")
    return sys.stdin.readline().strip().lower() == "yes"


def _at_the_line(told: argparse.Namespace) -> tuple[Identity, Line]:
    if not told.server:
        raise LineError("Say with --server which installation this key serves.")
    identity = _identity(told)
    return identity, Line(told.server, identity, clock=time.time)


def _identity(told: argparse.Namespace) -> Identity:
    return open_key(read_text(told.key), _passphrase(told))


def _passphrase(told: argparse.Namespace, *, twice: bool = False) -> str:
    """Return it from the file that was named, else the environment, else the terminal."""
    if told.passphrase_file:
        return read_text(told.passphrase_file).partition("\n")[0].strip()
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    once = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("The same again: ") != once:
        raise LineError("The two passphrases are not the same.")
    return once


def _say(sentence: str, *, error: bool = False) -> None:
    stream = sys.stderr if error else sys.stdout
    stream.write(f"{sentence}\n")
    stream.flush()


COMMANDS: dict[str, Callable[[Words], int]] = {
    "guardian": main,
    "count": lambda words: main(["count", *words]),
}
