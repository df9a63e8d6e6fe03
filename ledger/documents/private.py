"""Files and folders that only their owner can read, and that are there after a power cut."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import flock
from pathlib import Path
from typing import BinaryIO


def new_file(path: Path) -> BinaryIO:
    """A file that was not there before, to be written."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def new_folder(path: Path) -> Path:
    """The folder, made where it is missing, as is every folder around it."""
    if not path.parent.exists():
        new_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path, kind: int) -> Iterator[None]:
    """Hold a lock on a file, alone (LOCK_EX) or with others (LOCK_SH)."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)
