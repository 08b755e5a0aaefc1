"""A real process with a real file of letters on their way; see tests/ballotbox/station.py."""

import json
import sys
import threading
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from bothways.ballotbox.errors import BoxRefusal  # noqa: E402
from bothways.letterbox.actions import (  # noqa: E402
    post_letter,
    post_piece,
    take_letters,
    take_pieces,
    wipe_letters,
)
from bothways.letterbox.models import Place  # noqa: E402
from bothways.letterbox.queries import month_keys  # noqa: E402
from bothways.pure.mailbox.pieces import POSTED_LENGTH, id_in  # noqa: E402
from tests.letterbox.attach import bodies_apart  # noqa: E402
from tests.letterbox.pen import a_letter, a_month, a_post, body_of  # noqa: E402

PREPARED = "letters.jsonl"


class Station:
    """A month, and letters that are ready to be posted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bodies: list[bytes] = []

    def begin(self, n: int) -> list[str]:
        """Make a month and so many letters; tell each letter in hex."""
        month = a_month()
        posts = [a_post(month, a_letter(f"Letter {number}")) for number in range(n)]
        self.bodies = [body_of(post) for post in posts]
        (self.folder / PREPARED).write_bytes(b"\n".join(self.bodies))
        return [post.letter.pack().hex() for post in posts]

    def join(self) -> int:
        """Go on with what another process prepared."""
        self.bodies = (self.folder / PREPARED).read_bytes().splitlines()
        return len(month_keys())

    def post(self, number: int) -> str:
        """Post one letter; tell 'taken', or the code of the refusal."""
        try:
            post_letter(self.bodies[number])
        except BoxRefusal as refusal:
            return refusal.code
        return "taken"

    def post_all(self) -> str:
        """Post all, telling after each that it was taken."""
        for number in range(len(self.bodies)):
            say([number, self.post(number)])
        return "done"

    def storm(self) -> list[str]:
        """Post every letter twice, each from a thread of its own, all at once."""
        heard: list[str] = []
        ready = threading.Barrier(2 * len(self.bodies))

        def send(number: int) -> None:
            ready.wait()
            heard.append(self.post(number))
            connections.close_all()

        numbers = [*range(len(self.bodies))] * 2
        threads = [threading.Thread(target=send, args=[number]) for number in numbers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return heard

    def begin_pieces(self, n: int) -> list[str]:
        """Make a month and so many pieces of attachments; tell 60 bytes of each in hex."""
        found = list(bodies_apart(a_month(), n))
        self.bodies = [body for _, body in found]
        return [record[1_000:1_060].hex() for record, _ in found]

    def post_piece(self, number: int) -> str:
        """Post one piece; tell 'taken', or the code of the refusal."""
        try:
            post_piece(self.bodies[number])
        except BoxRefusal as refusal:
            return refusal.code
        return "taken"

    def begin_and_keep(self, n: int) -> list[str]:
        """The same, prepared for another process, too; tell each piece's id."""
        found = list(bodies_apart(a_month(), n))
        (self.folder / "pieces.bin").write_bytes(b"".join(body for _, body in found))
        self.join_pieces()
        return [id_in(record) for record, _ in found]

    def join_pieces(self) -> int:
        whole = (self.folder / "pieces.bin").read_bytes()
        steps = range(0, len(whole), POSTED_LENGTH)
        self.bodies = [whole[at : at + POSTED_LENGTH] for at in steps]
        return len(self.bodies)

    def post_all_pieces(self) -> str:
        """Post all, telling after each that it was taken."""
        for number in range(len(self.bodies)):
            say([number, self.post_piece(number)])
        return "done"

    def lying_pieces(self) -> list[str]:
        return [id_in(bytes(row.records)) for row in Place.objects.filter(is_full=True)]

    def wipe_pieces(self) -> int:
        return take_pieces(lambda _some: None)

    def lying(self) -> list[str]:
        """Tell what lies in the trays, in hex."""
        return [one.hex() for letters in take_letters().values() for one in letters]

    def wipe(self) -> str:
        wipe_letters(take_letters())
        return "wiped"


def say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    station = Station(Path(settings.DATA))
    for line in sys.stdin:
        word, *arguments = json.loads(line)
        say(getattr(station, word)(*arguments))
