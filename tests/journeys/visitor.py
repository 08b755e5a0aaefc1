"""Somebody who takes part without a browser: the real addresses, the Python ballot client."""

import json
import re
import secrets
import time
from collections.abc import Sequence
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from bothways.pure.ballots import Envelope, Manifest, read_manifest, to_bytes, to_text
from bothways.pure.ballots.client import (
    Wallet,
    fill_in,
    new_wallet,
    was_taken,
    with_credential,
)
from tests.journeys.installation import Installation

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ABOUT_ROUND = re.compile(r'data-([a-z-]+)="([^"]*)"')
JSON = {"Content-Type": "application/json"}
PATIENCE_SECONDS = 90


class Visitor:
    """One person's way from the mailed code to the receipt."""

    def __init__(self, there: Installation, email: str) -> None:
        self.there, self.email = there, email
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.about: dict[str, str] = {}
        self.manifest: Manifest
        self.wallet: Wallet

    def draw_envelope(self, answer_path: str) -> None:
        """Sign in by the mailed code and let the blinded key be stamped."""
        page = self.sign_in(answer_path)
        self.about = dict(ABOUT_ROUND.findall(page.partition("data-answering")[2]))
        self.manifest = read_manifest(self._get(self.about["manifest-url"]))
        assert self.manifest.hash.hex() == self.about["manifest-hash"]
        wallet = new_wallet(self.manifest, self.about["block"], draw=secrets.token_bytes)
        told = self._post(
            self.about["envelope-url"],
            json.dumps({"blinded": to_text(wallet.blinded)}),
            JSON | {"X-CSRFToken": self.about["csrf"]},
        )
        stamp = to_bytes(json.loads(told)["signature"], 384, "signature")
        self.wallet = with_credential(wallet, self.manifest, stamp)

    def sign_in(self, then: str) -> str:
        """Return the page behind the door."""
        door = self._get(f"/sign-in/?{urlencode({'next': then})}")
        asked = {"address": self.email, "next": then, **_token(door)}
        waiting = self._post("/sign-in/", urlencode(asked))
        given = {"code": self.there.code_for(self.email), **_token(waiting)}
        return self._post("/sign-in/code/", urlencode(given))

    def seal(self, answers: Sequence[int | None]) -> Envelope:
        """Return the sealed ballot; the wallet counts on."""
        self.wallet, envelope = fill_in(self.wallet, self.manifest, answers)
        return envelope

    def put_in(self, envelope: Envelope) -> None:
        """Send the same ballot until the box has signed for it, as a browser does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                status, told = self.send(json.dumps(envelope.to_fields()))
            except (OSError, HTTPException):  # nobody there: killed a moment ago
                time.sleep(0.1)
                continue
            assert status == 200, told
            assert was_taken(self.manifest, envelope, told)
            return
        raise AssertionError("the box was away for too long")

    def send(self, body: str, **headers: str) -> tuple[int, dict[str, Any]]:
        """Put anything into the slot, without a cookie; return the status and the answer."""
        address = self.there.address + self.about["box-url"]
        ballot = Request(address, data=body.encode(), headers=JSON | headers)
        try:
            with urlopen(ballot, timeout=30) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refused:
            return refused.code, json.load(refused)

    def _get(self, path: str) -> str:
        with self.browser.open(self.there.address + path, timeout=60) as answer:
            return str(answer.read().decode())

    def _post(self, path: str, body: str, headers: dict[str, str] | None = None) -> str:
        sent = Request(self.there.address + path, data=body.encode(), headers=headers or {})
        with self.browser.open(sent, timeout=60) as answer:
            return str(answer.read().decode())


def _token(page: str) -> dict[str, str]:
    found = TOKEN.search(page)
    assert found, page[:2000]
    return {"csrfmiddlewaretoken": found[1]}
