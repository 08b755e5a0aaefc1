"""A real mail server for tests: it keeps what it takes and refuses whom it is told to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class AnyPort(Controller):
    """Listens on whatever port is free, and then knows which."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = int(self.server.sockets[0].getsockname()[1])
        super()._trigger_server()


class MailServer:
    """What arrived, and whose mail is not taken."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.refuses: set[str] = set()
        self.answer = "451 not now"
        self.controller = AnyPort(self, hostname="127.0.0.1", port=0)

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.recipients.extend(envelope.rcpt_tos)
        self.senders.append(str(envelope.mail_from))
        return "250 taken"

    @property
    def port(self) -> int:
        return int(self.controller.port)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server for as long as the block lasts."""
    server = MailServer()
    server.controller.start()
    try:
        yield server
    finally:
        server.controller.stop()
