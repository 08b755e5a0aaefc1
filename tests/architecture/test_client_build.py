"""Each script that is served is the one that its sources give, byte for byte."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/bothways/ui/static/bothways"
FRONTEND = ROOT / "frontend"
BUNDLED = {
    "ballot.js": ("@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@hpke/common", "qr"),
    "counted.js": ("qr",),
    "guardian.js": ("age-encryption", "@noble/curves", "@scure/base", "@hpke/core", "qr"),
    "books.js": ("@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@noble/hashes"),
    "mailbox.js": ("@cloudflare/blindrsa-ts", "sjcl", "@hpke/core", "@noble/hashes", "qr"),
    "move.js": ("qr",),
}
MOST_BYTES = {
    "ballot.js": 45_000,
    "counted.js": 20_000,
    "alike.js": 1_000,
    "app.js": 1_000,  # on every page
    "books.js": 25_000,  # once in some days, on one's own device
    "card.js": 1_000,
    "guardian.js": 60_000,  # the second keyholder alone loads it
    "kiosk.js": 1_500,
    "leader.js": 1_600,
    "ledger.js": 2_500,
    "mailbox.js": 72_000,  # Argon2id, HPKE, files; who writes or reads letters alone loads it
    "outbox.js": 5_000,  # only where something sealed waits; files of letters go with it
    "passkeys.js": 2_000,
    "move.js": 12_000,
    "phone.js": 2_500,
    "sw.js": 3_000,
}
SERVED = sorted(FOLDER.glob("*.js"), key=lambda file: file.name)

each_script = pytest.mark.parametrize("served", SERVED, ids=lambda file: file.name)


@each_script
def test_the_served_client_has_the_checksum_that_lies_beside_it(served: Path) -> None:
    digest = hashlib.sha256(served.read_bytes()).hexdigest()

    assert Path(f"{served}.sha256").read_text() == f"{digest}  {served.name}\n"


@each_script
def test_a_script_carries_the_licences_of_what_is_bundled_in_it(served: Path) -> None:
    licences = Path(f"{served}.licences.txt")

    assert licences.exists() == (served.name in BUNDLED)
    for name in BUNDLED.get(served.name, ()):
        assert name in licences.read_text()


@each_script
def test_a_script_is_small_enough_for_a_slow_phone(served: Path) -> None:
    assert len(gzip.compress(served.read_bytes(), 9)) < MOST_BYTES[served.name]


@each_script
def test_a_script_evaluates_no_text_as_code(served: Path) -> None:
    source = served.read_text()

    assert "eval(" not in source
    assert "new Function" not in source


@each_script
def test_a_script_draws_nothing_from_text_and_writes_no_style(served: Path) -> None:
    source = served.read_text()

    for forbidden in (".innerHTML", ".outerHTML", "insertAdjacentHTML", "document.write", ".style"):
        assert forbidden not in source
    for other_way_out in ("XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource"):
        assert other_way_out not in source


def test_the_lock_names_no_place_and_every_version_is_exact() -> None:
    package = json.loads((FRONTEND / "package.json").read_text())

    assert "://" not in (FRONTEND / "package-lock.json").read_text()
    for version in {**package["dependencies"], **package["devDependencies"]}.values():
        assert version.replace(".", "").isdigit()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the client's sources with the locked packages.

    Skipped where there is no Node, and where the packages can't be had; but where a browser is
    required, as in CI, Node that can't fetch them fails.
    """
    if shutil.which("npm") is None:
        pytest.skip("NOT CHECKED: without Node the ballot client can't be built again")
    copy = tmp_path_factory.mktemp("checkout")
    aside = shutil.ignore_patterns("node_modules")
    shutil.copytree(FRONTEND, copy / "frontend", ignore=aside)
    shutil.copytree(ROOT / "tests/data", copy / "tests/data")
    fetched = run(["npm", "ci", "--ignore-scripts", "--prefer-offline"], copy)
    if fetched.returncode and os.environ.get("BOTHWAYS_REQUIRE_BROWSER") != "1":
        pytest.skip("NOT CHECKED: the packages of the ballot client could not be fetched")
    assert fetched.returncode == 0, fetched.stderr
    return copy


def run(words: list[str], copy: Path) -> subprocess.CompletedProcess[str]:
    folder = copy / "frontend"
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_building_it_again_gives_the_same_bytes(checkout: Path) -> None:
    done = run(["node", "build.mjs", str(checkout)], checkout)

    assert done.returncode == 0, done.stdout + done.stderr
    built = {file.name: file.read_bytes() for file in checkout.glob("*.js*")}
    assert built == {file.name: file.read_bytes() for file in FOLDER.glob("*.js*")}


@pytest.mark.slow
def test_the_clients_own_tests_pass_with_the_vectors_of_both_rfcs(checkout: Path) -> None:
    done = run(["npm", "test"], checkout)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_that_compares_ideas_sends_nothing() -> None:
    source = (FOLDER / "alike.js").read_text()

    for way_out in ("fetch", "import(", "postMessage", "new Image", "location", "localStorage"):
        assert way_out not in source
