"""The published reference of the command line."""

import re
from pathlib import Path

import click

from api.cli import everything
from api.cli.reference import cli_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def leaves(group: click.Group) -> list[click.Command]:
    """Every command that does something."""
    commands = [group.commands[name] for name in sorted(group.commands)]
    return [leaf for each in commands for leaf in (leaves(each) if isinstance(each, click.Group) else [each])]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == cli_markdown(), "write api.cli.reference.cli_markdown() to the page"


def test_every_command_says_what_it_does_in_both_languages() -> None:
    for command in leaves(everything()):
        words = command.help or ""
        assert re.search(r"[\u4e00-\u9fff]{2}", words), command.name
        assert re.search(r"[A-Za-z]{3}", words), command.name


def test_every_command_answers_in_json() -> None:
    for command in leaves(everything()):
        names = {name for parameter in command.params for name in parameter.opts}
        assert "--json" in names, command.name
