"""The units start what `bothways serve` starts, as nobody in particular, and can touch little."""

import configparser
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from bothways.config import serve
from bothways.config.env import Env

ROOT = Path(__file__).resolve().parents[3]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
every_service = pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)


def settings_of(unit: Path) -> dict[str, list[str]]:
    """Return what a unit says, by name; a name may stand several times."""
    said: dict[str, list[str]] = defaultdict(list)
    for line in unit.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            said[name].append(value)
    return said


def test_there_are_a_web_server_a_worker_and_a_nightly_backup() -> None:
    assert {unit.name for unit in UNITS} == {
        "bothways-web.service",
        "bothways-worker.service",
        "bothways-backup.service",
        "bothways-backup.timer",
    }


def test_the_web_server_is_started_as_bothways_serve_starts_it() -> None:
    said = settings_of(ROOT / "deploy/systemd/bothways-web.service")
    words = said["ExecStart"][0].split()

    assert words[1:] == serve.web_command("127.0.0.1", 8000)[1:]
    assert "--no-access-log" in words
    assert said["ExecStartPre"][0].endswith("-m bothways prepare")


def test_the_worker_is_started_as_bothways_serve_starts_it() -> None:
    words = settings_of(ROOT / "deploy/systemd/bothways-worker.service")["ExecStart"][0].split()

    assert words[1:] == serve.worker_command()[1:]


@every_service
def test_it_runs_as_a_user_of_its_own_that_can_change_its_data_alone(unit: Path) -> None:
    said = settings_of(unit)

    assert said["User"] == ["bothways"]
    assert said["UMask"] == ["0077"]
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "ProtectClock"):
        assert said[name] == ["yes"], name
    assert said["ProtectSystem"] == ["strict"]
    assert said["CapabilityBoundingSet"] == [""]
    assert {path.strip("-") for path in said["ReadWritePaths"]} <= {
        "/srv/bothways/data",
        "/backup/bothways",
    }


@every_service
def test_what_is_in_its_memory_never_lands_on_a_disk(unit: Path) -> None:
    said = settings_of(unit)

    assert said["MemorySwapMax"] == ["0"]
    assert said["LimitCORE"] == ["0"]


@every_service
def test_no_secret_stands_in_a_unit_that_everybody_can_read(unit: Path) -> None:
    assert settings_of(unit)["EnvironmentFile"] == ["/etc/bothways.env"]
    assert "BOTHWAYS_" not in unit.read_text()


def test_the_backup_s_folder_must_be_mounted_and_the_box_is_named_nowhere() -> None:
    said = settings_of(ROOT / "deploy/systemd/bothways-backup.service")

    assert said["RequiresMountsFor"] == ["/backup/bothways"]
    assert not [unit.name for unit in UNITS if "ballots.sqlite3" in unit.read_text()]


def test_the_timer_makes_up_for_a_night_that_was_missed() -> None:
    timer = configparser.ConfigParser(strict=False)
    timer.optionxform = str  # type: ignore[assignment,method-assign]
    timer.read(ROOT / "deploy/systemd/bothways-backup.timer")

    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Timer"]["OnCalendar"] == "*-*-* 02:20"


def test_every_name_in_the_settings_file_is_a_setting() -> None:
    names = re.findall(
        r"^(BOTHWAYS_\w+)=", (ROOT / "deploy/bothways.env").read_text(), re.MULTILINE
    )

    assert len(names) > 5
    assert {name.removeprefix("BOTHWAYS_").lower() for name in names} <= set(Env.model_fields)


def test_the_settings_file_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (ROOT / "deploy/bothways.env").read_text().splitlines():
        if line.startswith("BOTHWAYS_"):
            monkeypatch.setenv(*line.split("=", 1))

    assert Env().https


@every_service
def test_systemd_finds_no_fault_with_it(unit: Path, tmp_path: Path) -> None:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("there is no systemd-analyze here")
    words = re.sub(r"^(Exec\w+=)\S+", r"\1/bin/true", unit.read_text(), flags=re.MULTILINE)
    copy = tmp_path / unit.name
    copy.write_text(words)

    done = subprocess.run([tool, "verify", str(copy)], capture_output=True, text=True, check=False)

    assert "Unknown key" not in done.stderr
    assert "Failed to parse" not in done.stderr
