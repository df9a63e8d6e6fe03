"""Pytest plugin: what the tests write lies in memory where there is room, so that no test waits for a disk.

Books are written durably, several times a command, and durable is what a test process killed on purpose cannot tell
from written: only a machine that loses its power could.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 6 << 30
"""Bytes: several times what two processes hold at once."""


def pytest_configure() -> None:
    """Choose the place, for this process and those that it starts; a place that somebody chose is left."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
