"""Runs of checks in the small world, and what follows from their hits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from domain.alert import EvidenceRow, Hit
from domain.check_run import CheckVersion, EvidenceUsed, Mode, Omitted
from ledger.commands.alerts import RunRecord, record_hits, version_of
from ledger.commands.base import Receipt

if TYPE_CHECKING:
    from tests.integration.world import World

COUNTY, CITY = "330502", "330500"
EVIDENCE = "evidence:2024-330500-AAAAAAAAAA"


def hit(subject: str, *, check: str = "RF15", period: str = "2024-03", mode: Mode = "review", **other: Any) -> Hit:
    """A hit about a person, unless told otherwise; its facts are raw whole numbers."""
    known = Hit(
        check=check,
        check_version=1,
        text_digest="0" * 64,
        subject_kind="person",
        subject=subject,
        period=period,
        place=COUNTY,
        mode=mode,
        severity="HIGH",
        amount=12_000,
        facts={"paid_fen": 150_000, "minimum_fen": 201_000, "from_month": 24290},
        evidence=(EvidenceRow(dataset="payroll", import_id=EVIDENCE, line=2),),
        authority="最低工资规定",
    )
    return msgspec.structs.replace(known, **other)


def ran(*checks: CheckVersion, **other: Any) -> RunRecord:
    """A run over everything, with these checks."""
    known = RunRecord(
        place=CITY,
        scope="all",
        engine="duckdb",
        position=1,
        evidence=(EvidenceUsed(dataset="payroll", import_id=EVIDENCE, as_of_day=19_782),),
        checks=checks,
    )
    return msgspec.structs.replace(known, **other)


def recorded(world: "World", hits: Sequence[Hit], officer: str = "analyst", **other: Any) -> Receipt:
    """A run that found these hits."""
    checks = dict.fromkeys(version_of(each) for each in hits)
    return record_hits(world.book, ran(*checks, **other), hits, world.request(officer))


def suspected(world: "World") -> None:
    """Alerts of every standing."""
    first = [hit(f"p_{number:024}", cases=tuple(world.cases.values())[:1]) for number in range(6)]
    trial = hit("p_" + "7" * 24, mode="shadow")
    stale = Omitted(check="RF01", version=1, cause="stale", source="deaths")
    recorded(world, [*first, trial], omitted=(stale,))
    recorded(world, [first[0], msgspec.structs.replace(first[1], amount=13_000)])
