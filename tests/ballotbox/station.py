"""A real process with a real ballots file, told what to do line by line.

`python -m tests.ballotbox.station` in an installation's folder (BOTHWAYS_DATA); each line in is
a JSON list [word, arguments...], each line out the JSON answer.
"""

import json
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from bothways.ballotbox import actions  # noqa: E402
from bothways.ballotbox.errors import BoxRefusal  # noqa: E402
from bothways.ballotbox.views import accept  # noqa: E402
from bothways.pure.ballots import Envelope, read_manifest  # noqa: E402
from tests.ballotbox.booth import Booth, announce, body_of  # noqa: E402

PREPARED = "prepared.jsonl"


def say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


class Station:
    """One round, the wallets of its people, and their next ballots."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.booth: Booth | None = None
        self.ballots: list[Envelope] = []

    def announce(self, blocks: dict[str, int]) -> str:
        call_command("migrate", database="ballots", verbosity=0)
        now = datetime.now(UTC)
        self.booth = announce(
            blocks, opens=now - timedelta(hours=1), closes=now + timedelta(hours=1)
        )
        (self.folder / "manifest.json").write_text(self.booth.manifest.text, encoding="utf-8")
        return self.booth.round_id.hex

    def join(self) -> str:
        """Take part in the round that another process announced, with the ballots it prepared."""
        manifest = read_manifest((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.booth = Booth(UUID(manifest.round), manifest)
        lines = (self.folder / PREPARED).read_text(encoding="utf-8").splitlines()
        self.ballots = [Envelope.from_json(line.encode(), size=64) for line in lines]
        return manifest.round

    def prepare(self, people: int, times: int) -> list[dict[str, Any]]:
        """Let so many people make so many ballots each, not sent yet; tell what is in them."""
        assert self.booth is not None
        told = []
        for person in range(people):
            wallet = self.booth.wallet()
            for time in range(times):
                answers = (1 + person // 25 % 5, 1 + person // 5 % 5, 1 + person % 5)
                wallet, envelope = self.booth.vote(wallet, answers)
                self.ballots.append(envelope)
                told.append(
                    {"person": person, "time": time, "answers": answers, **envelope.to_fields()}
                )
        lines = [body_of(envelope).decode() for envelope in self.ballots]
        (self.folder / PREPARED).write_text("\n".join(lines), encoding="utf-8")
        return told

    def put(self, number: int) -> list[Any]:
        """Send one prepared ballot through the box's own view; return [status, answer]."""
        assert self.booth is not None
        request: HttpRequest = RequestFactory().post(
            "/box/x", body_of(self.ballots[number]), content_type="application/json"
        )
        response = accept(request, self.booth.round_id.hex)
        return [response.status_code, json.loads(response.content)]

    def put_all(self, numbers: list[int]) -> str:
        """Send many, telling after each that it was acknowledged."""
        for number in numbers:
            status, _ = self.put(number)
            say([number, status])
        return "done"

    def storm(self, people: int, times: int) -> list[list[Any]]:
        """Let every person be a thread of their own, all at once; return [number, status]s."""
        ready, heard = threading.Barrier(people), []

        def send(person: int) -> None:
            ready.wait()
            for time in range(times):
                number = person * times + time
                heard.append([number, self.put(number)[0]])
            connections.close_all()

        threads = [threading.Thread(target=send, args=[person]) for person in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return heard

    def no_room(self, most: int) -> str:
        """From now on no file may grow beyond so many bytes; -1 lifts it."""
        import resource

        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard if most < 0 else most, hard))
        return "set"

    def shut(self) -> str:
        assert self.booth is not None
        actions.stop_signing(self.booth.round_id)
        return "shut"

    def count(self) -> dict[str, Any]:
        """Return what is in the box: keys and counters, and the answers."""
        assert self.booth is not None
        taken = actions.take_ballots(self.booth.round_id)
        opened = actions.open_ballots(self.booth.round_id, n_questions=3)
        return {
            "ballots": [
                [envelope.to_fields()["key"], envelope.counter]
                for envelopes in taken.values()
                for envelope in envelopes
            ],
            "answers": [told for answers in opened.answers.values() for told in answers],
            "n_invalid": sum(opened.n_invalid.values()),
        }

    def destroy(self) -> str:
        assert self.booth is not None
        actions.destroy(self.booth.round_id)
        return "destroyed"

    def pragma(self, name: str) -> Any:
        with connections["ballots"].cursor() as cursor:
            cursor.execute(f"PRAGMA {name}")
            return cursor.fetchone()[0]


def main() -> None:
    from django.conf import settings

    station = Station(settings.DATA)
    for line in sys.stdin:
        word, *arguments = json.loads(line)
        verb: Callable[..., Any] = getattr(station, word)
        try:
            answer = verb(*arguments)
        except BoxRefusal as refusal:
            answer = {"refused": refusal.code}
        say(answer)


if __name__ == "__main__":
    main()
