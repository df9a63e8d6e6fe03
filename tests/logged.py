"""What the program writes into its log while a test runs."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import structlog
from structlog.contextvars import clear_contextvars

from api.ops.logs import OURS, configure

Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def logged(level: str = "info") -> Iterator[Lines]:
    """Logs as a server does, into a text that is read line by line; afterwards everything is as it was."""
    root, ours, text = logging.getLogger(), logging.getLogger(OURS), StringIO()
    kept = root.handlers[:], root.level, ours.level, logging.raiseExceptions
    configure(level)
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(text)
    try:
        yield lambda: [json.loads(line) for line in text.getvalue().splitlines()]
    finally:
        root.handlers[:], root.level, ours.level, logging.raiseExceptions = kept
        structlog.reset_defaults()
        clear_contextvars()
