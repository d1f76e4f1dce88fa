"""A short run of each target of the fuzzer, where it installs."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.hostile.targets import TARGETS
from tests.offline import ROOT

RUNS = 3000


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no wheel for this machine")
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks(name: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.hostile.fuzz", name, f"-runs={RUNS}", "-seed=7",
         f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert f"Done {RUNS} runs" in ended.stderr
