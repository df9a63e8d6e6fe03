"""Evidence in the small world: imported, corrected, withdrawn, accepted in part, discarded, and one file that waits."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.calendar import Month
from ledger.commands import evidence
from ledger.commands.base import Receipt
from ledger.commands.import_evidence import command_of, import_evidence
from ledger.evidence.source_file import open_source
from tests.evidence.files import WAGE, written
from tests.factories import resident_id

if TYPE_CHECKING:
    from tests.integration.world import World

PLACE = "330500"
BAD = {"paid_fen": "4500.505"}
"""A cell that cannot be used."""


def wages(*days: int, **cells: str) -> list[dict[str, str]]:
    """Payroll rows of March 2024, one for each person born on a day of January 1980."""
    return [WAGE | {"person": resident_id(f"198001{day:02d}")} | cells for day in days]


def file_of(world: "World", rows: Sequence[Mapping[str, str]]) -> Path:
    """A file of rows that no other call makes."""
    return written(world.evidence.folder.parents[1] / f"{world.next_number()}.csv", rows)


def brought(
    world: "World", rows: Sequence[Mapping[str, str]], dataset: str = "wages", officer: str = "data", **said: Any
) -> Receipt:
    """Import rows, of March 2024 unless told otherwise."""
    period = {} if dataset != "wages" else {"first_month": Month(2024, 3), "last_month": Month(2024, 3)}
    given = {"source": "tax-bureau", "place": PLACE} | period | said
    path = file_of(world, rows)
    command = command_of(world.vault, path, dataset=dataset, **given)
    source, request = open_source(path), world.request(officer)
    return import_evidence(world.book, world.vault, world.evidence, command, source, request, clock=world.now)


def confirmed(world: "World", id: str, officer: str = "second-data") -> Receipt:
    """Accept what was left out."""
    command = evidence.ConfirmEvidence(evidence=id)
    return evidence.confirm_evidence(world.book, world.evidence, command, world.request(officer))


def discarded(world: "World", id: str, officer: str = "data") -> Receipt:
    """Take away a file that waits."""
    command = evidence.DiscardEvidence(evidence=id, ground="口径有误")
    return evidence.discard_evidence(world.book, command, world.request(officer))


def withdrawing(world: "World", id: str, officer: str = "data") -> Receipt:
    """Propose that an import count no longer."""
    command = evidence.WithdrawEvidence(evidence=id, ground="来源误传")
    return evidence.withdraw_evidence(world.book, command, world.request(officer))


def agreed(world: "World", id: str, officer: str = "second-data") -> Receipt:
    """Agree that an import count no longer."""
    command = evidence.ConfirmWithdrawal(evidence=id)
    return evidence.confirm_withdrawal(world.book, command, world.request(officer))


def withdrawn(world: "World", id: str) -> Receipt:
    """Let an import count no longer, as two people."""
    withdrawing(world, id)
    return agreed(world, id)


def kept(world: "World", id: str, officer: str = "second-data") -> Receipt:
    """Let an import that was to be withdrawn count as before."""
    command = evidence.KeepEvidence(evidence=id, ground="核对无误")
    return evidence.keep_evidence(world.book, command, world.request(officer))


def evidenced(world: "World") -> None:
    """Every standing that an import may have."""
    world.today = max(world.today, date(2024, 5, 6)) + timedelta(days=1)
    brought(world, wages(1, 2, 3))
    withdrawn(world, brought(world, wages(1, 2), source="bank").subject)
    confirmed(world, brought(world, [*wages(1), *wages(2, **BAD)], source="union", accept_partial=True).subject)
    discarded(world, brought(world, [*wages(3), *wages(4, **BAD)], source="union", accept_partial=True).subject)
    brought(world, [*wages(5), *wages(6, **BAD)], source="hrss", accept_partial=True)
    deaths = [{"person": resident_id(born), "died_day": "2024-02-01"} for born in ("19400101", "19400102")]
    register = brought(world, deaths, "deaths", as_of=date(2024, 5, 1)).subject
    withdrawing(world, register)
    kept(world, register)
    brought(world, deaths[:1], "deaths", as_of=date(2024, 5, 2), accept_fewer=True)
    withdrawing(world, register)
