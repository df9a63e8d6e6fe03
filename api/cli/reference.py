"""The reference of the command line, written from the commands themselves."""

from collections.abc import Iterator
from inspect import cleandoc

import click

from api.cli import everything
from api.cli.settings import COMMON
from domain.names import zh
from domain.roles import ROLES

_INTRODUCTION = """\
# The command line

Written from the commands; a test keeps this page up to date. Every command answers `--json` with one JSON document on
standard output: money in yuan with two decimal places, ISO dates. A refusal prints its Chinese and its English
sentence, the field and the clause, and leaves the book exactly as it was.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | refused, or `verify` found something that does not hold |
| 2 | wrong usage |

"""

_SAID_ONCE = COMMON - {"reason"}
"""The common options that a command's own table leaves out; its reason has a default of its own."""


def cli_markdown() -> str:
    """The whole page."""
    root = everything()
    lines = [
        "## Common options 公共选项\n",
        "They may stand before or after the sub-command.\n",
        *_table(root, common=True),
    ]
    lines += [
        "## Roles 角色\n",
        "Each act needs one role; a refusal names the one that is lacking.\n",
        "| `--role` | 角色 |",
        "|---|---|",
        *(f"| `{role}` | {zh(role)} |" for role in ROLES),
        "",
    ]
    for path, command in _leaves(root, ("subsidy-ledger",)):
        lines += [f"## `{' '.join(path)}`\n", *_described(command)]
    return _INTRODUCTION + "\n".join(lines).rstrip() + "\n"


def _leaves(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _leaves(command, (*path, name))
        else:
            yield (*path, name), command


def _described(command: click.Command) -> Iterator[str]:
    yield cleandoc(command.help or "") + "\n"
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    if arguments:
        words = " ".join(f"`{argument.make_metavar(click.Context(command))}`" for argument in arguments)
        yield f"Arguments: {words}\n"
    yield from _table(command, common=False)


def _table(command: click.Command, *, common: bool) -> list[str]:
    options = [
        parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        and not parameter.hidden
        and (parameter.name in (COMMON if common else _SAID_ONCE)) is common
    ]
    if not options:
        return []
    rows = [f"| {_names(option)} | {'yes' if option.required else ''} | {option.help or ''} |" for option in options]
    return ["| option | required | meaning |", "|---|---|---|", *rows, ""]


def _names(option: click.Option) -> str:
    names = "/".join((*option.opts, *option.secondary_opts))
    environment = f" (`{option.envvar}`)" if option.envvar else ""
    return f"`{names}`{environment}"
