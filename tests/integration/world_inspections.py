"""What is inspected by chance in the world: half of all payments, with two findings."""

from datetime import date

from domain.inspection_sample import Finding
from ledger.commands import inspections
from ledger.commands.load import load_sample
from tests.integration.world import PLACE, World


def inspected(world: World) -> None:
    """A list of payments is drawn; one payment is in order, another looks like fraud."""
    command = inspections.Draw(kind="payment", place=PLACE, first=date(2024, 1, 1), last=world.today, share_pct=50)
    sample = inspections.draw(world.book, command, world.request("analyst")).subject
    state, _ = load_sample(world.book, sample)
    findings: tuple[Finding, ...] = ("in_order", "fraud_suspected")
    for item, finding in zip(state.items, findings, strict=False):
        record = inspections.Record(sample=sample, item=item, finding=finding, note="现场核查记录1号")
        inspections.record(world.book, record, world.request("second-analyst"))
