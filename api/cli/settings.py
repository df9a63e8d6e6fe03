"""The options that every command has: which book, who acts, when, why; taken before and after the sub-command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """What was given, as text; read when it is needed."""

    book: str = ""
    book_place: str = ""
    key_file: str = ""
    documents: str = ""
    evidence: str = ""
    actor: str = ""
    role: tuple[str, ...] = ()
    jurisdiction: str = ""
    on: str = ""
    key: str = ""
    reason: str = ""
    now: str = ""
    json: bool = False


_BOOK: tuple[tuple[str, str, str], ...] = (
    ("--book", "URL", "账套地址。 Address of the book: a file, sqlite:///…, or postgresql://…?schema=…"),
    ("--book-place", "CODE", "地址中有多个账套时,指明地区代码。 Which book, where an address holds several."),
    ("--key-file", "FILE", "密钥文件(SQLite 默认为数据库文件名加 .key)。 Key file for personal data."),
    ("--documents", "DIR", "材料库文件夹(SQLite 默认为数据库文件名加 .documents)。 Folder of sealed documents."),
    ("--evidence", "DIR", "证据库文件夹(SQLite 默认为数据库文件名加 .evidence)。 Folder of evidence."),
)
_ACT: tuple[tuple[str, str, str], ...] = (
    ("--actor", "ID", "经办人账号。 Account of the officer who acts."),
    ("--role", "ROLE", "经办人角色,可重复。 Role of the officer; may be repeated."),
    ("--jurisdiction", "CODE", "经办人管辖地区(默认为账套地区)。 Place the officer acts for (default: the book's)."),
    ("--on", "DATE", "生效日(默认今天)。 Value date (default: today)."),
    ("--key", "KEY", "操作编号,重复提交同一编号只办理一次(默认新编)。 Idempotency key (default: a new one)."),
    ("--reason", "TEXT", "理由。 Why; some commands have a fitting default."),
)
_ENVIRONMENT = {
    "--book": "SUBSIDY_LEDGER_BOOK",
    "--key-file": "SUBSIDY_LEDGER_KEY_FILE",
    "--documents": "SUBSIDY_LEDGER_DOCUMENTS",
    "--evidence": "SUBSIDY_LEDGER_EVIDENCE",
    "--actor": "SUBSIDY_LEDGER_ACTOR",
    "--role": "SUBSIDY_LEDGER_ROLES",
    "--jurisdiction": "SUBSIDY_LEDGER_JURISDICTION",
}
COMMON = frozenset(Settings.__dataclass_fields__)
"""The names of the options that are common to the commands."""


def on_group(group: Command) -> Command:
    """Every option, before the sub-command; some may come from the environment."""
    return _with(group, (*_BOOK, *_ACT), environment=True)


def reading(command: Command) -> Command:
    """The options of a command that reads, after it."""
    return _with(command, _BOOK)


def json_only(command: Command) -> Command:
    """The form of the answer, of a command that has options of its own for the rest."""
    return _with(command, ())


def acting(command: Command, reason: str) -> Command:
    """The options of a command that writes, after it; `reason` is its default."""
    why = f"理由(默认“{reason}”)。 Why; has a default." if reason else "理由,必须写明。 Why; must be said."
    return _with(command, (*_BOOK, *_ACT[:-1], ("--reason", "TEXT", why)))


def _with(command: Command, options: tuple[tuple[str, str, str], ...], *, environment: bool = False) -> Command:
    command = click.option("--json", is_flag=True, is_eager=True, expose_value=False, callback=_keep, help=_JSON)(
        command
    )
    if _ACT[0] in options:
        command = click.option("--now", hidden=True, expose_value=False, callback=_keep)(command)
    for name, metavar, text in reversed(options):
        command = click.option(
            name,
            metavar=metavar,
            help=text,
            multiple=name == "--role",
            envvar=_ENVIRONMENT.get(name) if environment else None,
            expose_value=False,
            callback=_keep,
        )(command)
    return command


_JSON = "输出一个 JSON 文档。 Print one JSON document."


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep what was given; what stands after the sub-command goes before what stands ahead of it."""
    settings = context.ensure_object(Settings)
    if value and parameter.name:
        setattr(settings, parameter.name, value)
