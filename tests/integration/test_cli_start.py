"""What a command loads before it does anything: no engine, no data frames, no sheets, where it needs none."""

import subprocess
import sys

HEAVY = ("duckdb", "ibis", "numpy", "openpyxl", "pandas", "pyarrow", "pyspark", "scipy", "splink", "sqlglot")
LIGHT = (
    "alerts",
    "application",
    "book",
    "case",
    "checks",
    "demo",
    "hold",
    "identity",
    "investigation",
    "payment",
    "trace",
)
PROGRAM = """
import sys
import click
from api.cli import main

context = click.Context(main)
for name in sys.argv[1].split(","):
    assert main.get_command(context, name) is not None, name
print(",".join(sorted(set(sys.modules))))
"""


def loaded(*commands: str) -> set[str]:
    """The modules that are loaded when these commands are."""
    words = [sys.executable, "-c", PROGRAM, ",".join(commands)]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip().split(","))


def test_a_command_that_needs_no_engine_loads_none() -> None:
    assert loaded(*LIGHT).intersection(HEAVY) == set()
