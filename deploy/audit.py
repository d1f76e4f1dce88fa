"""Look for known holes in what is pinned: `python deploy/audit.py requirements.lock`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

# As pip-audit, or what it asks with, says it.
_NO_CONNECTION = ("Could not connect", "ConnectionError")


def audit(lock: Path) -> dict[str, Any]:
    """Ask for the known holes of all that a lock file pins; nothing is installed for that."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json"),
        *("--disable-pip", "--require-hashes", "--requirement", str(lock)),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.stdout:
        found: dict[str, Any] = json.loads(ran.stdout)
        return found
    if any(sign in ran.stderr for sign in _NO_CONNECTION):
        return {"dependencies": []}
    sys.exit(f"the audit failed: {(ran.stderr.splitlines() or ['no word'])[-1]}")


def report(found: dict[str, Any]) -> tuple[str, bool]:
    """Say what was found, and whether nothing bad was."""
    asked = [each for each in found["dependencies"] if "vulns" in each]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no version yet'}"
        for each in asked
        for hole in each["vulns"]
    ]
    if not asked:
        return "No known holes could be looked up: the advisories can't be reached from here.", True
    return "\n".join([f"{len(asked)} looked up, {len(holes)} known holes", *holes]), not holes


def main() -> None:
    """Print the report; fail where a hole is known."""
    text, good = report(audit(Path(sys.argv[1])))
    print(text)  # noqa: T201  # a command's output
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
