"""Random inspection: lists that anybody can draw again, and findings by people who had no hand in the item."""

from datetime import date
from hashlib import sha256

from pytest_bdd import scenarios, step, then

from domain.inspection_names import INSPECTION_NAMES
from domain.inspection_population import Kind
from domain.inspection_sample import Drawn, Finding
from domain.names import zh
from ledger.audit.verify import verify
from ledger.commands import inspections
from ledger.views import inspection_queries
from tests.steps.lifecycle import acts
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/random_inspection.feature")

KINDS: dict[str, Kind] = {zh("case"): "case", zh("payment"): "payment", zh("placement"): "placement"}
FINDINGS: dict[str, Finding] = {INSPECTION_NAMES[code]: code for code in ("in_order", "error", "fraud_suspected")}


def drawn(world: World) -> tuple[str, Drawn]:
    """The last list that was drawn, and its event."""
    lists = [recorded for recorded in world.log() if isinstance(recorded.event, Drawn)]
    assert isinstance(lists[-1].event, Drawn)
    return lists[-1].stream, lists[-1].event


@step(says("{applicant:Applicant}的一次性创业补贴已经审批"))
def a_grant_is_approved(world: World, applicant: str) -> None:
    world.applies_for_startup_grant(applicant)
    acts.advance(world, "审批")


@step(says("{who:Who}以种子「{seed:Text}」从 {first:Day} 至 {last:Day} 的{kind:Words}中抽取 {share:Number}%"))
def draws(world: World, who: str, seed: str, first: date, last: date, kind: str, share: int) -> None:
    command = inspections.Draw(kind=KINDS[kind], place=world.place, first=first, last=last, share_pct=share, seed=seed)
    world.does(who, lambda request: inspections.draw(world.book, command, request))


def records_item(world: World, who: str, item: str, finding: str) -> None:
    """Record a finding on an item of the last list."""
    sample, _ = drawn(world)
    command = inspections.Record(sample=sample, item=item, finding=FINDINGS[finding], note="现场核查记录")
    world.does(who, lambda request: inspections.record(world.book, command, request))


@step(says("{who:Who}登记第 {rank:Number} 件为「{finding:Text}」"))
def records(world: World, who: str, rank: int, finding: str) -> None:
    records_item(world, who, drawn(world)[1].items[rank - 1], finding)


@step(says("{who:Who}登记案件「{case:Text}」为「{finding:Text}」"))
def records_another(world: World, who: str, case: str, finding: str) -> None:
    records_item(world, who, case, finding)


@then(says("抽查单有 {items:Number} 件,抽自 {population:Number} 件"))
def the_list_has(world: World, items: int, population: int) -> None:
    sample, event = drawn(world)
    assert (len(event.items), event.population) == (items, population)
    row = inspection_queries.sample(world.book, sample)
    assert (row.items, row.population) == (items, population)
    assert [each.item for each in inspection_queries.sample_items(world.book, sample)] == list(event.items)


@then("用同一种子从同样的编号重抽,结果相同")
def drawn_by_hand(world: World) -> None:
    _, event = drawn(world)
    ids = sorted(set(world.cases.values()))
    assert sha256("".join(f"{case}\n" for case in ids).encode()).hexdigest() == event.digest
    by_hash = sorted(ids, key=lambda case: sha256(f"{event.seed}|{case}".encode()).hexdigest())
    assert event.items == tuple(by_hash[: len(event.items)])


@then(says("抽查 {inspected:Number} 件,疑似骗取 {suspected:Number} 件,其中检查事先提示过 {told:Number} 件"))
def the_list_says(world: World, inspected: int, suspected: int, told: int) -> None:
    sample, _ = drawn(world)
    of, items = inspection_queries.sample(world.book, sample), inspection_queries.sample_items(world.book, sample)
    said = inspection_queries.estimate(world.book, of, items)
    assert (said.inspected, said.left) == (inspected, 0)
    assert (said.suspected.part, said.recall.part, said.recall.whole) == (suspected, told, suspected)


@then("账本核验通过")
def the_book_holds(world: World) -> None:
    report = verify(world.book, vault=world.vault)
    assert report.ok
    assert report.check("inspections-redrawn").counted
