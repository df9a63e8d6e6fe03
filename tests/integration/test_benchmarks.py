"""The benchmarks run; what they measure is never asserted."""

import json

from click.testing import CliRunner

from benchmarks.__main__ import main


def test_every_measure_stands_beside_its_raw_limit() -> None:
    result = CliRunner().invoke(main, ["--quick", "--store", "sqlite", "--json"], catch_exceptions=False)
    rows = json.loads(result.stdout)
    assert [row["what"].split(",")[0].split(" of ")[0].split(" from ")[0].split(" with ")[0] for row in rows] == [
        "draft and submit (claims",
        "accept (load",
        "accept",
        "accept",
        "bulk append",
        "bulk append",
        "views caught up",
        "views rebuilt",
        "what-if over 500 cases",
        "page 10",
        "import",
        "import",
        "HTTP: accept",
        "HTTP: one case read",
        "balances",
        "balances",
        "balances",
        "download",
        "download",
        "download",
    ]
    assert all(row["ours"] > 0 and row["raw"] > 0 for row in rows)
