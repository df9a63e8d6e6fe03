"""Every command that a page of the documentation shows is one that the command line has, with its options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from api.cli import everything

MAIN = everything()
ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
SHOWN = re.compile(r"^\s*(?:\$ )?subsidy-ledger (?P<words>.*)$", re.M)


def commands() -> Iterator[str]:
    """What stands after the name of the program, lines that go on joined."""
    for page in PAGES:
        text = re.sub(r"\\\n\s*", " ", page.read_text(encoding="utf-8"))
        yield from (found["words"] for found in SHOWN.finditer(text))


def options(command: click.Command) -> dict[str, click.Option]:
    """The options of a command by every name that they have."""
    known = (each for each in command.params if isinstance(each, click.Option))
    return {name: option for option in known for name in (*option.opts, *option.secondary_opts)}


def unknown(line: str) -> Iterator[str]:
    """The words that the command line does not know; whatever is no option or command is taken as a value."""
    words = iter(shlex.split(line.partition(" > ")[0].partition(" | ")[0], comments=True))
    command: click.Command = MAIN
    for word in words:
        if word == "--help":
            return
        if word.startswith("--"):
            name, has_value, _ = word.partition("=")
            option = options(command).get(name) or options(MAIN).get(name)
            if option is None:
                yield name
            elif not (option.is_flag or option.count or has_value):
                for _ in range(option.nargs):
                    next(words, "")
        elif isinstance(command, click.Group):
            if word not in command.commands:
                if word != "…":
                    yield word
                return
            command = command.commands[word]


def test_the_pages_show_commands() -> None:
    assert len(set(commands())) > 20


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_that_a_page_shows_is_there(line: str) -> None:
    assert list(unknown(line)) == []


@pytest.mark.parametrize("line", ["levy asess", "levy assess --nothing 1", "nothing"])
def test_a_wrong_command_is_seen(line: str) -> None:
    assert list(unknown(line))
