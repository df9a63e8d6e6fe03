"""Structured logs: one JSON object a line on standard output, and nothing in it about anybody.

What is logged are names that the program chose and values from short lists. Messages of libraries are kept as their
templates, errors as their kinds and places; behind that, whatever looks like a personal number is struck out.
"""

import logging.config
import re
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, Final

import structlog
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import BoundLogger, LoggerFactory, ProcessorFormatter, add_log_level

from domain.wording import PERSONAL_NUMBER

OURS: Final = "subsidy-ledger"
STRUCK_OUT: Final = "***"

Entry = MutableMapping[str, Any]

_NUMBER = re.compile(r"(?<![0-9A-Za-z_])" + PERSONAL_NUMBER)
_SERVER = "_granian"


def log() -> BoundLogger:
    """The log of the program."""
    logger: BoundLogger = structlog.get_logger(OURS)
    return logger


def configure(level: str) -> None:
    """Send the log of the program, and that of every library, to standard output as JSON."""
    structlog.configure(
        processors=[merge_contextvars, add_log_level, ProcessorFormatter.wrap_for_formatter],
        logger_factory=LoggerFactory(),
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(config_of(level))
    # Where a line cannot be written, Python would print all that was put into it on standard error.
    logging.raiseExceptions = False


def config_of(level: str) -> dict[str, Any]:
    """The configuration of Python's logging, under which libraries (and the server) log."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": formatter}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": level.upper()},
            # The server writes every message into its template; they name ports, workers and processes.
            _SERVER: {"level": level.upper(), "handlers": ["out"], "propagate": False},
        },
    }


def formatter() -> logging.Formatter:
    """Makes a line of JSON of whatever is logged."""
    return ProcessorFormatter(
        processors=[
            ProcessorFormatter.remove_processors_meta,
            TimeStamper(fmt="iso", utc=True, key="at"),
            kinds_and_places,
            without_numbers,
            JSONRenderer(ensure_ascii=False, sort_keys=True, default=kind_of),
        ],
        foreign_pre_chain=[merge_contextvars, add_log_level, logger_named],
        use_get_message=False,
    )


def logger_named(_: Any, __: str, entry: Entry) -> Entry:
    """Which library said it; the message itself only where it is our own, which never puts in but codes and names."""
    record = entry["_record"]
    if record.name == OURS:
        entry["event"] = record.getMessage()
    else:
        entry["logger"] = record.name
    return entry


def kinds_and_places(_: Any, __: str, entry: Entry) -> Entry:
    """Of an error, what kind it is and where it came from, and of its causes too; never what it says."""
    raised = entry.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        entry["error"] = [{"kind": _kind(each), "at": _places(each)} for each in _with_causes(error)]
    return entry


def without_numbers(_: Any, __: str, entry: Entry) -> Entry:
    """The entry with every number struck out that could be a resident ID, a card or a telephone."""
    return {name: _NUMBER.sub(STRUCK_OUT, value) if isinstance(value, str) else value for name, value in entry.items()}


def kind_of(value: object) -> str:
    """What is said of a value that is neither text nor number."""
    return type(value).__name__


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or each.__context__


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _places(error: BaseException) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
