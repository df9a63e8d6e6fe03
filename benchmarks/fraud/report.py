"""What is printed and kept of a run: precision and recall by check and by type, alerts per 1,000, false alarms."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.fraud.run import Ran
from benchmarks.fraud.score import Score


def shown(per_mille: int | None) -> str:
    """Per cent with one place."""
    return "-" if per_mille is None else f"{per_mille // 10}.{per_mille % 10}"


def printed(title: str, found: Sequence[Score], ran: Sequence[Ran], persons: int) -> None:
    """One table."""
    table = Table(
        "",
        "recall %",
        "precision %",
        "right",
        "false",
        "false, of other frauds",
        "per 1,000",
        "ms",
        "who else",
        title=title,
    )
    times = {one.check: one.milliseconds for one in ran}
    for one in found:
        hit = one.right + one.wrong
        table.add_row(
            f"[red]{one.name}[/]" if one.fails else one.name,
            shown(one.recall),
            shown(one.precision),
            f"{one.right:,}",
            f"{one.wrong:,}",
            f"{one.elsewhere:,}",
            f"{hit * 10_000 // persons / 10}",
            str(times.get(one.name, "")),
            ", ".join(f"{who} {count}" for who, count in one.resembling.items()),
        )
    Console(width=200).print(table)


def as_json(persons: int, seed: str, ran: Sequence[Ran], checks: Sequence[Score], types: Sequence[Score]) -> str:
    """The same for machines."""
    kept: dict[str, Any] = {
        "population": seed,
        "persons": persons,
        "checks": {one.name: _plain(one) for one in checks},
        "types": {one.name: _plain(one) for one in types},
        "trouble": {one.check: one.trouble for one in ran if one.trouble},
        "milliseconds": {one.check: one.milliseconds for one in ran},
    }
    return json.dumps(kept, ensure_ascii=False, indent=2)


def _plain(one: Score) -> dict[str, Any]:
    return {
        "recall_per_mille": one.recall,
        "precision_per_mille": one.precision,
        "right": one.right,
        "wrong": one.wrong,
        "of_other_frauds": one.elsewhere,
        "incidents": one.incidents,
        "resembling": one.resembling,
    }


def written(path: Path, text: str) -> None:
    """Keep it."""
    path.write_text(text + "\n", encoding="utf-8")
