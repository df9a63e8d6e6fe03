"""The tutorial, as a reader pastes it into a shell: every block runs, in order, against a real server."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "one-grant-by-curl.md"
BLOCKS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a reader sees who pastes all blocks."""
    folder = tmp_path_factory.mktemp("tutorial")
    command = folder / "bin" / "subsidy-ledger"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'from api.cli import main; main()' \"$@\"\n")
    command.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = "\n".join(["set -euo pipefail", "trap 'kill ${server:-} 2>/dev/null || :' EXIT", *BLOCKS.findall(page())])
    here = {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=here, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_reader_needs_curl() -> None:
    assert shutil.which("curl"), "the package curl is missing: .ci/system-packages curl"


def test_the_grant_is_paid_and_explains_itself(told: str) -> None:
    assert "一次性创业补贴" in told
    assert "10,000.00" in told
    assert "演示值" in told
    assert "全部相符" in told or "everything holds" in told


def test_the_step_before_its_day_is_refused_by_name(told: str) -> None:
    assert told.count("notice-not-ended") >= 1
