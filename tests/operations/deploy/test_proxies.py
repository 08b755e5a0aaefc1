"""The reverse proxies: TLS, whole requests, and nothing kept of the way to the box."""

import datetime
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bothways.mailbox.slot import LONGEST

ROOT = Path(__file__).resolve().parents[3]
NGINX = (ROOT / "deploy/nginx.conf").read_text()
CADDY = (ROOT / "deploy/Caddyfile").read_text()
ROUND = "/box/0123456789abcdef0123456789abcdef"


def part(text: str, start: str) -> str:
    """Return the block that begins with `start`, its inner blocks included."""
    begin = text.index("{", text.index(start))
    depth, at = 0, begin
    while True:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if not depth:
            return text[begin:at]


def test_nginx_keeps_no_log_anywhere() -> None:
    servers = re.findall(r"^server \{", NGINX, re.MULTILINE)

    assert len(servers) == 3
    assert NGINX.count("access_log off;") == 4
    assert "access_log /" not in NGINX
    box = part(NGINX, "location /box/")
    assert "access_log off;" in box
    assert "error_log /dev/null crit;" in box


def test_nginx_hands_on_no_address_and_no_browser_s_name_to_the_box() -> None:
    boxes = [part(text, "location /box/") for text in (NGINX, NGINX.split("box.example.org", 1)[1])]

    for name in ("X-Forwarded-For", "X-Real-IP", "User-Agent", "Referer"):
        assert all(f'proxy_set_header {name} "";' in box for box in boxes)
    for name in ("remote_addr", "proxy_add_x_forwarded_for", "realip"):
        assert name not in NGINX


def test_nginx_reads_requests_whole_and_gives_up_on_slow_ones() -> None:
    assert "proxy_request_buffering on;" in NGINX
    assert re.search(r"client_body_timeout \d\ds;", NGINX)
    assert re.search(r"client_header_timeout \d\ds;", NGINX)
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in NGINX


def test_both_keep_the_numbers_inside() -> None:
    assert "location = /metrics { return 404; }" in NGINX
    assert "respond /metrics 404" in CADDY


def test_caddy_writes_no_log_of_visits_and_hands_on_no_address() -> None:
    assert not re.search(r"^\s*log\s*$", CADDY.split("trust.example.org", 1)[1], re.MULTILINE)
    assert "exclude http.log.access" in CADDY
    box = part(CADDY, "handle @box")
    for name in ("X-Forwarded-For", "User-Agent", "Referer"):
        assert f"header_up -{name}" in box
    assert "request_buffers" in box


def test_the_longest_letter_passes_every_limit_of_both_and_stays_in_memory() -> None:
    """A letter that the slot would take must not end at the proxy, nor on its disk."""
    boxes = [part(text, "location /box/") for text in (NGINX,)]
    boxes.append(NGINX.split("box.example.org", 1)[1])
    said = re.findall(r"client_(?:max_body|body_buffer)_size (\d+)k;", "".join(boxes))
    caddy = re.findall(r"(?:max_size|request_buffers) (\d+)KiB", CADDY)

    assert len(said) == len(caddy) == 4
    assert min(map(int, said + caddy)) * 1024 >= LONGEST
    assert all("proxy_max_temp_file_size 0;" in box for box in boxes)


class Behind:
    """What stands behind the proxy: keeps the requests that reach it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        told = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                told.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_words: object) -> None:
                """Be quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "trust.example.org")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    (folder / "chain.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


@pytest.fixture(scope="module")
def behind() -> Iterator[Behind]:
    told = Behind()
    yield told
    told.server.shutdown()


@pytest.fixture(scope="module")
def proxy(behind: Behind, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Debian's nginx with our file, but for ports and the certificate; (port, its folder)."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("there is no nginx here")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    make_certificate(folder)
    text = NGINX
    for ours, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("    listen [::]:443 ssl;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("    listen [::]:80;\n", ""),
        ("/etc/letsencrypt/live/trust.example.org/fullchain.pem", str(folder / "chain.pem")),
        ("/etc/letsencrypt/live/trust.example.org/privkey.pem", str(folder / "key.pem")),
        ("/etc/letsencrypt/live/box.example.org/fullchain.pem", str(folder / "chain.pem")),
        ("/etc/letsencrypt/live/box.example.org/privkey.pem", str(folder / "key.pem")),
        ("/var/log/nginx/bothways-error.log", str(folder / "error.log")),
        ("http://127.0.0.1:8001", f"http://127.0.0.1:{behind.server.server_port}"),
        ("http://127.0.0.1:8000", f"http://127.0.0.1:{behind.server.server_port}"),
    ):
        assert ours in text
        text = text.replace(ours, here)
    temp = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"pid {folder}/pid;\nerror_log {folder}/start.log;\ndaemon off;\n"
        f"events {{}}\nhttp {{\naccess_log {folder}/visits.log;\n{temp}{text}\n}}\n"
    )
    (folder / "nginx.conf").write_text(whole)
    words = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*words, "-t"], check=True, capture_output=True)
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield port, folder
        process.terminate()


def wait_for(port: int) -> None:
    for _try in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx did not start")


def unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=unchecked())
    told = {"Host": "trust.example.org", "User-Agent": "Jo's phone", "X-Forwarded-For": "10.0.0.9"}
    connection.request(method, path, body, told | headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_ballot_arrives_with_nothing_that_tells_of_its_sender(
    proxy: tuple[int, Path], behind: Behind
) -> None:
    behind.seen.clear()

    assert ask(proxy[0], "POST", ROUND, b"{}", Referer="https://x") == 200

    ((path, headers),) = behind.seen
    assert path == ROUND
    assert {"user-agent", "referer", "x-forwarded-for", "x-real-ip", "cookie"} & set(
        headers
    ) == set()
    assert headers["x-forwarded-proto"] == "https"
    assert headers["host"] == "trust.example.org"


def test_a_cookie_reaches_the_box_so_that_it_can_refuse_it(
    proxy: tuple[int, Path], behind: Behind
) -> None:
    behind.seen.clear()

    ask(proxy[0], "POST", ROUND, b"{}", Cookie="sessionid=abc")

    assert behind.seen[0][1]["cookie"] == "sessionid=abc"


def test_pages_go_on_over_https_without_the_visitor_s_address(
    proxy: tuple[int, Path], behind: Behind
) -> None:
    behind.seen.clear()

    assert ask(proxy[0], "GET", "/trust/") == 200

    headers = behind.seen[0][1]
    assert headers["x-forwarded-proto"] == "https"
    assert "x-forwarded-for" not in headers


def test_the_longest_letter_arrives_whole(proxy: tuple[int, Path], behind: Behind) -> None:
    behind.seen.clear()

    for host in ("trust.example.org", "box.example.org"):
        assert ask(proxy[0], "POST", "/box/letters/", b"x" * (LONGEST - 1), Host=host) == 200

    assert [headers["content-length"] for _path, headers in behind.seen] == [str(LONGEST - 1)] * 2
    assert not any((proxy[1] / "client_body").rglob("*"))


def test_no_file_of_nginx_holds_a_visit(proxy: tuple[int, Path], behind: Behind) -> None:
    port, folder = proxy
    for path in (ROUND, "/trust/"):
        ask(port, "POST", path, b"{}")
    ask(port, "POST", ROUND, b"x" * 1_000_000)

    logs = {path.name: path.read_text() for path in folder.glob("*.log")}

    assert all("/box/" not in text and "/trust/" not in text for text in logs.values())
    assert logs.get("visits.log", "") == ""


def test_a_visitor_who_never_ends_holds_no_connection_behind(
    proxy: tuple[int, Path], behind: Behind
) -> None:
    behind.seen.clear()
    raw = socket.create_connection(("127.0.0.1", proxy[0]), timeout=5)
    with unchecked().wrap_socket(raw) as slow:
        slow.sendall(
            f"POST {ROUND} HTTP/1.1\r\nHost: trust.example.org\r\n"
            "Content-Length: 1000\r\n\r\nhalf".encode()
        )
        time.sleep(0.3)
        assert ask(proxy[0], "GET", "/trust/") == 200

    assert [path for path, _headers in behind.seen] == ["/trust/"]


def test_numbers_are_not_shown_outside(proxy: tuple[int, Path], behind: Behind) -> None:
    behind.seen.clear()

    assert ask(proxy[0], "GET", "/metrics") == 404
    assert behind.seen == []


def test_under_the_box_s_own_name_there_is_the_box_alone(
    proxy: tuple[int, Path], behind: Behind
) -> None:
    behind.seen.clear()

    assert ask(proxy[0], "POST", ROUND, b"{}", Host="box.example.org", Referer="https://x") == 200
    assert ask(proxy[0], "GET", "/trust/", Host="box.example.org") == 404

    ((path, headers),) = behind.seen
    assert path == ROUND
    assert {"user-agent", "referer", "x-forwarded-for", "x-real-ip"} & set(headers) == set()
    assert "/box/" not in "".join(log.read_text() for log in proxy[1].glob("*.log"))


def test_both_proxies_know_a_box_of_its_own() -> None:
    for text in (NGINX, CADDY):
        apart = text.split("box.example.org", 1)[1]
        assert "127.0.0.1:8001" in apart
        assert "404" in apart
