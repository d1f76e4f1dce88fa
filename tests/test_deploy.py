"""What stands in `deploy/` fits the program."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import cli
from bot.settings import PREFIX, Settings
from deploy.audit import audit, report
from tests.offline import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file() and path.suffix != ".pyc")
ALL = {path.name: path.read_text(encoding="utf-8") for path in FILES}
# Not a setting: the name that Telegram reaches, for the proxy.
NOT_SETTINGS = {"TRINVIS_HOST"}
HARDENED = (
    *("NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "PrivateTmp=yes"),
    *("ProtectHome=yes", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "UMask=0077"),
    *("SystemCallFilter=@system-service", "MemoryMax=700M", "User=trinvis"),
)


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields} | NOT_SETTINGS
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", ALL[name])) <= known


@pytest.mark.parametrize("name", ["README.md", "Containerfile", "compose.yaml", "trinvis.service"])
def test_every_command_that_is_named_is_one(name: str) -> None:
    named = set(re.findall(r"(?:`|bin/)trinvis ([a-z-]+)", ALL[name]))
    named |= set(re.findall(r'(?:CMD|command:) \["([a-z-]+)"', ALL[name])) - {"sh", "python"}
    assert named
    assert named <= set(cli.commands)


def test_images_are_pinned_and_nobody_in_particular_runs_them() -> None:
    for source in re.findall(r"^FROM (\S+)", ALL["Containerfile"], re.MULTILINE):
        assert re.search(r":\d+\.\d+\.\d+", source)
    assert re.search(r"^USER \d{4,}:\d{4,}$", ALL["Containerfile"], re.MULTILINE)
    images = re.findall(r"image: (\S+)", ALL["compose.yaml"])
    assert len(images) >= 4
    assert all(re.search(r":\d+\.\d+", image) for image in images)
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
        assert line in ALL["compose.yaml"]


def test_both_processes_of_compose_have_the_same_key_file_and_a_place_for_it() -> None:
    assert "TRINVIS_KEY_FILE: /keys/trinvis.key" in ALL["compose.yaml"]
    assert ALL["compose.yaml"].count("keys:/keys") == 2
    assert ALL["compose.yaml"].count("*trinvis\n") == 2


@pytest.mark.parametrize("line", HARDENED)
def test_unit_is_hardened(line: str) -> None:
    assert line in ALL["trinvis.service"].splitlines()


def test_unit_waits_longer_for_a_stop_than_the_program_takes() -> None:
    (seconds,) = re.findall(r"TimeoutStopSec=(\d+)", ALL["trinvis.service"])
    assert int(seconds) > 10


def test_the_figures_to_watch_are_those_that_there_are() -> None:
    source = (ROOT / "bot/telegram/operation.py").read_text(encoding="utf-8")
    for name in re.findall(r"`(trinvis_[a-z_]+)", ALL["README.md"]):
        assert name.removesuffix("_total") in source


def _of(*holes: dict[str, object]) -> dict[str, object]:
    return {"dependencies": [{"name": "x", "version": "1", "vulns": list(holes)}]}


def test_known_hole_fails_the_audit_and_is_named() -> None:
    text, good = report(_of({"id": "CVE-1", "fix_versions": ["2"]}))
    assert not good
    assert "x 1: CVE-1, mended in 2" in text
    assert report(_of()) == ("1 looked up, 0 known holes", True)


def test_audit_that_could_ask_nobody_says_so() -> None:
    skipped = {"dependencies": [{"name": "x", "skip_reason": "not found"}]}
    text, good = report(skipped)
    assert good
    assert "can't be reached" in text


def test_bill_of_materials_names_all_that_is_pinned() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==", lock, re.MULTILINE))
    ran = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
            str(ROOT / "requirements.lock"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {part["name"] for part in json.loads(ran.stdout)["components"]} == pinned


def test_audit_that_breaks_is_no_audit_that_found_nothing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="the audit failed"):
        audit(tmp_path / "no-such.lock")
