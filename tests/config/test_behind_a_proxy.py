"""Behind a proxy that ends TLS, forms are taken and the browser is told to stay on HTTPS."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import blank
from tests.postgres import databases_of

ROOT = Path(__file__).resolve().parents[2]
SEND_A_FORM = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from bothways.members.actions import first_run_token
from django.conf import settings

for alias in ("default", "ballots"):
    call_command("migrate", database=alias, verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
said = {"HTTP_X_FORWARDED_PROTO": "https"} if "proxy" in sys.argv else {}
client = Client(enforce_csrf_checks=True, HTTP_HOST="trust.example.org", **said)
key = first_run_token(settings.DATA)
page = client.get("/welcome/", {"token": key})
typed = {"token": key, "csrfmiddlewaretoken": page.cookies["csrftoken"].value}
sent = client.post("/welcome/", typed, HTTP_ORIGIN="https://trust.example.org")
print(json.dumps({
    "form": sent.status_code,
    "hsts": page.headers.get("Strict-Transport-Security", ""),
    "secure": bool(page.cookies["csrftoken"]["secure"]),
}))
"""


def what_happens(folder: Path, *words: str, https: str) -> dict[str, object]:
    """Send a form to an installation of its own as a browser on HTTPS would."""
    blank.lay_out(folder)
    env = (
        os.environ
        | {
            "BOTHWAYS_DATA": str(folder),
            "BOTHWAYS_MODE": "run",
            "BOTHWAYS_HOSTS": "trust.example.org",
            "BOTHWAYS_HTTPS": https,
            "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        | databases_of(folder)
    )
    command = [sys.executable, "-c", SEND_A_FORM, *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.slow
def test_a_form_sent_over_https_is_taken(tmp_path: Path) -> None:
    told = what_happens(tmp_path, "proxy", https="true")

    assert told["form"] == 422  # read, and sent back because it was empty
    assert str(told["hsts"]).startswith("max-age=")
    assert told["secure"]


@pytest.mark.slow
def test_without_the_setting_nobody_can_claim_to_come_over_https(tmp_path: Path) -> None:
    told = what_happens(tmp_path, "proxy", https="false")

    assert told["form"] == 403
    assert told["hsts"] == ""
    assert not told["secure"]
