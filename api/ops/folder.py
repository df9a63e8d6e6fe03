"""The folder in which the workers of a server count, each in files of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Final

VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder; the library looks for it once, when it is first imported."""


def counting_folder() -> str | None:
    """The folder of this server; None in a process that counts for itself alone."""
    return os.environ.get(VARIABLE)


@contextmanager
def made_folder() -> Iterator[None]:
    """A folder for the workers that are started meanwhile, gone with them."""
    with TemporaryDirectory(prefix="subsidy-ledger-") as folder:
        os.environ[VARIABLE] = folder
        yield
