"""What stands in logs, and what a web server is told to write into one."""

import gzip
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from bothways.operations.audit.finding import Finding, Kind, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.needles import Needles
from bothways.operations.audit.reading import CannotLookError
from bothways.pure.redaction import redacted

BALLOT_LOGGED = violation(
    "ballot-in-a-log",
    "A line tells of a visit to the box. With the moment and the machine's address it tells whose "
    "ballot came.",
    "Let no log know of /box/ (deploy/nginx.conf, deploy/Caddyfile), and delete these lines.",
)
VISIT_LOGGED = violation(
    "answering-in-a-log",
    "A line tells that somebody opened the page where a round is answered, or where letters are "
    "written and read, and when.",
    "Keep no list of visits of this address, and delete these lines.",
)
ADDRESS_LOGGED = violation(
    "machine-in-a-log",
    "A line names a machine by its address. Beside a moment it tells who was here when.",
    "Keep no list of visits of this address, and delete these lines.",
)
SECRET_LOGGED = violation(
    "secret-in-a-log",
    "A line holds an address of e-mail, a code to sign in or a long token. The program puts such "
    "things out before it writes.",
    "See what else writes into this log, and delete these lines.",
)
KEY_LOGGED = violation(
    "ballot-material-in-a-log",
    "A line holds something of a sealed ballot, or a key of its round.",
    "See what writes it, and treat the round as one that was not anonymous.",
)
LOG_UNFILTERED = violation(
    "log-without-a-filter",
    "The program itself writes into a log past the filter that drops what tells of the box.",
    "Use the program's own settings for logs, unchanged.",
)
PROXY_LOGS_BALLOTS = violation(
    "proxy-logs-ballots",
    "The web server in front writes a list of visits that the box is not left out of: address and "
    "moment of each ballot.",
    "For /box/: access_log off (nginx, as in deploy/nginx.conf); no log at all (Caddy, Apache).",
)

BALLOTS_UNDER = "/box/"
ANSWERING = re.compile(r"/rounds/[0-9a-f-]{32,36}/(answer|envelope)|/mailbox/(?!desks/)")
MACHINE = re.compile(
    r"(?<![\d.])(?!127\.|0\.0\.0\.0)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]{1,4}(?![\w:])"
)
NGINX_BLOCK = re.compile(r"location\s+(?:=|\^~|~\*?)?\s*\S*/?box")
SHOWN = 5
AT_ONCE = 500


def check(look: Look) -> Iterator[Finding]:
    """Read the logs and settings of web servers that were named, and the program's own."""
    yield from _own_handlers()
    for path in logs_of(look):
        yield from _log(path, look.of_ballots)
    for path in _files(look.proxies):
        yield from _proxy(path)


def logs_of(look: Look) -> list[Path]:
    """Return the logs that were named, and those that the program itself writes."""
    return [*_files(look.logs), *_own_files()]


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CannotLookError(f"{path} is not there.")
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def _handlers() -> Iterator[logging.Handler]:
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.Logger.manager.loggerDict)]
    for logger in loggers:
        yield from logger.handlers


def _own_files() -> list[Path]:
    names = {getattr(handler, "baseFilename", "") for handler in _handlers()} - {""}
    return [path for path in map(Path, sorted(names)) if path.is_file()]


def _own_handlers() -> Iterator[Finding]:
    from django.conf import settings

    for name, about in settings.LOGGING.get("handlers", {}).items():
        if "no_ballots" not in about.get("filters", []):
            yield LOG_UNFILTERED.at("settings", f"The log {name} does not leave out the box.")


def _log(path: Path, needles: Needles) -> Iterator[Finding]:
    lines: dict[str, list[int]] = {}
    kinds: dict[str, Kind] = {}
    content = content_of(path)
    for number, line in _suspect(content.decode(errors="replace").splitlines()):
        for kind in _of_line(line):
            kinds[kind.code] = kind
            lines.setdefault(kind.code, []).append(number)
    for code, numbers in lines.items():
        shown = ", ".join(map(str, numbers[:SHOWN])) + (" ..." if len(numbers) > SHOWN else "")
        yield kinds[code].at(str(path), f"Lines {shown} ({len(numbers)} in all).")
    for what in sorted(needles.found_deep(content)):
        yield KEY_LOGGED.at(str(path), f"The log holds {what}.")


def _of_line(line: str) -> Iterator[Kind]:
    if BALLOTS_UNDER in line:
        yield BALLOT_LOGGED
    if ANSWERING.search(line):
        yield VISIT_LOGGED
    if MACHINE.search(line):
        yield ADDRESS_LOGGED
    if redacted(line) != line:
        yield SECRET_LOGGED


def _suspect(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines, with their numbers, of each part of a log in which there is something."""
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        if any(_of_line("\n".join(some))):
            yield from enumerate(some, start=start + 1)


def content_of(path: Path) -> bytes:
    """Return what a log says, packed away or not. Raises CannotLookError."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    except (OSError, EOFError) as error:
        raise CannotLookError(f"{path} can't be read: {error}.") from None


def _proxy(path: Path) -> Iterator[Finding]:
    text = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text(encoding="utf-8", errors="replace"))
    if "proxy_pass" in text or "server_name" in text:
        bad = list(_nginx(text))
    elif "reverse_proxy" in text:
        bad = ["A site has a log that knows of /box/."] if _caddy_logs(text) else []
    else:
        bad = ["It has a CustomLog."] if re.search(r"(?im)^\s*(Custom|Transfer)Log\b", text) else []
    for words in bad:
        yield PROXY_LOGS_BALLOTS.at(str(path), words)


def _nginx(text: str) -> Iterator[str]:
    """Each server block that hands something on must have no log of the box.

    nginx writes one unless it is told not to, and an inner block says more than an outer one.
    """
    outside = _is_off(_without_blocks(text))
    for server in _blocks(text, r"\bserver\b"):
        if "proxy_pass" not in server:
            continue
        here = _is_off(_without_blocks(server))
        off = outside if here is None else here
        inner = [*_blocks(server, NGINX_BLOCK.pattern)] or [*_blocks(server, r"\blocation\s+/")]
        for block in inner or [server]:
            own = _is_off(block)
            if not (off if own is None else own):
                yield "A server of nginx that hands on /box/ writes a list of visits."
                break


def _is_off(text: str) -> bool | None:
    said = re.findall(r"\baccess_log\s+([^;]+);", text)
    return all(value.strip() == "off" for value in said) if said else None


def _blocks(text: str, begins: str) -> Iterator[str]:
    for found in re.finditer(begins + r"[^{};]*\{", text):
        depth, end = 1, found.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        yield text[found.end() : end - 1]


def _without_blocks(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, re.sub(r"[^{};]*\{[^{}]*\}", "", text)
    return text


def _caddy_logs(text: str) -> bool:
    """A `log` line of a site: the global one, which has no name before its block, is another."""
    site = re.sub(r"\A\s*\{.*?\n\}", "", text, flags=re.DOTALL)
    return bool(re.search(r"(?m)^\s*log\b", site))
