"""The root command: global options, and one place where a refusal becomes an exit code."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click
from rich.console import RenderableType

from api.cli import screen
from api.cli.settings import Settings, on_group
from api.schemas.problems import FormInvalid
from domain.errors import Refusal

REFUSED = 1
"""The exit code of a refusal; wrong usage has 2."""


class Ledger(click.Group):
    """A group that answers a refusal with both sentences; whatever else goes wrong is not hidden.

    Its commands are loaded when they are asked for.
    """

    _package = ""
    _modules: Mapping[str, str] = {}
    _below: Mapping[str, Sequence[str]] = {}

    def stands_at(self, package: str, modules: Mapping[str, str], below: Mapping[str, Sequence[str]]) -> None:
        """Say in which module of the package each command stands, and which ones belong below a group."""
        self._package, self._modules, self._below = package, modules, below

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, loaded or not."""
        return sorted({*super().list_commands(ctx), *self._modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded where it is not yet."""
        known = super().get_command(ctx, cmd_name)
        if known is not None or cmd_name not in self._modules:
            return known
        (command,) = self._loaded(self._modules[cmd_name])
        if isinstance(command, click.Group):
            for place in self._below.get(cmd_name, ()):
                for each in self._loaded(place):
                    command.add_command(each)
        self.add_command(command, cmd_name)
        return command

    def _loaded(self, place: str) -> Sequence[click.Command]:
        module, _, name = place.partition(":")
        found: click.Command | tuple[click.Command, ...] = getattr(import_module(f"{self._package}.{module}"), name)
        return found if isinstance(found, tuple) else (found,)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            settings = ctx.ensure_object(Settings)
            screen.refuse(refusal, as_json=settings.json, key=settings.key, rows=_rows(refusal))
            ctx.exit(REFUSED)


def _rows(refusal: Refusal) -> RenderableType | None:
    if not isinstance(refusal, FormInvalid):
        return None
    rows = (
        (problem.line or "", problem.column, problem.heading, f"{problem.refusal.zh}\n{problem.refusal.en}")
        for problem in refusal.problems
    )
    return screen.table("", ("行 line", "列 column", "栏目 heading", "问题 problem"), rows)


@click.group(cls=Ledger, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="subsidy-ledger")
@on_group
def main() -> None:
    """残疾人就业创业补贴账本。 A ledger of employment and start-up subsidies.

    公共选项写在子命令前后均可。 The common options may stand before or after the sub-command.
    """
