"""Random inspections on the command line: drawn, recorded, listed, shown."""

from pathlib import Path

import pytest

from tests.integration.desk import Desk

ANALYST = {"officer": "analyst", "role": "fraud_analyst"}
YEAR = ("--place", "330500", "--from", "2024-01-01", "--to", "2024-12-31")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose book has some budget and one approved grant."""
    here = Desk(tmp_path)
    here.budget("startup_grant", "500000.00")
    return here


def test_a_list_is_drawn_looked_at_and_told(desk: Desk) -> None:
    case = desk.approved("startup_grant")
    sample = desk.done("inspection", "draw", "case", *YEAR, "--share", "10", **ANALYST)["subject"]
    (row,) = desk.read("inspection", "list")["samples"]
    assert (row["id"], row["items"], row["population"], len(row["seed"])) == (sample, 1, 1, 64)
    found = ("--finding", "fraud_suspected", "--note", "现场无人经营")
    desk.done("inspection", "record", sample, case, *found, **ANALYST)
    told = desk.read("inspection", "show", sample)
    assert [(item["item"], item["finding"]) for item in told["items"]] == [(case, "fraud_suspected")]
    assert told["estimate"]["recall"] == {"part": 0, "whole": 1, "low": 0, "high": 794}
    shown = desk.type("inspection", "show", sample, as_json=False).stdout
    assert "疑似骗取" in shown
    assert "20.6%–100.0%" in shown
    assert desk.read("verify")["ok"] is True


def test_neither_share_nor_number_is_no_draw(desk: Desk) -> None:
    error = desk.refused("inspection", "draw", "case", *YEAR, **ANALYST)
    assert error["code"] == "share-or-number"
